/* What performance counters count, in which ring, and who may read them. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class PerformanceCountersTest {
    private static final int INSTRUCTIONS = 0xC0;
    private static final int CYCLES = 0x3C;
    private static final int USER = 1 << 16;
    private static final int SYSTEM = 1 << 17;
    private static final int ENABLED = 1 << 22;
    private static final String PROFILE =
            TestMachine.PROFILE.replace("max-leaf = 2", "max-leaf = 10").replace("counters = 0", "counters = 2") + """
            l1.bytes = 32768 bytes ; test
            l1.ways = 8 ways ; test
            l2.bytes = 0 bytes ; test
            llc.bytes = 0 bytes ; test
            """;

    private final ProcessorModel model = model();
    private final Registers registers = new Registers(model);
    private final Tally tally = new Tally();
    private final PerformanceCounters counters = new PerformanceCounters(0, registers, new TestMachine(), tally, model);

    /** Rings selected, and what 5 instructions in ring 0, 7 in ring 3 and 2 in ring 1 count. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 9", "2, 5", "3, 14"})
    void ringsAreHonoured(int rings, int expected) {
        counters.select(0, INSTRUCTIONS | rings << 16 | ENABLED);
        tally.listener(counters::ring);
        registers.retired += 5;
        tally.switched(3);
        registers.retired += 7;
        tally.switched(1);
        registers.retired += 2;
        assertEquals(expected, counters.read(0));
        assertEquals(2, tally.modeSwitches);
    }

    @Test
    void aCounterThatIsOffStands() {
        counters.select(0, INSTRUCTIONS | SYSTEM | ENABLED);
        registers.retired += 5;
        counters.select(0, INSTRUCTIONS | SYSTEM);
        registers.retired += 5;
        assertEquals(5, counters.read(0));
        counters.select(0, INSTRUCTIONS | SYSTEM | ENABLED);
        registers.retired += 1;
        assertEquals(6, counters.read(0));
        counters.write(0, -3);
        registers.retired += 2;
        assertEquals((1L << 48) - 1, counters.read(0), "sign-extended to 48 bits");
    }

    @Test
    void haltedCyclesDoNotCount() {
        var machine = machine("");
        var core = machine.core;
        selectByMsr(machine, CYCLES | SYSTEM | ENABLED);
        long before = core.clock();
        core.setClock(before + 1000);
        assertEquals(1000, machine.counters().idleCycles());
        long counted = readByRdpmc(machine, 0);
        assertEquals(core.clock() - 1000 - before, counted);
    }

    /** Event, and how much of it one each of what the core itself counts is. */
    @ParameterizedTest
    @CsvSource({"0x0108, 2", "0x0185, 3", "0x010C, 7", "0x01CB, 11", "0x00C5, 0"})
    void theCoresOwnEvents(int event, int expected) {
        counters.select(1, event | USER | SYSTEM | ENABLED);
        tally.tlbMisses += 5;
        tally.codeTlbMisses += 3;
        tally.pageWalks += 7;
        tally.interrupts += 11;
        assertEquals(expected, counters.read(1));
    }

    /** Ring, CR4.PCE, counter asked for; whether it is read. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1, true", "3, 0, 1, false", "3, 256, 1, true", "0, 0, 2, false", "0, 0, -1, false"})
    void whoMayRead(int ring, int control, int counter, boolean allowed) {
        var machine = machine("0f33");
        Registers g = machine.core.registers();
        g.cpl = ring;
        g.cr4 = control;
        g.r[ECX] = counter;
        g.idtLimit = 0;
        machine.core.step();
        assertEquals(allowed ? 1 : 0, machine.core.retired());
    }

    @Test
    void processorsWithoutCountersHaveNoInstruction() {
        var machine = TestMachine.flat(0x1000, "0f33");
        machine.core.registers().idtLimit = 0;
        machine.core.step();
        assertEquals(0, machine.core.retired());
    }

    @Test
    void leafTenTellsThem() {
        var machine = machine("0fa2");
        machine.core.registers().r[EAX] = 10;
        machine.core.step();
        assertEquals(1 | 2 << 8 | 48 << 16 | 7 << 24, machine.register(EAX));
        assertEquals(0b110_0100, machine.register(Registers.EBX), "no reference cycles, no branches");
    }

    @Test
    void theyAreState() throws ImageException {
        counters.select(1, INSTRUCTIONS | USER | SYSTEM | ENABLED);
        registers.retired += 5;
        assertEquals(5, counters.read(1));
        counters.ring(3);
        StateWriter out = new StateWriter();
        counters.save(out);
        var other = new PerformanceCounters(0, registers, new TestMachine(), tally, model);
        other.load(new StateReader(out.toBytes()));
        registers.retired += 4;
        assertEquals(9, other.read(1));
        assertEquals(counters.selected(1), other.selected(1));
    }

    private static void selectByMsr(TestMachine machine, int bits) {
        machine.put(0x1000, "0f30");
        Registers g = machine.core.registers();
        g.eip = 0x1000;
        g.r[ECX] = 0x186;
        g.r[EAX] = bits;
        machine.core.step();
        assertEquals(1, machine.core.retired());
    }

    private static long readByRdpmc(TestMachine machine, int counter) {
        machine.put(0x2000, "0f33");
        Registers g = machine.core.registers();
        g.eip = 0x2000;
        g.r[ECX] = counter;
        machine.core.step();
        return g.r[EAX] & 0xFFFF_FFFFL;
    }

    private static TestMachine machine(String hex) {
        TestMachine machine = new TestMachine(PROFILE);
        machine.put(0x1000, hex);
        machine.core.enterProtectedFlat(0x1000, 0, 0);
        return machine;
    }

    private static ProcessorModel model() {
        try {
            return ProcessorModel.from(HardwareProfile.parse("test", PROFILE));
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }
}
