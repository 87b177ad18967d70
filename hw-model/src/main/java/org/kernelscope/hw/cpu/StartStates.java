/* The registers with which loaders and firmware start a core. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.DATA32;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESI;
import static org.kernelscope.hw.cpu.Registers.ESP;

/** Each begins with the power-on values of the boot processor or of another. */
final class StartStates {
    private StartStates() {}

    /** Multiboot: flat segments, no paging, interrupts off. */
    static void protectedFlat(Registers g, boolean bootProcessor, int eip, int eax, int ebx) {
        flat(g, bootProcessor, eip, 0x08, 0x10);
        g.r[EAX] = eax;
        g.r[EBX] = ebx;
    }

    /** The 32-bit Linux boot protocol: code at 0x10 and data at 0x18 of a table in memory, no paging, interrupts off. */
    static void linux(Registers g, boolean bootProcessor, int eip, int esi, int gdtBase, int gdtBytes) {
        flat(g, bootProcessor, eip, 0x10, 0x18);
        g.gdtBase = gdtBase;
        g.gdtLimit = gdtBytes - 1;
        g.r[EDX] = 0;
        g.r[ESI] = esi;
    }

    private static void flat(Registers g, boolean bootProcessor, int eip, int code, int data) {
        g.reset(bootProcessor);
        for (int segment = Registers.ES; segment <= Registers.GS; segment++) {
            g.setSegment(segment, data, 0, -1, DATA32);
        }
        g.setSegment(CS, code, 0, -1, Registers.CODE32);
        g.cr0 = Registers.CR0_PE | Registers.CR0_ET;
        g.eip = eip;
    }

    /** Firmware and a boot sector: real mode, every segment 0, interrupts on. */
    static void real(Registers g, boolean bootProcessor, int eip, int edx, int esp) {
        g.reset(bootProcessor);
        g.setSegment(CS, 0, 0, 0xFFFF, Registers.DATA16);
        g.idtLimit = 0x3FF;
        g.eflags |= Flags.IF;
        g.r[EDX] = edx;
        g.r[ESP] = esp;
        g.eip = eip;
    }
}
