/* Carries out multiplication, division, decimal adjustment and sign extension. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EDX;

/** The operations of {@link Operation.Group#NUMBERS}. */
final class Numbers {
    private final Registers registers;
    private final Operands operands;

    Numbers(Registers registers, Operands operands) {
        this.registers = registers;
        this.operands = operands;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case MUL -> multiply(in, false);
            case IMUL_WIDE -> multiply(in, true);
            case IMUL -> product(in, operands.get(in, in.first()), operands.get(in, in.second()));
            case IMUL3 -> product(in, operands.get(in, in.second()), in.extra());
            case DIV -> divide(in, false);
            case IDIV -> divide(in, true);
            case DAA -> adjust(Alu.daa(registers.byteOf(EAX), registers.eflags), 1);
            case DAS -> adjust(Alu.das(registers.byteOf(EAX), registers.eflags), 1);
            case AAA -> adjust(Alu.asciiAdjust(registers.get(EAX, 2), 0x106, registers.eflags), 2);
            case AAS -> adjust(Alu.asciiAdjust(registers.get(EAX, 2), -0x106, registers.eflags), 2);
            case AAM -> splitDigits(in.immediate());
            case AAD -> joinDigits(in.immediate());
            case CBW -> registers.set(EAX, in.size(), Alu.signExtend(registers.get(EAX, in.size() / 2), in.size() * 4));
            default ->
                registers.set(EDX, in.size(), Alu.signExtend(registers.get(EAX, in.size()), in.size() * 8) >> 31);
        }
    }

    private void adjust(long answer, int size) {
        registers.set(EAX, size, Alu.result(answer));
        registers.eflags = Alu.flags(answer);
    }

    private void splitDigits(int radix) {
        if (radix == 0) {
            throw registers.fault.of(Fault.DIVIDE_ERROR, 0);
        }
        int al = registers.byteOf(EAX);
        registers.set(EAX, 2, al / radix << 8 | al % radix);
        registers.eflags = Alu.flags(Alu.logical(al % radix, 8, registers.eflags));
    }

    private void joinDigits(int radix) {
        int ax = registers.get(EAX, 2);
        int al = (ax & 0xFF) + (ax >>> 8) * radix & 0xFF;
        registers.set(EAX, 2, al);
        registers.eflags = Alu.flags(Alu.logical(al, 8, registers.eflags));
    }

    private void multiply(Instruction in, boolean signed) {
        int bits = in.first().bytes() * 8;
        long a = extend(registers.get(EAX, bits / 8), bits, signed);
        long b = extend(operands.get(in, in.first()), bits, signed);
        long wide = a * b;
        boolean fits = wide == extend((int) wide & Alu.mask(bits), bits, signed);
        setWide(bits, (int) wide, (int) (wide >> bits));
        registers.eflags = Alu.product(fits, registers.eflags);
    }

    private void product(Instruction in, int first, int second) {
        int bits = in.size() * 8;
        long wide = (long) Alu.signExtend(first, bits) * Alu.signExtend(second, bits);
        boolean fits = wide == Alu.signExtend((int) wide, bits);
        registers.set(in.first().number(), in.size(), (int) wide);
        registers.eflags = Alu.product(fits, registers.eflags);
    }

    private void divide(Instruction in, boolean signed) {
        int bits = in.first().bytes() * 8;
        long divisor = extend(operands.get(in, in.first()), bits, signed);
        if (divisor == 0) {
            throw registers.fault.of(Fault.DIVIDE_ERROR, 0);
        }
        long dividend = dividend(bits, signed);
        long quotient = signed ? dividend / divisor : Long.divideUnsigned(dividend, divisor);
        long remainder = signed ? dividend % divisor : Long.remainderUnsigned(dividend, divisor);
        boolean minimum = signed && dividend == Long.MIN_VALUE && divisor == -1;
        if (minimum || quotient != extend((int) quotient & Alu.mask(bits), bits, signed)) {
            throw registers.fault.of(Fault.DIVIDE_ERROR, 0);
        }
        setWide(bits, (int) quotient, (int) remainder);
    }

    private long dividend(int bits, boolean signed) {
        if (bits == 32) {
            return (long) registers.r[EDX] << 32 | registers.r[EAX] & 0xFFFF_FFFFL;
        }
        int value = bits == 8 ? registers.get(EAX, 2) : registers.get(EDX, 2) << 16 | registers.get(EAX, 2);
        return extend(value, bits * 2, signed);
    }

    /** Puts two halves into AH:AL, DX:AX or EDX:EAX. */
    private void setWide(int bits, int low, int high) {
        if (bits == 8) {
            registers.set(EAX, 2, (high & 0xFF) << 8 | low & 0xFF);
        } else {
            registers.set(EAX, bits / 8, low);
            registers.set(EDX, bits / 8, high);
        }
    }

    private static long extend(int value, int bits, boolean signed) {
        return signed ? Alu.signExtend(value, bits) : value & 0xFFFF_FFFFL;
    }
}
