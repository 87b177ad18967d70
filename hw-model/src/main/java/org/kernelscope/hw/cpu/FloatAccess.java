/* How floating-point instructions reach the unit and its operands in memory. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.InstructionSet.Kind;
import org.kernelscope.hw.fpu.ControlWord;
import org.kernelscope.hw.fpu.Conversion;
import org.kernelscope.hw.fpu.Conversion.Stored;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.fpu.Result;

/** Permission, pending exceptions, and numbers in memory in the format that the form of the instruction names. */
final class FloatAccess {
    private final Registers registers;
    private final FloatRegisters floats;
    private final DataPath data;
    private final Operands operands;

    FloatAccess(Registers registers, FloatRegisters floats, DataPath data, Operands operands) {
        this.registers = registers;
        this.floats = floats;
        this.data = data;
        this.operands = operands;
    }

    /** Raises #NM where the unit is emulated or another task's (SDM 3A, table 2-2). */
    void requireUnit() {
        if ((registers.cr0 & (Registers.CR0_EM | Registers.CR0_TS)) != 0) {
            throw registers.fault.of(Fault.DEVICE_NOT_AVAILABLE, 0);
        }
    }

    /**
     * Raises #MF for an exception that an earlier instruction left. Without CR0.NE the error is the business of an
     * external controller, of which this machine has none: as with IGNNE# asserted, work goes on (SDM 3A, 2.5).
     */
    void requireNoneWaiting() {
        if (floats.pending() && (registers.cr0 & Registers.CR0_NE) != 0) {
            throw registers.fault.of(Fault.FLOATING_POINT, 0);
        }
    }

    /** Remembers the instruction for handlers of its exceptions. */
    void note(Instruction in) {
        floats.note(in.immediate(), registers.eip, registers.selector[Registers.CS]);
        if (in.first().where() == Where.MEMORY) {
            floats.noteData(operands.address(in), registers.selector[in.segment()]);
        }
    }

    /** The number in memory; the flags are those of reading it as an operand. */
    Result read(Instruction in) {
        int segment = in.segment();
        int address = operands.address(in);
        return switch (in.form().operands().getFirst()) {
            case Fd -> Conversion.fromSingle(data.read(segment, address, 4));
            case Fq -> Conversion.fromDouble(read8(segment, address));
            case Ft -> new Result(read10(segment, address), 0);
            case Nw -> whole((short) data.read(segment, address, 2));
            case Nd -> whole(data.read(segment, address, 4));
            case Nq -> whole(read8(segment, address));
            case Pt -> {
                Extended bytes = read10(segment, address);
                yield new Result(Conversion.fromDecimal(bytes.significand(), bytes.head()), 0);
            }
            default -> throw new AssertionError("no number to read in " + in.form());
        };
    }

    private static Result whole(long value) {
        return new Result(Conversion.fromInteger(value), 0);
    }

    /** The number as the instruction's form stores it. */
    static Stored converted(Instruction in, Extended value, ControlWord control) {
        return switch (in.form().operands().getFirst()) {
            case Fd -> Conversion.toSingle(value, control);
            case Fq -> Conversion.toDouble(value, control);
            case Ft -> new Stored(value.significand(), value.head(), 0);
            case Nw -> Conversion.toInteger(value, 16, control);
            case Nd -> Conversion.toInteger(value, 32, control);
            case Nq -> Conversion.toInteger(value, 64, control);
            case Pt -> Conversion.toDecimal(value, control);
            default -> throw new AssertionError("no number to store in " + in.form());
        };
    }

    void write(Instruction in, Stored stored) {
        int segment = in.segment();
        int address = operands.address(in);
        int bytes = in.first().bytes();
        switch (bytes) {
            case 2, 4 -> data.write(segment, address, bytes, (int) stored.low());
            case 8 -> {
                data.checkWrite(segment, address, bytes);
                write8(segment, address, stored.low());
            }
            default -> {
                data.checkWrite(segment, address, bytes);
                write10(segment, address, new Extended(stored.high(), stored.low()));
            }
        }
    }

    /** Whether the instruction loads a format narrower than the registers', in which a signaling NaN is seen. */
    static boolean narrow(Instruction in) {
        Kind kind = in.form().operands().getFirst();
        return kind == Kind.Fd || kind == Kind.Fq;
    }

    Extended read10(int segment, int address) {
        long significand = read8(segment, address);
        return new Extended(data.read(segment, address + 8, 2), significand);
    }

    void write10(int segment, int address, Extended value) {
        write8(segment, address, value.significand());
        data.write(segment, address + 8, 2, value.head());
    }

    private long read8(int segment, int address) {
        long low = data.read(segment, address, 4) & 0xFFFF_FFFFL;
        return low | (long) data.read(segment, address + 4, 4) << 32;
    }

    private void write8(int segment, int address, long value) {
        data.write(segment, address, 4, (int) value);
        data.write(segment, address + 4, 4, (int) (value >>> 32));
    }
}
