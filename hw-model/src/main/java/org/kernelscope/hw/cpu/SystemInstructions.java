/* Carries out instructions that concern the processor and its surroundings rather than data. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;

/** The operations of {@link Operation.Group#SYSTEM}. */
final class SystemInstructions {
    /** FPU, PSE, TSC, MSR, CX8, APIC, SEP, PGE, CMOV, CLFSH, MMX, FXSR, SSE, SSE2 (SDM 2A, CPUID, EDX of leaf 1). */
    private static final int FEATURES = 1 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 8 | 1 << 9 | 1 << 11 | 1 << 13 | 1 << 15
            | 1 << 19 | 1 << 23 | 1 << 24 | 1 << 25 | 1 << 26;
    /** EBX of leaf 1: a line of 64 bytes in units of 8, for CLFLUSH. */
    private static final int FLUSHED_LINE = 8 << 8;

    private static final int SIGNATURE = 0x0000_06A0;
    private static final String VENDOR = "Kernelscope ";

    private final int core;
    private final Registers registers;
    private final Operands operands;
    private final Ports ports;
    private boolean halted;

    SystemInstructions(int core, Registers registers, Operands operands, Ports ports) {
        this.core = core;
        this.registers = registers;
        this.operands = operands;
        this.ports = ports;
    }

    /** Whether the instruction just executed was HLT; asking clears it. */
    boolean takeHalt() {
        boolean was = halted;
        halted = false;
        return was;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case HLT -> {
                requireRing0();
                halted = true;
            }
            case CLI -> {
                requireInputOutput();
                registers.eflags &= ~Flags.IF;
            }
            case STI -> {
                requireInputOutput();
                registers.shadow = (registers.eflags & Flags.IF) == 0;
                registers.eflags |= Flags.IF;
            }
            case IN -> {
                int port = operands.get(in, in.second()) & 0xFFFF;
                int size = in.first().bytes();
                ports.check(port, size);
                registers.set(EAX, size, ports.read(port, size));
            }
            case OUT -> {
                int port = operands.get(in, in.first()) & 0xFFFF;
                int size = in.second().bytes();
                ports.check(port, size);
                ports.write(port, size, registers.get(EAX, size));
            }
            case UD -> throw registers.fault.of(Fault.INVALID_OPCODE, 0);
            case RDTSC -> readTimeStamp();
            case CPUID -> identify();
            default -> {}
        }
    }

    private void readTimeStamp() {
        if ((registers.cr4 & Registers.CR4_TSD) != 0 && registers.cpl != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        registers.r[EAX] = (int) registers.clock;
        registers.r[EDX] = (int) (registers.clock >>> 32);
    }

    private void identify() {
        int[] r = registers.r;
        switch (r[EAX]) {
            case 0 -> answer(1, vendor(0), vendor(8), vendor(4));
            case 0x8000_0000 -> answer(0x8000_0000, 0, 0, 0);
            default -> answer(SIGNATURE, core << 24 | FLUSHED_LINE, 0, FEATURES);
        }
    }

    private static int vendor(int from) {
        return VENDOR.charAt(from)
                | VENDOR.charAt(from + 1) << 8
                | VENDOR.charAt(from + 2) << 16
                | VENDOR.charAt(from + 3) << 24;
    }

    private void answer(int eax, int ebx, int ecx, int edx) {
        registers.r[EAX] = eax;
        registers.r[EBX] = ebx;
        registers.r[ECX] = ecx;
        registers.r[EDX] = edx;
    }

    private void requireRing0() {
        if (registers.cpl != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }

    private void requireInputOutput() {
        if (registers.protectedMode() && registers.cpl > (registers.eflags & Flags.IOPL) >>> 12) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }
}
