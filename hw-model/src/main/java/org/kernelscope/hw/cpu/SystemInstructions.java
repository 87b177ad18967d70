/* Carries out instructions that concern the processor and its surroundings rather than data. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;

/** The operations of {@link Operation.Group#SYSTEM}. */
final class SystemInstructions {
    private final Registers registers;
    private final DataPath data;
    private final Operands operands;
    private final Ports ports;
    private final Identification identification;
    private final PerformanceCounters counters;

    SystemInstructions(
            Registers registers,
            DataPath data,
            Operands operands,
            Ports ports,
            Identification identification,
            PerformanceCounters counters) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
        this.ports = ports;
        this.identification = identification;
        this.counters = counters;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case HLT -> requireRing0();
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
            case RDPMC -> readCounter();
            case CPUID -> identification.execute();
            case MONITOR -> monitor(in);
            case MWAIT -> requireHints(registers.r[ECX] & ~1);
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

    /** RDPMC: at ring 0, or with CR4.PCE at any (SDM 2B, RDPMC). */
    private void readCounter() {
        if (counters.number() == 0) {
            throw registers.fault.of(Fault.INVALID_OPCODE, 0);
        }
        boolean allowed = registers.cpl == 0 || (registers.cr4 & Registers.CR4_PCE) != 0;
        int number = registers.r[ECX];
        if (!allowed || Integer.compareUnsigned(number, counters.number()) >= 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        long value = counters.read(number);
        registers.r[EAX] = (int) value;
        registers.r[EDX] = (int) (value >>> 32);
    }

    /** Reads the byte at EAX, so that an address that cannot be read faults (SDM 2B, MONITOR). */
    private void monitor(Instruction in) {
        requireHints(registers.r[ECX]);
        int address = registers.r[EAX];
        data.read(in.segment(), in.wideAddress() ? address : address & 0xFFFF, 1);
    }

    /** MWAIT ends at once: a wake-up without a store is allowed (SDM 2B, MWAIT), and software looks again and waits anew. */
    private void requireHints(int unknown) {
        if (registers.cpl != 0) {
            throw registers.fault.of(Fault.INVALID_OPCODE, 0);
        }
        if (unknown != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }

    private void requireRing0() {
        if (registers.cpl != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }

    private void requireInputOutput() {
        if (registers.cpl > registers.inputOutputLevel()) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }
}
