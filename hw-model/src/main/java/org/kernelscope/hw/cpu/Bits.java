/* Carries out shifts, rotates and operations on single bits. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Flags.CF;
import static org.kernelscope.hw.cpu.Registers.ECX;

import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.InstructionSet.Kind;

/** The operations of {@link Operation.Group#BITS}. */
final class Bits {
    private final Registers registers;
    private final DataPath data;
    private final Operands operands;

    Bits(Registers registers, DataPath data, Operands operands) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case SHLD, SHRD -> doubleShift(in);
            case BT, BTS, BTR, BTC -> bit(in);
            case BSF, BSR -> scan(in);
            case BSWAP -> registers.set(in.first().number(), in.size(), swapped(in));
            default -> shift(in);
        }
    }

    private void shift(Instruction in) {
        int bits = in.first().bytes() * 8;
        int count = operands.get(in, in.second()) & 31;
        int a = operands.begin(in);
        int flags = registers.eflags;
        long answer = switch (in.operation()) {
            case ROL -> Alu.rol(a, count, bits, flags);
            case ROR -> Alu.ror(a, count, bits, flags);
            case RCL -> Alu.rcl(a, count, bits, flags);
            case RCR -> Alu.rcr(a, count, bits, flags);
            case SHR -> Alu.shr(a, count, bits, flags);
            case SAR -> Alu.sar(a, count, bits, flags);
            default -> Alu.shl(a, count, bits, flags);
        };
        operands.end(in, Alu.result(answer));
        registers.eflags = Alu.flags(answer);
    }

    private void doubleShift(Instruction in) {
        int bits = in.size() * 8;
        boolean byCl = in.form().operands().get(2) == Kind.CL;
        int count = (byCl ? registers.r[ECX] : in.extra()) & 31;
        int b = operands.get(in, in.second());
        int a = operands.begin(in);
        long answer = in.operation() == Operation.SHLD
                ? Alu.shld(a, b, count, bits, registers.eflags)
                : Alu.shrd(a, b, count, bits, registers.eflags);
        operands.end(in, Alu.result(answer));
        registers.eflags = Alu.flags(answer);
    }

    /** A register's bit number reaches beyond the memory operand on both sides (SDM 2A, BT). */
    private void bit(Instruction in) {
        int number = operands.get(in, in.second());
        boolean far = in.first().where() == Where.MEMORY && in.second().where() == Where.REGISTER;
        boolean changes = in.operation() != Operation.BT;
        int bits = in.size() * 8;
        int value;
        if (far) {
            int words = Alu.signExtend(number, bits) >> (bits == 32 ? 5 : 4);
            int address = operands.address(in) + words * in.size();
            address = in.wideAddress() ? address : address & 0xFFFF;
            value = changes
                    ? (int) data.readForUpdate(in.segment(), address, in.size(), in.locked())
                    : data.read(in.segment(), address, in.size());
        } else {
            value = changes ? operands.begin(in) : operands.get(in, in.first());
        }
        int mask = 1 << (number & (bits - 1));
        switch (in.operation()) {
            case BTS -> operands.end(in, value | mask);
            case BTR -> operands.end(in, value & ~mask);
            case BTC -> operands.end(in, value ^ mask);
            default -> {}
        }
        registers.eflags = registers.eflags & ~CF | ((value & mask) != 0 ? CF : 0);
    }

    /** ZF tells of the source; the other flags, which the SDM leaves undefined, as if it had been tested. */
    private void scan(Instruction in) {
        int value = operands.get(in, in.second());
        registers.eflags = Alu.flags(Alu.logical(value, in.size() * 8, registers.eflags));
        if (value != 0) {
            registers.set(in.first().number(), in.size(), found(in.operation(), value));
        }
    }

    /** The lowest bit of a value that is not zero for BSF, the highest for BSR. */
    static int found(Operation operation, int value) {
        return RegionCode.found(value, operation == Operation.BSF);
    }

    /** A 16-bit BSWAP is undefined in the SDM; processors answer zero. */
    private int swapped(Instruction in) {
        return in.size() == 2 ? 0 : Integer.reverseBytes(registers.r[in.first().number()]);
    }
}
