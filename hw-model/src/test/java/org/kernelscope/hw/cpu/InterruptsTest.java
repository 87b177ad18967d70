/* Gates between the rings: what they check, where they lead, what they leave on the stack. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.SS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.CoreState.Activity;

class InterruptsTest {
    private static final int OWN_CODE = 0x1B;

    /** Faults are handled in ring 3 itself, so that they can be seen where the way to ring 0 is broken. */
    private static void handleFaultsInRingThree(TestMachine machine) {
        for (int vector = Fault.INVALID_TSS; vector <= Fault.GENERAL_PROTECTION; vector++) {
            machine.put64(Rings.IDT + vector * 8, TestMachine.gate(OWN_CODE, Rings.handler(vector), 0xE, 0));
        }
    }

    private static void breakThe(String part, TestMachine machine) {
        Registers g = machine.core.registers();
        switch (part) {
            case "stack selector" -> machine.memory.write32(Rings.TSS + 8, 0);
            case "stack ring" -> machine.memory.write32(Rings.TSS + 8, 0x23);
            case "stack outside table" -> machine.memory.write32(Rings.TSS + 8, 0x88);
            case "stack is code" -> machine.memory.write32(Rings.TSS + 8, 0x08);
            case "stack presence" -> machine.put64(Rings.GDT + 16, TestMachine.flatDescriptor(0x13));
            case "stack room" -> machine.put64(Rings.GDT + 16, 0x0040_9300_0000_0FFFL);
            case "task limit" -> g.limit[Registers.TR] = 8;
            case "code presence" -> machine.put64(Rings.GDT + 8, TestMachine.flatDescriptor(0x1B));
            case "code limit" -> machine.put64(Rings.GDT + 8, 0x0040_9B00_0000_0FFFL);
            case "code selector" -> aim(machine, 0);
            case "code is data" -> aim(machine, 0x10);
            default -> throw new AssertionError(part);
        }
    }

    private static void aim(TestMachine machine, int selector) {
        for (int vector : new int[] {0x30, 0x80}) {
            machine.put64(Rings.IDT + vector * 8, TestMachine.gate(selector, Rings.handler(vector), 0xE, 3));
        }
    }

    /** What is broken on the way from ring 3 to ring 0; vector and error code by INT, with EXT set by an interrupt. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            stack selector,      10, 00
            stack ring,          10, 20
            stack outside table, 10, 88
            stack is code,       10, 08
            stack presence,      12, 10
            stack room,          12, 10
            task limit,          10, 28
            code presence,       11, 08
            code limit,          13, 00
            code selector,       13, 00
            code is data,        13, 10
            """)
    void aBrokenWayInwardsIsNamed(String part, int vector, String code) {
        for (boolean external : new boolean[] {false, true}) {
            var machine = Rings.user("cd80");
            handleFaultsInRingThree(machine);
            breakThe(part, machine);
            if (external) {
                machine.core.registers().eflags |= Flags.IF;
                machine.pending.add(0x30);
            }
            machine.core.step();
            assertEquals(Rings.handler(vector), machine.core.linearEip(), part);
            assertEquals(Rings.USER_STACK - 16, machine.register(ESP), part);
            int expected = Integer.parseInt(code, 16) | (external ? 1 : 0);
            assertEquals(expected, machine.memory.read32(machine.register(ESP)), part);
            assertEquals(0x23, machine.core.registers().selector[SS], part);
            assertEquals(3, machine.core.registers().cpl, part);
        }
    }

    /** Gate's type byte; vector and error code of INT 0x80 from ring 3, 128 for the gate itself. */
    @ParameterizedTest
    @CsvSource({"EE, 128, 0", "EF, 128, 0", "8E, 13, 402", "CF, 13, 402", "6E, 11, 402", "E5, 13, 8", "F2, 13, 402"})
    void softwareNeedsAPresentGateOfItsRing(String type, int vector, String code) {
        var machine = Rings.user("cd80");
        machine.core.registers().eflags |= Flags.IF;
        machine.memory.write8(Rings.IDT + 0x80 * 8 + 5, Integer.parseInt(type, 16));
        machine.core.step();
        assertEquals(Rings.handler(vector), machine.core.linearEip());
        if (vector != 128) {
            assertEquals(Integer.parseInt(code, 16), machine.memory.read32(machine.register(ESP)));
        } else {
            boolean trap = (Integer.parseInt(type, 16) & 1) != 0;
            assertEquals(trap ? Flags.IF : 0, machine.core.registers().eflags & Flags.IF);
        }
    }

    @Test
    void interruptsIgnoreTheGatesRing() {
        var machine = Rings.user("90");
        machine.core.registers().eflags |= Flags.IF;
        machine.pending.add(0x31);
        machine.core.step();
        assertEquals(Rings.handler(0x31), machine.core.linearEip());
        assertEquals(Rings.KERNEL_STACK - 20, machine.register(ESP));
        int[] frame = new int[5];
        for (int i = 0; i < 5; i++) {
            frame[i] = machine.memory.read32(machine.register(ESP) + i * 4);
        }
        assertArrayEquals(new int[] {Rings.CODE, OWN_CODE, Flags.IF | Flags.FIXED, Rings.USER_STACK, 0x23}, frame);
        assertEquals(1, machine.counters().interrupts());
        assertEquals(0, machine.counters().exceptions());
        assertEquals(1, machine.counters().modeSwitches());
    }

    @Test
    void aSixteenBitTaskAndGateWorkToo() {
        var machine = Rings.user("cd80");
        machine.core.registers().rights[Registers.TR] = Segments.PRESENT | Segments.TSS16_BUSY;
        machine.memory.write16(Rings.TSS + 2, Rings.KERNEL_STACK);
        machine.memory.write16(Rings.TSS + 4, 0x10);
        machine.put64(Rings.IDT + 0x80 * 8, TestMachine.gate(8, Rings.handler(0x80), 0x6, 3));
        machine.core.step();
        assertEquals(Rings.handler(0x80), machine.core.linearEip());
        assertEquals(Rings.KERNEL_STACK - 10, machine.register(ESP));
        assertEquals(0x23, machine.memory.read16(Rings.KERNEL_STACK - 2));
    }

    @Test
    void withoutAKernelStackThePageFaultOfRingThreeEndsInAShutdown() {
        var machine = Rings.user("a100000900");
        machine.memory.write32(Rings.TABLE + 9 * 4, 0);
        machine.core.step();
        assertEquals(Activity.SHUT_DOWN, machine.core.activity());
        assertEquals(Rings.KERNEL_STACK - 4, machine.core.registers().cr2);
        assertEquals(OWN_CODE, machine.core.registers().selector[CS]);
    }

    @Test
    void theDoubleFaultHandlerRunsWhereTheStackIsGood() {
        // the page fault's own gate is broken; its handler's segment faults, which makes #DF with code 0
        var machine = Rings.user("a100000900");
        machine.put64(Rings.IDT + Fault.PAGE * 8, TestMachine.gate(0x10, 0, 0xE, 0));
        machine.core.step();
        assertEquals(Rings.handler(Fault.DOUBLE_FAULT), machine.core.linearEip());
        assertEquals(0, machine.memory.read32(machine.register(ESP)));
        assertEquals(Rings.CODE, machine.memory.read32(machine.register(ESP) + 4));
    }
}
