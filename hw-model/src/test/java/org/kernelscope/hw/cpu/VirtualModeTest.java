/* Virtual-8086 mode: the way in, what it may do, the way out. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.DS;
import static org.kernelscope.hw.cpu.Registers.ES;
import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.FS;
import static org.kernelscope.hw.cpu.Registers.GS;
import static org.kernelscope.hw.cpu.Registers.SS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualModeTest {
    private static final int SEGMENT = 0x1100;
    private static final int START = SEGMENT << 4;

    /** These bytes at 1100:0000, entered by IRET from ring 0. */
    private static TestMachine virtual(String hex, int flags) {
        var machine = Rings.kernel("cf");
        Registers g = machine.core.registers();
        g.setSegment(Registers.TR, 0x28, Rings.TSS, 103, Segments.PRESENT | Segments.TSS32_BUSY);
        int[] frame = {0, SEGMENT, flags | Flags.VM | Flags.FIXED, 0xFFF0, 0x2000, 0x1100, 0x1101, 0x1102, 0x1103};
        int top = Rings.KERNEL_STACK - frame.length * 4;
        for (int i = 0; i < frame.length; i++) {
            machine.memory.write32(top + i * 4, frame[i]);
        }
        g.r[ESP] = top;
        machine.put(START, hex);
        machine.core.step();
        return machine;
    }

    @Test
    void aReturnWithTheFlagEntersIt() {
        var machine = virtual("90", 0);
        Registers g = machine.core.registers();
        assertEquals(START, machine.core.linearEip());
        assertEquals(3, g.cpl);
        assertEquals(0xFFF0, g.r[ESP]);
        assertEquals(
                List.of(SEGMENT, 0x2000, 0x1100, 0x1101, 0x1102, 0x1103),
                List.of(
                        g.selector[CS],
                        g.selector[SS],
                        g.selector[ES],
                        g.selector[DS],
                        g.selector[FS],
                        g.selector[GS]));
        assertEquals(0x1_1010, g.base[DS]);
    }

    /** Code and IOPL; vector, error code with -1 for none, EIP; bytes on the handler's stack. */
    @ParameterizedTest
    @CsvSource({
        "fa, 0, 13, 0, 0",
        "fb, 0, 13, 0, 0",
        "9c, 0, 13, 0, 0",
        "9d, 2, 13, 0, 0",
        "cf, 2, 13, 0, 0",
        "cd80, 2, 13, 0, 0",
        "cc, 0, 3, -1, 1",
        "f4, 3, 13, 0, 0",
        "0f00d0, 3, 6, -1, 0",
        "0f00d8, 3, 6, -1, 0",
        "0f02c1, 3, 6, -1, 0",
        "63c8, 3, 6, -1, 0",
        "e460, 3, 13, 0, 0",
        "a1ffff, 0, 13, 0, 0",
        "66ea000001000011, 0, 13, 0, 0"
    })
    void whatIsTheMonitorsEndsThere(String hex, int level, int vector, int code, int at) {
        var machine = virtual(hex, level << 12);
        machine.put64(Rings.IDT + Fault.BREAKPOINT * 8, TestMachine.gate(8, Rings.handler(3), 0xE, 3));
        machine.core.step();
        Registers g = machine.core.registers();
        assertEquals(Rings.handler(vector), machine.core.linearEip());
        assertEquals(Rings.KERNEL_STACK - (code < 0 ? 36 : 40), g.r[ESP]);
        int frame = code < 0 ? g.r[ESP] : g.r[ESP] + 4;
        assertEquals(at, machine.memory.read32(frame));
        assertEquals(SEGMENT, machine.memory.read32(frame + 4));
        assertEquals(Flags.VM, machine.memory.read32(frame + 8) & Flags.VM);
        assertEquals(0x1101, machine.memory.read32(frame + 24));
        assertEquals(0x1103, machine.memory.read32(frame + 32));
        assertEquals(0, g.eflags & Flags.VM);
        assertEquals(0, g.rights[DS]);
        assertEquals(0, g.cpl);
    }

    @Test
    void withItsLevelTheProgramHasItsFlags() {
        // sti; pushf; cli; popf; pushf
        var machine = virtual("fb 9c fa 9d 9c", Flags.IOPL);
        machine.steps(5);
        assertEquals(START + 5, machine.core.linearEip());
        int pushed = machine.memory.read16((0x2000 << 4) + 0xFFEE);
        assertEquals(Flags.IF | Flags.IOPL | Flags.FIXED, pushed);
    }

    @Test
    void conformingHandlersAreRefused() {
        var machine = virtual("cc", 0);
        machine.put64(Rings.IDT + Fault.BREAKPOINT * 8, TestMachine.gate(8, Rings.handler(3), 0xE, 3));
        machine.put64(Rings.GDT + 8, TestMachine.flatDescriptor(0x9F));
        machine.put64(Rings.IDT + Fault.GENERAL_PROTECTION * 8, TestMachine.gate(0x30, Rings.handler(13), 0xE, 0));
        machine.put64(Rings.GDT + 0x30, TestMachine.flatDescriptor(0x9B));
        machine.core.registers().gdtLimit = 0x37;
        machine.core.step();
        assertEquals(Rings.handler(Fault.GENERAL_PROTECTION), machine.core.linearEip());
        assertEquals(8, machine.memory.read32(machine.register(ESP)));
    }
}
