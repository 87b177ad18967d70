/* Returns to ring 3, and fast system calls. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.DS;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ES;
import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.FS;
import static org.kernelscope.hw.cpu.Registers.SS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarTransfersTest {
    private static TestMachine returning(int selector, int flags, int stackSelector) {
        var machine = Rings.kernel("cf");
        int top = Rings.KERNEL_STACK - 20;
        int[] frame = {Rings.CODE + 0x40, selector, flags, Rings.USER_STACK, stackSelector};
        for (int i = 0; i < frame.length; i++) {
            machine.memory.write32(top + i * 4, frame[i]);
        }
        machine.core.registers().r[ESP] = top;
        return machine;
    }

    @Test
    void aReturnToRingThreeTakesInnerSegmentsAway() {
        var machine = returning(0x1B, 0x3202, 0x23);
        Registers g = machine.core.registers();
        g.setSegment(ES, 0x23, 0, -1, Registers.DATA32 | 0x60);
        g.setSegment(FS, 0x08, 0, -1, Registers.CODE32 | Segments.CONFORMING);
        machine.core.step();
        assertEquals(3, g.cpl);
        assertEquals(Rings.CODE + 0x40, machine.core.linearEip());
        assertEquals(Rings.USER_STACK, g.r[ESP]);
        assertEquals(0x1B, g.selector[CS]);
        assertEquals(0x23, g.selector[SS]);
        assertEquals(0, g.selector[DS], "data of ring 0");
        assertEquals(0, g.rights[DS]);
        assertEquals(0x23, g.selector[ES], "data of ring 3");
        assertEquals(0x08, g.selector[FS], "conforming code");
        assertEquals(Flags.IF | Flags.IOPL | Flags.FIXED, g.eflags);
        assertEquals(1, machine.counters().modeSwitches());
    }

    @Test
    void aNulledSegmentCannotBeUsed() {
        var machine = returning(0x1B, 2, 0x23);
        machine.put(Rings.CODE + 0x40, "a100000500");
        machine.core.registers().setSegment(Registers.TR, 0x28, Rings.TSS, 103, 0x8B);
        machine.steps(2);
        assertEquals(Rings.handler(Fault.GENERAL_PROTECTION), machine.core.linearEip());
    }

    /** Selectors of the frame; error code of #GP, or of #NP or #SS if it is marked. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0000, 0023, 13, 0
            0019, 0023, 13, 18
            0023, 0023, 13, 20
            0088, 0023, 13, 88
            001B, 0000, 13, 0
            001B, 0020, 13, 20
            001B, 0010, 13, 10
            001B, 001B, 13, 18
            """)
    void aFrameThatFitsNoRingIsRefused(String selector, String stackSelector, int vector, String code) {
        var machine = returning(Integer.parseInt(selector, 16), 2, Integer.parseInt(stackSelector, 16));
        int top = machine.register(ESP);
        machine.core.step();
        assertEquals(Rings.handler(vector), machine.core.linearEip());
        assertEquals(top - 16, machine.register(ESP));
        assertEquals(Integer.parseInt(code, 16), machine.memory.read32(top - 16));
        assertEquals(0x10, machine.core.registers().selector[SS]);
    }

    @Test
    void aStackThatIsAbsentIsAStackFault() {
        var machine = returning(0x1B, 2, 0x23);
        machine.put64(Rings.GDT + 32, TestMachine.flatDescriptor(0x73));
        machine.core.step();
        assertEquals(Rings.handler(Fault.STACK), machine.core.linearEip());
        assertEquals(0x20, machine.memory.read32(machine.register(ESP)));
    }

    @Test
    void codeThatCannotBeMarkedLeavesTheStackSegment() {
        // the descriptors are read-only: that of the stack is marked already, that of the code is not
        var machine = returning(0x1B, 2, 0x23);
        machine.put64(Rings.GDT + 24, TestMachine.flatDescriptor(0xFA));
        machine.memory.write32(Rings.TABLE + 5 * 4, Rings.GDT | 1);
        machine.core.step();
        assertEquals(Rings.handler(Fault.PAGE), machine.core.linearEip());
        assertEquals(0x10, machine.core.registers().selector[SS]);
        assertEquals(0, machine.core.registers().cpl);
    }

    @Test
    void ringThreeKeepsItsInterruptFlagWhenItReturns() {
        // iret at ring 3, to itself, with IF and IOPL cleared in the frame
        var machine = Rings.user("cf");
        machine.core.registers().eflags |= Flags.IF;
        machine.core.registers().r[ESP] = 0x5_0000;
        machine.memory.write32(0x5_0000, Rings.CODE + 7);
        machine.memory.write32(0x5_0004, 0x1B);
        machine.memory.write32(0x5_0008, Flags.IOPL | Flags.CF);
        machine.core.step();
        assertEquals(Rings.CODE + 7, machine.core.linearEip());
        assertEquals(Flags.IF | Flags.CF | Flags.FIXED, machine.core.registers().eflags);
    }

    private static TestMachine calling(TestMachine machine) {
        Registers g = machine.core.registers();
        g.sysenterSelector = 0x08;
        g.sysenterStack = Rings.KERNEL_STACK;
        g.sysenterTarget = Rings.HANDLER;
        return machine;
    }

    @Test
    void sysenterGoesToRingZeroWithFlatSegments() {
        var machine = calling(Rings.user("0f34"));
        Registers g = machine.core.registers();
        g.eflags |= Flags.IF | Flags.CF;
        machine.core.step();
        assertEquals(Rings.HANDLER, machine.core.linearEip());
        assertEquals(Rings.KERNEL_STACK, g.r[ESP]);
        assertEquals(0, g.cpl);
        assertEquals(0x08, g.selector[CS]);
        assertEquals(0x10, g.selector[SS]);
        assertEquals(Registers.CODE32, g.rights[CS]);
        assertEquals(Registers.DATA32, g.rights[SS]);
        assertEquals(0x23, g.selector[DS]);
        assertEquals(Flags.CF | Flags.FIXED, g.eflags);
        assertEquals(1, machine.counters().modeSwitches());
        assertEquals(0, machine.counters().exceptions());
    }

    @Test
    void sysexitGoesToRingThreeAtEdxWithTheStackAtEcx() {
        var machine = calling(Rings.kernel("0f35"));
        Registers g = machine.core.registers();
        g.eflags |= Flags.IF;
        g.r[EDX] = Rings.CODE + 0x80;
        g.r[ECX] = Rings.USER_STACK;
        machine.core.step();
        assertEquals(Rings.CODE + 0x80, machine.core.linearEip());
        assertEquals(Rings.USER_STACK, g.r[ESP]);
        assertEquals(3, g.cpl);
        assertEquals(0x1B, g.selector[CS]);
        assertEquals(0x23, g.selector[SS]);
        assertEquals(Flags.IF | Flags.FIXED, g.eflags);
        assertEquals(1, machine.counters().modeSwitches());
    }

    @Test
    void fastCallsNeedTheirSelectorAndProtectedMode() {
        for (String hex : new String[] {"0f34", "0f35"}) {
            var absent = Rings.kernel(hex);
            absent.core.registers().sysenterSelector = 3;
            absent.core.step();
            assertEquals(Rings.handler(Fault.GENERAL_PROTECTION), absent.core.linearEip());
            assertEquals(0, absent.memory.read32(absent.register(ESP)));

            var real = new TestMachine();
            real.put(0x7000, hex);
            real.put(Fault.GENERAL_PROTECTION * 4, "0000 0060");
            real.core.init();
            real.core.startup(7);
            real.core.registers().sysenterSelector = 8;
            real.core.registers().r[ESP] = 0x1000;
            real.core.step();
            assertEquals(0x6_0000, real.core.linearEip());
        }
        var outer = calling(Rings.user("0f35"));
        outer.core.step();
        assertEquals(Rings.handler(Fault.GENERAL_PROTECTION), outer.core.linearEip());
    }
}
