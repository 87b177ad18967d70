/* Whole machines: booting, determinism, snapshots, saved states, looking without touching. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.boot.LinuxImage;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.hw.interleaving.Interleavings;

final class MachineTest {
    private static final long ENOUGH = 3_000_000;
    private static final MachineState SUCCESS = new MachineState.Exited(33);

    @Test
    void everyNumberOfCoresBootsAndCounts() {
        for (int cores = 1; cores <= MachineConfig.MAX_CORES; cores++) {
            Machine machine = boot(cores);
            long taken = machine.run(Interleavings.byTime(), ENOUGH);
            assertEquals(SUCCESS, machine.state(), cores + " cores");
            assertEquals(taken, machine.steps());
            assertEquals("K", machine.serialOutput());
            assertEquals(cores * TestImage.ROUNDS, word(machine, TestImage.COUNTER));
            assertEquals(cores, word(machine, TestImage.DONE));
            assertEquals(-1, machine.step(Interleavings.byTime()), "a machine that has ended takes no turn");
        }
    }

    @Test
    void everyPolicyReachesTheEndAndOnlyTheUnlockedCountDiffers() {
        for (Interleaving policy : List.of(
                Interleavings.byTime(),
                Interleavings.roundRobin(1),
                Interleavings.roundRobin(7),
                Interleavings.random(1),
                Interleavings.random(2))) {
            Machine machine = boot(3);
            machine.run(policy, ENOUGH);
            assertEquals(SUCCESS, machine.state());
            assertEquals(3 * TestImage.ROUNDS, word(machine, TestImage.COUNTER));
            assertTrue(word(machine, TestImage.PLAIN) >= TestImage.ROUNDS);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertEquals(hashAfter(Interleavings.random(5), 5000), hashAfter(Interleavings.random(5), 5000));
        assertNotEquals(hashAfter(Interleavings.random(5), 5000), hashAfter(Interleavings.random(6), 5000));
    }

    @Test
    void recordedChoicesReplayToTheSameState() {
        var recorder = new Decisions.Recorder(Interleavings.random(11));
        long recorded = hashAfter(recorder, 8000);
        assertEquals(recorded, hashAfter(Interleavings.replay(recorder.decisions()), 8000));
    }

    @Test
    void timeNeverGoesBack() {
        Machine machine = boot(4);
        Interleaving policy = Interleavings.random(3);
        long before = 0;
        while (machine.step(policy) >= 0) {
            assertTrue(machine.now() >= before, "at step " + machine.steps());
            before = machine.now();
        }
        assertEquals(SUCCESS, machine.state());
    }

    @Test
    void goingBackAndOnAgainArrivesAtTheSameState() {
        Machine machine = boot(4);
        Interleaving policy = Interleavings.random(9);
        List<Snapshot> snapshots = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            snapshots.add(machine.snapshot());
            hashes.add(machine.stateHash());
            machine.run(policy, 701);
        }
        for (int i : new int[] {5, 11, 0, 7, 1, 10}) {
            machine.restore(snapshots.get(i));
            assertEquals(hashes.get(i), machine.stateHash(), "snapshot " + i);
            assertEquals(snapshots.get(i).steps(), machine.steps());
            if (i < 11) {
                machine.run(policy, 701);
                assertEquals(hashes.get(i + 1), machine.stateHash(), "on from snapshot " + i);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> boot(4).restore(snapshots.getFirst()));
    }

    @Test
    void aTwinGoesTheSameWayOrAnotherAndTakesSnapshots() {
        Machine machine = boot(3);
        machine.run(Interleavings.random(1), 800);
        Snapshot early = machine.snapshot();
        machine.run(Interleavings.random(1), 800);
        long hash = machine.stateHash();
        Machine twin = machine.twin(early);
        assertEquals(800, twin.steps());
        twin.run(Interleavings.random(1), 800);
        assertEquals(hash, twin.stateHash());
        twin.run(Interleavings.byTime(), ENOUGH);
        machine.run(Interleavings.random(1), ENOUGH);
        assertEquals("K", twin.serialOutput());
        assertEquals("K", machine.serialOutput(), "each has text of its own");
        Snapshot late = twin.snapshot();
        machine.restore(late);
        assertEquals(twin.stateHash(), machine.stateHash());
        assertThrows(IllegalArgumentException.class, () -> boot(3).restore(late), "a stranger");
    }

    @Test
    void aLinuxImageStartsByItsProtocol() throws ImageException {
        var disk = new MachineConfig.Module("disk", new byte[] {'!'});
        var config = new MachineConfig(1, 4, TestProfiles.small(), List.of(disk), List.of());
        Machine machine = Machine.boot(config, LinuxImage.bytes(), "quiet");
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(SUCCESS, machine.state());
        assertEquals("q3!", machine.serialOutput(), "the command line, three pieces of memory, the disk");
    }

    @Test
    void theTextRewindsToo() {
        Machine machine = boot(1);
        Snapshot start = machine.snapshot();
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals("K", machine.serialOutput());
        machine.restore(start);
        assertEquals("", machine.serialOutput());
        assertEquals(new MachineState.Running(), machine.state());
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals("K", machine.serialOutput());
    }

    @Test
    void aSavedMachineGoesOnInAnotherOne() throws ImageException {
        Machine machine = boot(4);
        Interleaving policy = Interleavings.random(4);
        machine.run(policy, 3000);
        byte[] saved = machine.save();
        Machine other = boot(4);
        other.load(saved);
        assertEquals(machine.stateHash(), other.stateHash());
        assertTrue(Arrays.equals(saved, other.save()));
        machine.run(policy, 4000);
        other.run(policy, 4000);
        assertEquals(machine.stateHash(), other.stateHash());
    }

    @Test
    void aDamagedSavedStateIsRefusedAndChangesNothing() {
        Machine machine = boot(2);
        machine.run(Interleavings.byTime(), 1000);
        byte[] saved = machine.save();
        machine.run(Interleavings.byTime(), 1000);
        long before = machine.stateHash();
        for (int length = 0; length < saved.length; length += saved.length / 50) {
            byte[] cut = Arrays.copyOf(saved, length);
            assertThrows(ImageException.class, () -> machine.load(cut));
        }
        for (int at = 0; at < saved.length; at += saved.length / 50) {
            byte[] wrong = saved.clone();
            wrong[at] ^= 0x10;
            assertThrows(ImageException.class, () -> machine.load(wrong));
        }
        assertEquals(before, machine.stateHash());
        ImageException e = assertThrows(ImageException.class, () -> boot(3).load(saved));
        assertTrue(e.getMessage().endsWith("another machine: 2 cores there, 3 on this one"), e.getMessage());
    }

    @Test
    void anObserverHearsOfProbesLinesTextAndTheEnd() {
        Machine machine = boot(2);
        List<MachineEvent> events = new ArrayList<>();
        machine.observe(events::add);
        machine.probe(Set.of(TestImage.INCREMENT));
        machine.watch(Set.of(TestImage.DONE));
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(2 * TestImage.ROUNDS, count(events, MachineEvent.Probed.class));
        assertEquals(1, count(events, MachineEvent.SerialOutput.class));
        assertEquals(new MachineEvent.ExitRequested(0, 33), events.getLast());
        assertTrue(events.stream()
                .anyMatch(e -> e
                                instanceof
                                MachineEvent.Accessed(
                                        int core,
                                        int linear,
                                        int physical,
                                        int size,
                                        MachineEvent.Access kind,
                                        long old,
                                        long now)
                        && core == 1
                        && physical == TestImage.DONE
                        && kind == MachineEvent.Access.LOCKED
                        && now == old + 1
                        && linear == physical
                        && size == 4));
        assertTrue(events.stream()
                .anyMatch(e -> e
                                instanceof
                                MachineEvent.LineMoved(
                                        int core,
                                        int line,
                                        int source,
                                        MachineEvent.Access kind,
                                        int cycles)
                        && line == TestImage.DONE
                        && source >= 0
                        && source != core
                        && cycles >= 60
                        && kind != null));
    }

    @Test
    void observingChangesNothing() {
        Machine plain = boot(4);
        Machine observed = boot(4);
        List<MachineEvent> events = new ArrayList<>();
        observed.observe(events::add);
        observed.watchAll(true);
        observed.probe(Set.of(TestImage.INCREMENT));
        plain.run(Interleavings.byTime(), 6000);
        observed.run(Interleavings.byTime(), 6000);
        assertTrue(events.size() > 1000);
        assertEquals(plain.stateHash(), observed.stateHash());
    }

    @Test
    void anObserverCanStopARun() {
        Machine machine = boot(2);
        machine.observe(event -> machine.requestStop());
        machine.probe(Set.of(TestImage.INCREMENT));
        long taken = machine.run(Interleavings.byTime(), ENOUGH);
        assertTrue(taken > 5 && taken < 500, "stopped after " + taken);
        machine.unobserve();
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(SUCCESS, machine.state());
    }

    @Test
    void lookingChangesNothing() {
        Machine machine = boot(2);
        machine.run(Interleavings.byTime(), 2000);
        long before = machine.stateHash();
        assertEquals(TestImage.COUNTER, machine.translate(0, TestImage.COUNTER).orElseThrow());
        assertTrue(Arrays.equals(
                machine.peekPhysical(TestImage.LOAD, 0x200), machine.peekLinear(1, TestImage.LOAD, 0x200)));
        assertEquals(10, machine.peekPhysical((8 << 20) - 10, 100).length);
        assertEquals(0, machine.peekPhysical(-5, 100).length);
        assertTrue(machine.disassemble(0, TestImage.INCREMENT).text().contains("inc"));
        assertEquals(7, machine.disassemble(0, TestImage.INCREMENT).length());
        assertEquals(2, machine.line(TestImage.COUNTER).byCore().size());
        assertEquals(0, machine.core(0).id());
        assertEquals(before, machine.stateHash());
    }

    @Test
    void aMachineThatHaltsForEverIsIdle() {
        Machine machine = run("FA F4");
        assertEquals(new MachineState.Idle(), machine.state());
        assertEquals(2, machine.steps());
    }

    @Test
    void aTripleFaultShutsDown() {
        // lidt of an empty table, then an undefined instruction.
        Machine machine = run("0F 01 1D 00 02 10 00 0F 0B");
        assertEquals(new MachineState.ShutDown(0), machine.state());
    }

    @Test
    void timeJumpsToTheTimerWhenAllAreIdle() {
        // APIC on, divide by 1, vector 0x40, count 1,000,000, hlt with interrupts off: the timer cannot wake it.
        Machine machine = run("""
                C7 05 F0 00 E0 FE FF 01 00 00 C7 05 E0 03 E0 FE 0B 00 00 00
                C7 05 20 03 E0 FE 40 00 00 00 C7 05 80 03 E0 FE 40 42 0F 00 F4
                """);
        assertEquals(new MachineState.Idle(), machine.state());
        assertTrue(machine.now() >= 1_000_000, "now is " + machine.now());
    }

    private static Machine run(String code) {
        try {
            byte[] image = TestImage.elf(HexFormat.of().parseHex(code.replaceAll("\\s", "")));
            Machine machine = Machine.boot(new MachineConfig(2, 8, TestProfiles.small()), image, "");
            machine.run(Interleavings.byTime(), 1000);
            return machine;
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    private static Machine boot(int cores) {
        try {
            var config = new MachineConfig(cores, 8, TestProfiles.small());
            return Machine.boot(config, TestImage.forCores(cores), "test");
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    private static long hashAfter(Interleaving policy, long turns) {
        Machine machine = boot(4);
        machine.run(policy, turns);
        return machine.stateHash();
    }

    private static long count(List<MachineEvent> events, Class<? extends MachineEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    private static int word(Machine machine, int address) {
        byte[] bytes = machine.peekPhysical(address, 4);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | bytes[3] << 24;
    }
}
