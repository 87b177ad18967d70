/* Carries out additions, comparisons, logic and exchanges that compute. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;

/** The operations of {@link Operation.Group#ARITHMETIC}. */
final class Arithmetic {
    private final Registers registers;
    private final DataPath data;
    private final Operands operands;

    Arithmetic(Registers registers, DataPath data, Operands operands) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case CMP -> compare(in);
            case TEST -> test(in);
            case INC, DEC, NOT, NEG -> unary(in);
            case XADD -> exchangeAdd(in);
            case CMPXCHG -> compareExchange(in);
            case CMPXCHG8B -> compareExchange8(in);
            default -> binary(in);
        }
    }

    private void binary(Instruction in) {
        int bits = in.first().bytes() * 8;
        int b = operands.get(in, in.second());
        int a = operands.begin(in);
        int flags = registers.eflags;
        long answer = switch (in.operation()) {
            case ADD -> Alu.add(a, b, bits, flags);
            case OR -> Alu.or(a, b, bits, flags);
            case ADC -> Alu.adc(a, b, bits, flags);
            case SBB -> Alu.sbb(a, b, bits, flags);
            case AND -> Alu.and(a, b, bits, flags);
            case SUB -> Alu.sub(a, b, bits, flags);
            default -> Alu.xor(a, b, bits, flags);
        };
        operands.end(in, Alu.result(answer));
        registers.eflags = Alu.flags(answer);
    }

    private void compare(Instruction in) {
        int a = operands.get(in, in.first());
        int b = operands.get(in, in.second());
        registers.eflags = Alu.flags(Alu.sub(a, b, in.first().bytes() * 8, registers.eflags));
    }

    private void test(Instruction in) {
        int a = operands.get(in, in.first());
        int b = operands.get(in, in.second());
        registers.eflags = Alu.flags(Alu.and(a, b, in.first().bytes() * 8, registers.eflags));
    }

    private void unary(Instruction in) {
        int bits = in.first().bytes() * 8;
        int a = operands.begin(in);
        int flags = registers.eflags;
        long answer = switch (in.operation()) {
            case INC -> Alu.inc(a, bits, flags);
            case DEC -> Alu.dec(a, bits, flags);
            case NEG -> Alu.neg(a, bits, flags);
            default -> (long) flags << 32 | ~a & Alu.mask(bits) & 0xFFFF_FFFFL;
        };
        operands.end(in, Alu.result(answer));
        registers.eflags = Alu.flags(answer);
    }

    private void exchangeAdd(Instruction in) {
        int a = operands.begin(in);
        int b = operands.get(in, in.second());
        long answer = Alu.add(a, b, in.first().bytes() * 8, registers.eflags);
        operands.set(in, in.second(), a);
        operands.end(in, Alu.result(answer));
        registers.eflags = Alu.flags(answer);
    }

    private void compareExchange(Instruction in) {
        int size = in.first().bytes();
        int found = operands.begin(in);
        int expected = registers.get(EAX, size);
        registers.eflags = Alu.flags(Alu.sub(expected, found, size * 8, registers.eflags));
        if (expected == found) {
            operands.end(in, operands.get(in, in.second()));
        } else {
            operands.end(in, found);
            registers.set(EAX, size, found);
        }
    }

    private void compareExchange8(Instruction in) {
        int[] r = registers.r;
        long found = data.readForUpdate(in.segment(), operands.address(in), 8, in.locked());
        if (found == pair(r[EDX], r[EAX])) {
            data.update(pair(r[ECX], r[EBX]));
            registers.eflags |= Flags.ZF;
        } else {
            data.update(found);
            r[EAX] = (int) found;
            r[EDX] = (int) (found >>> 32);
            registers.eflags &= ~Flags.ZF;
        }
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }
}
