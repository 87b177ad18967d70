/* Rings, page tables, and what they refuse. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.Translation;

class ProtectionTest {
    @Test
    void ringThreeCallsTheKernelAndComesBack() {
        // ltr 0x28; push ss, esp, flags, cs, eip of ring 3; iret
        var machine = Rings.kernel("66b82800 0f00d8 6a23 6800000800 6802020000 6a1b 6840000100 cf");
        // mov ax, 0x23; mov ds, ax; int 0x80; cli
        machine.put(Rings.CODE + 0x40, "66b82300 8ed8 cd80 fa");
        // mov ecx, esp; iret
        machine.put(Rings.HANDLER + 0x800, "89e1 cf");
        machine.steps(11);
        assertEquals(0, machine.core.registers().cpl);
        assertEquals(Rings.KERNEL_STACK - 20, machine.register(ESP));
        assertEquals(0x23, machine.memory.read32(Rings.KERNEL_STACK - 4));
        assertEquals(0x8_0000, machine.memory.read32(Rings.KERNEL_STACK - 8));
        assertEquals(0x1B, machine.memory.read32(Rings.KERNEL_STACK - 16));
        machine.steps(2);
        assertEquals(3, machine.core.registers().cpl);
        assertEquals(Rings.KERNEL_STACK - 20, machine.register(ECX));
        assertEquals(0x8_0000, machine.register(ESP));
        machine.core.step();
        assertEquals(Rings.HANDLER + Fault.GENERAL_PROTECTION * 16, machine.core.linearEip());
        assertEquals(Rings.CODE + 0x48, machine.memory.read32(Rings.KERNEL_STACK - 20));
    }

    /** Entry for page 0x50000; ring; mov eax,[0x50000] or mov [0x50000],eax; WP; error code, -1 for none. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    50000, 0, a100000500, true,  0
                    50001, 0, a100000500, true,  -1
                    50001, 0, a300000500, true,  3
                    50001, 0, a300000500, false, -1
                    50003, 3, a100000500, true,  5
                    50005, 3, a100000500, true,  -1
                    50005, 3, a300000500, false, 7
                    50000, 3, a300000500, true,  6
                    """)
    void pageFaultsNameTheirReason(String entry, int ring, String hex, boolean protect, int code) {
        var machine = ring == 3 ? Rings.user(hex) : Rings.kernel(hex);
        machine.memory.write32(Rings.TABLE + 0x50 * 4, Integer.parseInt(entry, 16));
        Registers g = machine.core.registers();
        if (!protect) {
            g.cr0 &= ~Registers.CR0_WP;
        }
        machine.core.step();
        if (code < 0) {
            assertEquals(Rings.CODE + 5, machine.core.linearEip());
            assertTrue((machine.memory.read32(Rings.TABLE + 0x50 * 4) & PageWalk.ACCESSED) != 0);
        } else {
            assertEquals(Rings.HANDLER + Fault.PAGE * 16, machine.core.linearEip());
            assertEquals(code, machine.memory.read32(machine.register(ESP)));
            assertEquals(0x5_0000, g.cr2);
            assertEquals(Rings.CODE, machine.memory.read32(machine.register(ESP) + 4));
        }
    }

    @Test
    void forgottenInvalidationIsVisible() {
        // mov eax,[0x50000] twice, invlpg [0x50000], mov eax,[0x50000]
        var machine = Rings.kernel("a100000500 a100000500 0f013d00000500 a100000500");
        machine.memory.write32(0x5_0000, 0x11);
        machine.memory.write32(0x6_0000, 0x22);
        machine.core.step();
        machine.memory.write32(Rings.TABLE + 0x50 * 4, 0x6_0007);
        machine.core.step();
        assertEquals(0x11, machine.register(EAX));
        assertEquals(OptionalInt.of(0x6_0000), machine.core.translate(0x5_0000));
        machine.steps(2);
        assertEquals(0x22, machine.register(EAX));
    }

    @Test
    void globalTranslationsOutliveALoadOfCr3() {
        // mov eax,cr3; mov cr3,eax; mov eax,[0x50000]
        for (boolean global : new boolean[] {false, true}) {
            var machine = Rings.kernel("a100000500 0f20d8 0f22d8 a100000500");
            machine.core.registers().cr4 = Registers.CR4_PGE;
            machine.memory.write32(Rings.TABLE + 0x50 * 4, 0x5_0007 | PageWalk.GLOBAL * (global ? 1 : 0));
            machine.memory.write32(0x5_0000, 0x11);
            machine.memory.write32(0x6_0000, 0x22);
            machine.core.step();
            machine.memory.write32(Rings.TABLE + 0x50 * 4, 0x6_0007);
            machine.steps(3);
            assertEquals(global ? 0x11 : 0x22, machine.register(EAX));
        }
    }

    @Test
    void largePagesMapFourMebibytes() {
        var machine = Rings.kernel("a100004000");
        machine.core.registers().cr4 = Registers.CR4_PSE;
        machine.memory.write32(Rings.DIRECTORY + 4, PageWalk.LARGE | 3);
        machine.memory.write32(0, 0x77);
        machine.core.step();
        assertEquals(0x77, machine.register(EAX));
        assertEquals(PageWalk.LARGE | PageWalk.ACCESSED | 3, machine.memory.read32(Rings.DIRECTORY + 4));
    }

    @Test
    void largePagesOfThreeLevelsMapTwoMebibytes() {
        // mov cr4,eax; mov cr3,ebx; mov cr0,ecx; mov eax,[0x200000]; mov edx,[0x400000]; invlpg [0x210000]; mov
        // eax,[0x200000]
        var machine =
                TestMachine.flat(Rings.CODE, "0f22e0 0f22db 0f22c1 a100002000 8b1500004000 0f013d00002100 a100002000");
        Registers g = machine.core.registers();
        g.r[EAX] = Registers.CR4_PAE;
        g.r[Registers.EBX] = 0x3020;
        g.r[ECX] = Registers.CR0_PG | g.cr0;
        machine.put64(0x3020, 0x4001);
        for (int i = 0; i < 3; i++) {
            machine.put64(0x4000 + i * 8, PageWalk.LARGE | 3);
        }
        machine.memory.write32(0, 0x77);
        machine.steps(5);
        assertEquals(0x77, machine.register(EAX));
        assertEquals(0x77, machine.register(Registers.EDX));
        assertEquals(
                List.of(0x20_0000, 0x40_0000),
                machine.core.translations().stream()
                        .filter(each -> !each.code() && each.bytes() == 0x20_0000)
                        .map(Translation::page)
                        .toList());
        machine.put64(0x4008, 0);
        machine.steps(2);
        assertEquals(0x20_0000, g.cr2);
    }

    /** Value of the fourth pointer; whether a load of CR3 takes it. */
    @ParameterizedTest
    @CsvSource({"0, true", "1E6, true", "1, true", "19, true", "3, false", "21, false", "100000001, false"})
    void pointersWithReservedBitsAreRefused(String pointer, boolean taken) {
        var machine = Rings.kernel("0f22d8");
        Registers g = machine.core.registers();
        g.cr4 = Registers.CR4_PAE;
        g.pointers[0] = 0x3001;
        machine.put64(0x3000, 0x4007);
        for (int page = 0; page < 256; page++) {
            machine.put64(0x4000 + page * 8, page << 12 | 7);
        }
        machine.put64(0x2800, 0x3001);
        machine.put64(0x2818, Long.parseLong(pointer, 16));
        g.r[EAX] = 0x2800;
        machine.core.step();
        assertEquals(taken ? Rings.CODE + 3 : Rings.handler(Fault.GENERAL_PROTECTION), machine.core.linearEip());
        assertEquals(taken ? 0x2800 : Rings.DIRECTORY, g.cr3);
    }

    @Test
    void faultInsideAPushLeavesTheStackPointer() {
        // push eax, with the stack at the edge of a page that is absent
        var machine = Rings.kernel("50");
        machine.memory.write32(Rings.TABLE + 0x50 * 4, 0);
        machine.core.registers().r[ESP] = 0x5_1002;
        machine.core.registers().idtLimit = Fault.DOUBLE_FAULT * 8 + 7;
        machine.core.step();
        assertEquals(Activity.SHUT_DOWN, machine.core.activity());
        assertEquals(0x5_1002, machine.register(ESP));
        assertEquals(Rings.CODE, machine.core.linearEip());
    }

    @Test
    void missingHandlerMakesADoubleFault() {
        // ud2 has no error code; a gate that is absent raises #NP, alone; #GP behind #NP doubles
        var machine = Rings.kernel("0f01fe");
        machine.put64(Rings.IDT + Fault.INVALID_OPCODE * 8, 0);
        machine.core.step();
        assertEquals(Rings.HANDLER + Fault.GENERAL_PROTECTION * 16, machine.core.linearEip());
        assertEquals(Fault.INVALID_OPCODE * 8 + 3, machine.memory.read32(machine.register(ESP)));

        var doubled = Rings.kernel("66b8f000 8ed8");
        doubled.put64(Rings.IDT + Fault.GENERAL_PROTECTION * 8, 0);
        doubled.steps(2);
        assertEquals(Rings.HANDLER + Fault.DOUBLE_FAULT * 16, doubled.core.linearEip());
        assertEquals(0, doubled.memory.read32(doubled.register(ESP)));
    }

    /** Selector for DS (mov ax, n; mov ds, ax) at ring 0 and the error code of #GP, or of #NP if it is marked. */
    @ParameterizedTest
    @CsvSource({"0010, -1, 0", "0000, -1, 0", "0008, -1, 0", "0028, 28, 13", "0030, 30, 13", "0020, -1, 0"})
    void segmentLoadsAreChecked(String selector, String code, int vector) {
        int value = Integer.parseInt(selector, 16);
        var machine = Rings.kernel("66b8%02x%02x 8ed8".formatted(value & 0xFF, value >>> 8));
        machine.steps(2);
        if (vector == 0) {
            assertEquals(Rings.CODE + 6, machine.core.linearEip());
            assertEquals(value, machine.core.registers().selector[Registers.DS]);
        } else {
            assertEquals(Rings.HANDLER + vector * 16, machine.core.linearEip());
            assertEquals(Integer.parseInt(code, 16), machine.memory.read32(machine.register(ESP)));
        }
    }

    @Test
    void segmentLimitsHold() {
        // mov eax, [0xffe]
        var machine = Rings.kernel("a1fe0f0000");
        machine.core.registers().limit[Registers.DS] = 0xFFF;
        machine.core.step();
        assertEquals(Rings.HANDLER + Fault.GENERAL_PROTECTION * 16, machine.core.linearEip());
        var down = Rings.kernel("a1fe0f0000");
        Registers g = down.core.registers();
        g.setSegment(Registers.DS, 0x10, 0, 0xFFD, Registers.DATA32 | Segments.CONFORMING);
        down.core.step();
        assertEquals(Rings.CODE + 5, down.core.linearEip());
    }
}
