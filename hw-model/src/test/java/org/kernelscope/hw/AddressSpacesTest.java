/* A whole machine with two address spaces: what its translation buffers hold, and what can be seen of ring 3. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.cpu.PageWalk;
import org.kernelscope.hw.interleaving.Interleavings;

final class AddressSpacesTest {
    private static final long ENOUGH = 10_000;

    @Test
    void eachSpaceCountsInItsOwnPage() {
        Machine machine = boot();
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(new MachineState.Exited(33), machine.state());
        assertEquals(TwoSpacesImage.ROUNDS / 2, machine.peekPhysical(TwoSpacesImage.FIRST_COUNT, 1)[0]);
        assertEquals(TwoSpacesImage.ROUNDS / 2, machine.peekPhysical(TwoSpacesImage.SECOND_COUNT, 1)[0]);
        CoreState.Counters counters = machine.core(0).counters();
        assertEquals(2 * TwoSpacesImage.ROUNDS, counters.modeSwitches());
        assertEquals(0, counters.exceptions());
        // A page of code and one of data in every round, and once the kernel, which no load of CR3 takes away.
        assertEquals(2 * TwoSpacesImage.ROUNDS + 1, counters.tlbMisses());
    }

    @Test
    void probesAndWatchesReachRingThreeInEverySpace() {
        Machine machine = boot();
        List<Integer> spaces = new ArrayList<>();
        List<Integer> written = new ArrayList<>();
        machine.observe(event -> {
            if (event instanceof MachineEvent.Probed(int core, int address)) {
                assertEquals(TwoSpacesImage.PROGRAM, address);
                assertEquals(3, machine.core(core).privilege());
                spaces.add(machine.core(core).cr3());
            } else if (event
                    instanceof
                    MachineEvent.Accessed(
                            int core,
                            int linear,
                            int physical,
                            int size,
                            MachineEvent.Access kind,
                            long before,
                            long after)) {
                assertEquals(List.of(0, TwoSpacesImage.COUNT, 4), List.of(core, linear, size));
                assertEquals(kind == MachineEvent.Access.WRITE ? before + 1 : before, after);
                written.add(physical);
            }
        });
        machine.probe(Set.of(TwoSpacesImage.PROGRAM));
        machine.watch(Set.of(TwoSpacesImage.FIRST_COUNT, TwoSpacesImage.SECOND_COUNT));
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(TwoSpacesImage.ROUNDS, spaces.size());
        assertEquals(List.of(TwoSpacesImage.FIRST_DIRECTORY, TwoSpacesImage.SECOND_DIRECTORY), spaces.subList(0, 2));
        assertEquals(2 * TwoSpacesImage.ROUNDS, written.size());
    }

    @Test
    void aMarkByAWalkIsAnAccessThatAWatchTells() {
        Machine machine = boot();
        List<MachineEvent> events = new ArrayList<>();
        machine.observe(events::add);
        machine.watch(Set.of(TwoSpacesImage.FIRST_TABLE));
        machine.run(Interleavings.byTime(), ENOUGH);
        int entry = TwoSpacesImage.FIRST_TABLE + 4;
        assertTrue(events.contains(
                new MachineEvent.Accessed(0, entry, entry, 4, MachineEvent.Access.LOCKED, 0x20_5007, 0x20_5067)));
    }

    @Test
    void theBuffersHoldTheKernelForEverAndTheProgramUntilTheNextSpace() {
        Machine machine = boot();
        machine.observe(event -> machine.requestStop());
        machine.probe(Set.of(TwoSpacesImage.PROGRAM));
        machine.run(Interleavings.byTime(), ENOUGH);
        Translation program = new Translation(true, TwoSpacesImage.PROGRAM, 0x20_4000, 4096, false, true, false, false);
        assertEquals(List.of(program, kernel(true)), code(machine));
        machine.step(Interleavings.byTime());
        assertTrue(machine.translations(0).contains(data(TwoSpacesImage.FIRST_COUNT)));
        machine.run(Interleavings.byTime(), ENOUGH);
        machine.step(Interleavings.byTime());
        assertTrue(machine.translations(0).contains(data(TwoSpacesImage.SECOND_COUNT)));
        assertTrue(machine.translations(0).contains(kernel(true)));
        assertEquals(
                new PageWalk.Step(PageWalk.Level.DIRECTORY, 1, TwoSpacesImage.SECOND_DIRECTORY + 4, 0x20_3027),
                machine.walk(0, TwoSpacesImage.COUNT).steps().getFirst());
    }

    @Test
    void theBuffersAreStateOfTheMachine() throws ImageException {
        Machine machine = boot();
        machine.observe(event -> machine.requestStop());
        machine.probe(Set.of(TwoSpacesImage.PROGRAM));
        machine.run(Interleavings.byTime(), ENOUGH);
        Snapshot before = machine.snapshot();
        long hash = machine.stateHash();
        List<Translation> held = machine.translations(0);
        machine.run(Interleavings.byTime(), 5);
        assertNotEquals(held, machine.translations(0));
        machine.restore(before);
        assertEquals(held, machine.translations(0));
        assertEquals(hash, machine.stateHash());
        Machine other = boot();
        other.load(machine.save());
        assertEquals(held, other.translations(0));
        other.run(Interleavings.byTime(), ENOUGH);
        machine.unobserve();
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(machine.stateHash(), other.stateHash());
    }

    private static List<Translation> code(Machine machine) {
        return machine.translations(0).stream().filter(Translation::code).toList();
    }

    private static Translation kernel(boolean code) {
        return new Translation(code, 0, 0, 1 << 22, true, false, false, true);
    }

    private static Translation data(int frame) {
        return new Translation(false, TwoSpacesImage.COUNT, frame, 4096, true, true, true, false);
    }

    private static Machine boot() {
        try {
            return Machine.boot(new MachineConfig(1, 8, TestProfiles.small()), TwoSpacesImage.elf(), "");
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }
}
