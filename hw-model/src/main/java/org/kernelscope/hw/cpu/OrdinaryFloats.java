/* Floating-point instructions as plain ones: on ordinary numbers, where nothing but an answer comes of them. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.fpu.OrdinaryNumbers;

/**
 * Does what {@link FloatingPoint} would do, or nothing; then the answer is false. Where memory takes part, whoever asks
 * reads and writes it, and knows before that this is possible.
 */
final class OrdinaryFloats {
    private static final int NO = PlainData.NO;
    private static final int WIDE = 8;

    private final Registers registers;
    private final FloatRegisters floats;
    private final OrdinaryNumbers numbers;

    OrdinaryFloats(Registers registers, FloatRegisters floats) {
        this.registers = registers;
        this.floats = floats;
        numbers = new OrdinaryNumbers(floats);
    }

    /** Whether the unit is there, and no exception waits. */
    boolean open() {
        return (registers.cr0 & (Registers.CR0_EM | Registers.CR0_TS)) == 0 && !floats.pending();
    }

    /** FLD of a register; as with all of these, there are the opcode and EIP to be noted. */
    boolean load(int i, int opcode, int eip) {
        return open() && numbers.load(i) && noted(opcode, eip);
    }

    boolean loadConstant(int number, int opcode, int eip) {
        return open() && numbers.loadConstant(number) && noted(opcode, eip);
    }

    /** FST to a register. */
    boolean store(int i, int pops, int opcode, int eip) {
        return open() && numbers.store(i, pops) && noted(opcode, eip);
    }

    boolean exchange(int i, int opcode, int eip) {
        return open() && numbers.exchange(i) && noted(opcode, eip);
    }

    /** FCHS and FABS. */
    boolean changeSign(boolean toPositive, int opcode, int eip) {
        return open() && numbers.changeSign(toPositive) && noted(opcode, eip);
    }

    /** An operation of two registers. */
    boolean combine(int what, int first, int second, int pops, int opcode, int eip) {
        return open() && numbers.combine(what, first, second, pops) && noted(opcode, eip);
    }

    private boolean noted(int opcode, int eip) {
        floats.note(opcode, eip, registers.selector[Registers.CS]);
        return true;
    }

    private boolean noted(int opcode, int eip, int address, int segment) {
        floats.noteData(address, registers.selector[segment]);
        return noted(opcode, eip);
    }

    /** FLD of 4 bytes that were read when it was {@link #open}. */
    boolean loadSingle(int bits, int opcode, int eip, int address, int segment) {
        return numbers.loadSingle(bits) && noted(opcode, eip, address, segment);
    }

    boolean loadDouble(long bits, int opcode, int eip, int address, int segment) {
        return numbers.loadDouble(bits) && noted(opcode, eip, address, segment);
    }

    boolean loadInteger(int value, int opcode, int eip, int address, int segment) {
        return numbers.loadInteger(value) && noted(opcode, eip, address, segment);
    }

    /** An operation of the top and 4 bytes that were read when it was {@link #open}. */
    boolean combineSingle(int bits, int what, int opcode, int eip, int address, int segment) {
        return numbers.combineSingle(what, bits) && noted(opcode, eip, address, segment);
    }

    boolean combineDouble(long bits, int what, int opcode, int eip, int address, int segment) {
        return numbers.combineDouble(what, bits) && noted(opcode, eip, address, segment);
    }

    /** Whether an instruction of {@link MicroOp#FLOAT_TO_M} can store; then {@link #stored} is what, and it is to be completed. */
    boolean converts(int bytes) {
        return open() && (bytes == WIDE ? numbers.toDouble() : numbers.toSingle());
    }

    long stored() {
        return numbers.stored();
    }

    void complete(int pops, int opcode, int eip, int address, int segment) {
        numbers.complete(pops);
        noted(opcode, eip, address, segment);
    }

    /** Executes an instruction at an address, with its operand at another; false if that is not for here. */
    boolean execute(MicroOp op, int eip, int address, PlainData data) {
        return switch (op.code) {
            case MicroOp.FLOAT_R -> onRegisters(op, eip);
            case MicroOp.FLOAT_M -> open() && read(op, eip, address, data);
            case MicroOp.FLOAT_TO_M -> converts(op.size) && write(op, eip, address, data);
            default -> false;
        };
    }

    private boolean onRegisters(MicroOp op, int eip) {
        return switch (op.arithmetic) {
            case MicroOp.FLOAT_LOAD -> load(op.first, op.immediate, eip);
            case MicroOp.FLOAT_CONSTANT -> loadConstant(op.immediate & 7, op.immediate, eip);
            case MicroOp.FLOAT_STORE -> store(op.first, op.pops, op.immediate, eip);
            case MicroOp.FLOAT_EXCHANGE -> exchange(op.first, op.immediate, eip);
            case MicroOp.FLOAT_NEGATE -> changeSign(false, op.immediate, eip);
            case MicroOp.FLOAT_MAGNITUDE -> changeSign(true, op.immediate, eip);
            default -> combine(op.arithmetic, op.first, op.second, op.pops, op.immediate, eip);
        };
    }

    private boolean read(MicroOp op, int eip, int address, PlainData data) {
        boolean wide = op.size == WIDE;
        int low = data.readable(address, 4);
        int high = wide ? data.readable(address + 4, 4) : low;
        if (low == NO || high == NO) {
            return false;
        }
        int bits = data.peek(low);
        boolean done = wide
                ? takesWide(op, eip, address, bits & 0xFFFF_FFFFL | (long) data.peek(high) << 32)
                : takes(op, eip, address, bits);
        if (done) {
            data.value(low, 4);
            if (wide) {
                data.value(high, 4);
            }
        }
        return done;
    }

    private boolean takes(MicroOp op, int eip, int address, int bits) {
        int segment = op.whole.segment();
        return switch (op.arithmetic) {
            case MicroOp.FLOAT_LOAD -> loadSingle(bits, op.immediate, eip, address, segment);
            case MicroOp.FLOAT_INTEGER -> loadInteger(bits, op.immediate, eip, address, segment);
            default -> combineSingle(bits, op.arithmetic, op.immediate, eip, address, segment);
        };
    }

    private boolean takesWide(MicroOp op, int eip, int address, long bits) {
        int segment = op.whole.segment();
        return op.arithmetic == MicroOp.FLOAT_LOAD
                ? loadDouble(bits, op.immediate, eip, address, segment)
                : combineDouble(bits, op.arithmetic, op.immediate, eip, address, segment);
    }

    private boolean write(MicroOp op, int eip, int address, PlainData data) {
        int low = data.writable(address, 4);
        int high = op.size == WIDE ? data.writable(address + 4, 4) : low;
        if (low == NO || high == NO) {
            return false;
        }
        data.put(low, 4, (int) stored());
        if (op.size == WIDE) {
            data.put(high, 4, (int) (stored() >>> 32));
        }
        complete(op.pops, op.immediate, eip, address, op.whole.segment());
        return true;
    }
}
