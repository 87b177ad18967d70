/* Carries out string instructions, one element at a time. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDI;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ES;
import static org.kernelscope.hw.cpu.Registers.ESI;

/**
 * The operations of {@link Operation.Group#STRINGS}. A repeated one stays where it is until its last element, so that
 * interrupts come between elements (SDM 2B, REP).
 */
final class Strings {
    private static final int REPNE = 0xF2;

    private final Registers registers;
    private final DataPath data;
    private final Ports ports;
    private final Breakpoints breakpoints;

    Strings(Registers registers, DataPath data, Ports ports, Breakpoints breakpoints) {
        this.registers = registers;
        this.data = data;
        this.ports = ports;
        this.breakpoints = breakpoints;
    }

    void execute(Instruction in) {
        int addressSize = in.wideAddress() ? 4 : 2;
        if (in.repeat() == 0) {
            element(in);
            return;
        }
        int count = registers.get(ECX, addressSize);
        if (count == 0) {
            return;
        }
        element(in);
        registers.set(ECX, addressSize, count - 1);
        boolean compares = in.operation() == Operation.CMPS || in.operation() == Operation.SCAS;
        boolean equal = (registers.eflags & Flags.ZF) != 0;
        boolean goesOn = count != 1 && !(compares && equal == (in.repeat() == REPNE));
        if (goesOn) {
            registers.next = registers.eip;
            breakpoints.betweenSteps();
        }
    }

    private void element(Instruction in) {
        int size = width(in);
        switch (in.operation()) {
            case MOVS -> {
                data.write(ES, to(in), size, data.read(in.segment(), from(in), size));
                advance(in, ESI, size);
                advance(in, EDI, size);
            }
            case CMPS -> {
                compare(data.read(in.segment(), from(in), size), data.read(ES, to(in), size), size);
                advance(in, ESI, size);
                advance(in, EDI, size);
            }
            case STOS -> {
                data.write(ES, to(in), size, registers.get(EAX, size));
                advance(in, EDI, size);
            }
            case LODS -> {
                registers.set(EAX, size, data.read(in.segment(), from(in), size));
                advance(in, ESI, size);
            }
            case SCAS -> {
                compare(registers.get(EAX, size), data.read(ES, to(in), size), size);
                advance(in, EDI, size);
            }
            case INS -> {
                int port = registers.get(EDX, 2);
                ports.check(port, size);
                data.checkWrite(ES, to(in), size);
                data.write(ES, to(in), size, ports.read(port, size));
                advance(in, EDI, size);
            }
            default -> {
                int port = registers.get(EDX, 2);
                ports.check(port, size);
                ports.write(port, size, data.read(in.segment(), from(in), size));
                advance(in, ESI, size);
            }
        }
    }

    private static int width(Instruction in) {
        return switch (in.operation()) {
            case LODS, OUTS -> in.second().bytes();
            default -> in.first().bytes();
        };
    }

    private void compare(int a, int b, int size) {
        registers.eflags = Alu.flags(Alu.sub(a, b, size * 8, registers.eflags));
    }

    private int from(Instruction in) {
        return registers.get(ESI, in.wideAddress() ? 4 : 2);
    }

    private int to(Instruction in) {
        return registers.get(EDI, in.wideAddress() ? 4 : 2);
    }

    private void advance(Instruction in, int register, int size) {
        int step = (registers.eflags & Flags.DF) != 0 ? -size : size;
        registers.set(register, in.wideAddress() ? 4 : 2, registers.r[register] + step);
    }
}
