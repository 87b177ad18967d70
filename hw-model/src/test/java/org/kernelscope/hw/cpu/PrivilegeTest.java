/* What ring 3 may not do, and what the processor says of itself. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivilegeTest {
    /** The instruction and the error code of its #GP at ring 3. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            f4,             0,   hlt
            fa,             0,   cli
            fb,             0,   sti
            e410,           0,   in al
            ef,             0,   out dx
            6c,             0,   insb
            6f,             0,   outsd
            0f30,           0,   wrmsr
            0f32,           0,   rdmsr
            0f20c0,         0,   mov eax cr0
            0f22d8,         0,   mov cr3 eax
            0f21c0,         0,   mov eax dr0
            0f06,           0,   clts
            0f01f0,         0,   lmsw ax
            0f011500000500, 0,   lgdt
            0f011d00000500, 0,   lidt
            0f013d00000500, 0,   invlpg
            0f00d0,         0,   lldt ax
            0f00d8,         0,   ltr ax
            0f09,           0,   wbinvd
            cd20,           102, int 0x20
            66b810008ed8,   10,  mov ds of ring 0
            66b810008ed0,   10,  mov ss of ring 0
            ea000000000800, 8,   jmp to ring 0
            """)
    void ringThreeIsRefused(String hex, String code, String name) {
        var machine = Rings.user(hex);
        machine.steps(hex.startsWith("66b8") ? 2 : 1);
        assertEquals(Rings.handler(Fault.GENERAL_PROTECTION), machine.core.linearEip(), name);
        assertEquals(Integer.parseInt(code, 16), machine.memory.read32(machine.register(ESP)), name);
        assertEquals(Rings.KERNEL_STACK - 24, machine.register(ESP), name);
        assertEquals(List.of(), machine.ports, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0f01e0", "0f00c8", "0fa2", "0f31", "9c", "66b80000 8ed8", "66b82300 8ec0"})
    void ringThreeMayDoTheRest(String hex) {
        var machine = Rings.user(hex);
        machine.steps(hex.contains(" ") ? 2 : 1);
        assertEquals(3, machine.core.registers().cpl);
        assertEquals(Rings.CODE + hex.replace(" ", "").length() / 2, machine.core.linearEip());
    }

    @Test
    void ringThreeCannotChangeItsPrivilegeThroughPopf() {
        // push 0x3202 with IF clear before; popf
        var machine = Rings.user("6802320000 9d");
        machine.steps(2);
        assertEquals(Flags.FIXED, machine.core.registers().eflags);
        var allowed = Rings.user("6802320000 9d");
        allowed.core.registers().eflags |= Flags.IOPL;
        allowed.steps(2);
        assertEquals(Flags.FIXED | Flags.IOPL | Flags.IF, allowed.core.registers().eflags);
    }

    /** Port instruction; bitmap's bytes from port 0 on; last byte of the task; whether the ports are open. */
    @ParameterizedTest
    @CsvSource({
        "e410, 0000feff, 108, true",
        "e411, 0000feff, 108, false",
        "66e510, 0000fcff, 108, true",
        "66e510, 0000feff, 108, false",
        "66e517, 00007ffe, 108, true",
        "66e517, 00007fff, 108, false",
        "e418, ffffff00, 107, false",
        "e418, ffffff00, 108, true"
    })
    void theTasksBitmapOpensPorts(String hex, String bitmap, int limit, boolean open) {
        var machine = Rings.user(hex);
        machine.put(Rings.TSS + 104, bitmap);
        machine.core.registers().limit[Registers.TR] = limit;
        machine.core.step();
        assertEquals(open ? 3 : 0, machine.core.registers().cpl);
    }

    @Test
    void theInputOutputLevelOpensAllPorts() {
        var machine = Rings.user("e610 fa fb");
        machine.core.registers().eflags |= Flags.IOPL;
        machine.steps(3);
        assertEquals(Rings.CODE + 4, machine.core.linearEip());
        assertEquals(List.of("10:1=0"), machine.ports);
    }

    @Test
    void cpuidAnnouncesWhatIsThere() {
        // FPU, PSE, TSC, MSR, CX8, APIC, SEP, PGE, CMOV, CLFSH, MMX, FXSR, SSE, SSE2: SDM 2A, table 3-11
        var machine = Rings.user("0fa2");
        machine.core.registers().r[EAX] = 1;
        machine.core.step();
        assertEquals(0x0788_AB39, machine.register(EDX));
        assertEquals(0, machine.register(ECX));
        assertEquals(0x0800, machine.register(EBX), "CLFLUSH takes lines of 64 bytes");
        // CR4 takes what is announced and refuses the rest, here DE
        for (int bits : new int[] {0x694, 0x08}) {
            var control = Rings.kernel("0f22e0");
            control.core.registers().r[EAX] = bits;
            control.core.step();
            boolean known = bits == 0x694;
            assertEquals(known ? Rings.CODE + 3 : Rings.handler(Fault.GENERAL_PROTECTION), control.core.linearEip());
        }
    }

    /** Model-specific register; whether it can be read and written. */
    @ParameterizedTest
    @CsvSource({
        "10, true, false",
        "1b, true, true",
        "174, true, true",
        "175, true, true",
        "176, true, true",
        "177, false, false"
    })
    void modelSpecificRegisters(String number, boolean reads, boolean writes) {
        var written = Rings.kernel("0f30 0f32");
        written.core.registers().r[ECX] = Integer.parseInt(number, 16);
        written.core.registers().r[EAX] = 0xFEE0_0900;
        written.core.registers().r[EDX] = 0;
        written.core.step();
        assertEquals(writes ? Rings.CODE + 2 : Rings.handler(Fault.GENERAL_PROTECTION), written.core.linearEip());
        var read = Rings.kernel("0f30 0f32");
        read.core.registers().r[ECX] = Integer.parseInt(number, 16);
        read.core.registers().r[EAX] = 0xFEE0_0900;
        read.core.registers().eip += writes ? 0 : 2;
        read.steps(writes ? 2 : 1);
        assertEquals(reads ? Rings.CODE + 4 : Rings.handler(Fault.GENERAL_PROTECTION), read.core.linearEip());
        if (writes) {
            assertEquals(0xFEE0_0900, read.register(EAX));
            assertEquals(0, read.register(EDX));
        }
    }
}
