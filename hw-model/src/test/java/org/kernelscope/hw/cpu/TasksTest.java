/* Switches of tasks, and where their faults belong. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.TR;

import org.junit.jupiter.api.Test;

class TasksTest {
    private static final int TASK = 0x7800;
    private static final int STACK = 0x9800;
    private static final int START = Rings.CODE + 0x100;

    /** Ring 0 with a task loaded, another one at selector 0x30, and a gate to it at 0x38. */
    private static TestMachine two(String hex) {
        var machine = Rings.kernel(hex);
        Registers g = machine.core.registers();
        g.gdtLimit = 63;
        g.setSegment(TR, 0x28, Rings.TSS, 103, Segments.PRESENT | Segments.TSS32_BUSY);
        machine.memory.write8(Rings.GDT + 0x2D, 0x8B);
        machine.put64(Rings.GDT + 0x30, 0x67L | (long) TASK << 16 | 0x89L << 40);
        machine.put64(Rings.GDT + 0x38, 0x30L << 16 | 0xE5L << 40);
        machine.memory.write32(TASK + 0x1C, Rings.DIRECTORY);
        machine.memory.write32(TASK + 0x20, START);
        machine.memory.write32(TASK + 0x24, 2);
        machine.memory.write32(TASK + 0x28, 0x1234);
        machine.memory.write32(TASK + 0x38, STACK);
        int[] selectors = {0x10, 0x08, 0x10, 0x10, 0, 0};
        for (int i = 0; i < selectors.length; i++) {
            machine.memory.write32(TASK + 0x48 + i * 4, selectors[i]);
        }
        return machine;
    }

    private static int type(TestMachine machine, int selector) {
        return machine.memory.read8(Rings.GDT + selector + 5) & 0x1F;
    }

    @Test
    void aCallNestsAndAReturnGoesBack() {
        var machine = two("9a 00000000 3000 90");
        machine.put(START, "cf");
        Registers g = machine.core.registers();
        g.r[EAX] = 0x77;
        machine.core.step();
        assertEquals(START, machine.core.linearEip());
        assertEquals(0x1234, g.r[EAX]);
        assertEquals(STACK, g.r[ESP]);
        assertEquals(0x30, g.selector[TR]);
        assertEquals(Flags.NT, g.eflags & Flags.NT);
        assertTrue((g.cr0 & Registers.CR0_TS) != 0);
        assertEquals(0x28, machine.memory.read16(TASK));
        assertEquals(Segments.TSS32_BUSY, type(machine, 0x28));
        assertEquals(Segments.TSS32_BUSY, type(machine, 0x30));
        assertEquals(Rings.CODE + 7, machine.memory.read32(Rings.TSS + 0x20));
        machine.core.step();
        assertEquals(Rings.CODE + 7, machine.core.linearEip());
        assertEquals(0x77, g.r[EAX]);
        assertEquals(0, g.eflags & Flags.NT);
        assertEquals(Segments.TSS32_AVAILABLE, type(machine, 0x30));
    }

    @Test
    void aJumpThroughAGateLeavesTheOldTask() {
        var machine = two("ea 00000000 3800");
        machine.core.step();
        assertEquals(START, machine.core.linearEip());
        assertEquals(Segments.TSS32_AVAILABLE, type(machine, 0x28));
        assertEquals(0, machine.core.registers().eflags & Flags.NT);
    }

    @Test
    void aFaultWithItsErrorCodeStartsATask() {
        var machine = two("66b8f000 8ed8");
        machine.put64(Rings.IDT + Fault.GENERAL_PROTECTION * 8, 0x30L << 16 | 0x85L << 40);
        machine.steps(2);
        assertEquals(START, machine.core.linearEip());
        assertEquals(0xF0, machine.memory.read32(STACK - 4));
        assertEquals(Rings.CODE + 4, machine.memory.read32(Rings.TSS + 0x20));
        assertEquals(Flags.RF, machine.memory.read32(Rings.TSS + 0x24) & Flags.RF);
    }

    @Test
    void aFaultOfTheNewTaskIsNoneOfTheOld() {
        // its data segment is outside the table: #TS before its first instruction, on its stack
        var machine = two("ea 00000000 3000");
        machine.memory.write32(TASK + 0x54, 0xF0);
        machine.core.step();
        assertEquals(Rings.handler(Fault.INVALID_TSS), machine.core.linearEip());
        assertEquals(STACK - 16, machine.register(ESP));
        assertEquals(0xF0, machine.memory.read32(STACK - 16));
        assertEquals(START, machine.memory.read32(STACK - 12));
        assertEquals(0x30, machine.core.registers().selector[TR]);
    }

    @Test
    void aTaskThatCannotBeReadLeavesTheOldOne() {
        var machine = two("ea 00000000 3000");
        machine.put64(Rings.GDT + 0x30, 0x67L | 0x9_0000L << 16 | 0x89L << 40);
        machine.memory.write32(Rings.TABLE + 0x90 * 4, 0);
        int top = machine.register(ESP);
        machine.core.step();
        assertEquals(Rings.handler(Fault.PAGE), machine.core.linearEip());
        assertEquals(top - 16, machine.register(ESP));
        assertEquals(0x28, machine.core.registers().selector[TR]);
        assertEquals(Segments.TSS32_BUSY, type(machine, 0x28));
    }

    @Test
    void aTaskCanBeOneOfVirtualMode() {
        var machine = two("ea 00000000 3000");
        machine.memory.write32(TASK + 0x20, 0x10);
        machine.memory.write32(TASK + 0x24, Flags.VM | 2);
        machine.memory.write32(TASK + 0x4C, 0x1200);
        machine.core.step();
        Registers g = machine.core.registers();
        assertEquals(3, g.cpl);
        assertEquals(0x1_2010, machine.core.linearEip());
        assertEquals(0x1200, g.selector[CS]);
        assertEquals(0xFFFF, g.limit[CS]);
    }
}
