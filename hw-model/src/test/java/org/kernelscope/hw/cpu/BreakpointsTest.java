/* Breakpoints in debug registers: what they meet, what they report, what they cost nothing to leave out. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class BreakpointsTest {
    private static final int WATCHED = 0x5_0010;

    /** Ring 3 at {@link Rings#CODE} with breakpoint 0 armed. */
    private static TestMachine armed(String hex, int address, int dr7) {
        var machine = Rings.user(hex);
        Registers g = machine.core.registers();
        g.debug[0] = address;
        g.debug[7] = dr7 | 0x400;
        reload(machine);
        return machine;
    }

    /** A machine that was saved and loaded: what is derived from debug registers is worked out anew. */
    private static void reload(TestMachine machine) {
        StateWriter out = new StateWriter();
        machine.core.save(out);
        try {
            machine.core.load(new StateReader(out.toBytes()));
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean met(TestMachine machine) {
        return machine.core.linearEip() == Rings.handler(Fault.DEBUG);
    }

    @Test
    void anInstructionIsMetBeforeItAndNotAfterAReturnWithResume() {
        var machine = armed("90 90", Rings.CODE, 1);
        machine.core.step();
        assertTrue(met(machine));
        assertEquals(1, machine.core.registers().debug[6] & 0xF);
        assertEquals(Rings.CODE, machine.memory.read32(machine.register(ESP)));
        assertEquals(0, machine.memory.read32(machine.register(ESP) + 8) & Flags.RF);
        machine.memory.write32(machine.register(ESP) + 8, Flags.FIXED | Flags.RF);
        machine.put(Rings.handler(Fault.DEBUG), "cf");
        machine.steps(2);
        assertEquals(Rings.CODE + 1, machine.core.linearEip());
        assertEquals(0, machine.core.registers().eflags & Flags.RF);
    }

    /** Kind and length of DR7; offset and hex of an access with EAX = 5; whether it is met. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, a310000500, true",
        "1, 0, a30d000500, true",
        "1, 0, a30c000500, false",
        "1, 0, a110000500, false",
        "3, 0, a110000500, true",
        "3, 3, a213000500, true",
        "3, 3, a214000500, false",
        "3, 1, 66a311000500, true",
        "3, 1, 66a312000500, false",
        "1, 3, ff0510000500, true",
        "1, 3, f00fb11d10000500, true"
    })
    void anAccessIsMetAfterIt(int kind, int length, String hex, boolean met) {
        var machine = armed(hex, WATCHED, 1 | kind << 16 | length << 18);
        machine.core.registers().r[EAX] = 5;
        machine.core.step();
        assertEquals(met, met(machine));
        if (met) {
            assertEquals(Rings.CODE + hex.length() / 2, machine.memory.read32(machine.register(ESP)));
            assertEquals(1, machine.core.registers().debug[6] & 0xF);
        }
    }

    @Test
    void anAccessThatFaultsIsNotMet() {
        var machine = armed("a310000500", WATCHED, 1 | 1 << 16);
        machine.memory.write32(Rings.TABLE + 0x50 * 4, 0x5_0005);
        machine.core.step();
        assertEquals(Rings.handler(Fault.PAGE), machine.core.linearEip());
        assertEquals(0, machine.core.registers().debug[6] & 0xF);
    }

    @Test
    void portsAreMetWithDebugExtensions() {
        for (int extensions : new int[] {0, Registers.CR4_DE}) {
            var machine = armed("e460", 0x60, 1 | 2 << 16);
            machine.core.registers().eflags |= Flags.IOPL;
            machine.core.registers().cr4 = extensions;
            reload(machine);
            machine.core.step();
            assertEquals(extensions != 0, met(machine));
        }
    }

    @Test
    void loadsOfTheStackSegmentHoldWhatTheyMet() {
        // mov ss, [watched]; nop: the trap comes behind the second
        var machine = armed("8e1510000500 90 90", WATCHED, 1 | 3 << 16 | 3 << 18);
        machine.memory.write32(WATCHED, 0x23);
        machine.core.step();
        assertFalse(met(machine));
        reload(machine);
        machine.core.step();
        assertTrue(met(machine));
        assertEquals(Rings.CODE + 7, machine.memory.read32(machine.register(ESP)));
    }

    @Test
    void nothingIsArmedWithoutEnables() {
        var machine = armed("a310000500", WATCHED, 1 << 16);
        assertTrue(machine.core.registers().plain());
        machine.core.step();
        assertEquals(Rings.CODE + 5, machine.core.linearEip());
        assertFalse(armed("90", 0, 2).core.registers().plain());
    }

    @Test
    void generalDetectionGuardsTheRegistersOnce() {
        var machine = Rings.kernel("0f21c0 0f21c0");
        machine.core.registers().debug[7] = 0x2400;
        machine.core.step();
        assertTrue(met(machine));
        assertEquals(0x400, machine.core.registers().debug[7]);
        assertEquals(Breakpoints.DETECTED, machine.core.registers().debug[6] & 0xE00F);
        assertEquals(Flags.RF, machine.memory.read32(machine.register(ESP) + 8) & Flags.RF);
    }
}
