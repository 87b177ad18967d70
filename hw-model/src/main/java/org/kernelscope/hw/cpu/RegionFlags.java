/* Writes computations that set the flags, and conditions that read them, into the method of a region. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.RegionWriter.BOOLEAN;
import static org.kernelscope.hw.cpu.RegionWriter.CARRIES;
import static org.kernelscope.hw.cpu.RegionWriter.INT;
import static org.kernelscope.hw.cpu.RegionWriter.LEFT;
import static org.kernelscope.hw.cpu.RegionWriter.OLD;
import static org.kernelscope.hw.cpu.RegionWriter.RESULT;
import static org.kernelscope.hw.cpu.RegionWriter.RIGHT;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Takes operands from the host's stack and leaves results there. Every computation sets the variables of the flags; what
 * nobody reads, the host's compiler leaves out. A condition that follows a comparison compares again what was compared.
 */
final class RegionFlags {
    /** What is known of the flags while code is written. */
    private enum Known {
        NOTHING,
        DIFFERENCE,
        NO_CARRIES
    }

    private static final int PARITY = 5;

    private final CodeBuilder code;
    private Known known = Known.NOTHING;

    RegionFlags(CodeBuilder code) {
        this.code = code;
    }

    /** What was known does not hold here. */
    void forget() {
        known = Known.NOTHING;
    }

    /** An operation of two operands of 4 bytes. */
    void compute(Operation operation) {
        code.istore(RIGHT).istore(LEFT);
        combine(operation);
        code.istore(RESULT);
        flows(operation, RESULT);
        code.istore(CARRIES).iload(RESULT);
        know(operation);
    }

    /** The same of fewer bytes, zero-extended; the result is in {@link RegionWriter#OLD}, not on the stack. */
    void computeNarrow(Operation operation, int shift) {
        code.istore(RIGHT).istore(LEFT);
        combine(operation);
        code.istore(OLD).iload(OLD);
        code.loadConstant(shift).ishl().loadConstant(shift).ishr().istore(RESULT);
        flows(operation, OLD);
        code.loadConstant(shift);
        call("narrow", INT, INT, INT);
        code.istore(CARRIES);
        know(operation);
        if (known == Known.DIFFERENCE) {
            code.iload(LEFT).loadConstant(shift).ishl().istore(LEFT);
            code.iload(RIGHT).loadConstant(shift).ishl().istore(RIGHT);
        }
    }

    private void know(Operation operation) {
        known = switch (operation) {
            case CMP, SUB -> Known.DIFFERENCE;
            case AND, OR, XOR, TEST -> Known.NO_CARRIES;
            default -> Known.NOTHING;
        };
    }

    private void combine(Operation operation) {
        code.iload(LEFT).iload(RIGHT);
        switch (operation) {
            case ADD -> code.iadd();
            case OR -> code.ior();
            case AND, TEST -> code.iand();
            case SUB, CMP -> code.isub();
            case XOR -> code.ixor();
            case ADC -> code.iadd().iload(CARRIES).loadConstant(31).iushr().iadd();
            default -> code.isub().iload(CARRIES).loadConstant(31).iushr().isub();
        }
    }

    private void flows(Operation operation, int result) {
        switch (operation) {
            case ADD, ADC -> {
                code.iload(LEFT).iload(RIGHT).iload(result);
                call("sumCarries", INT, INT, INT, INT);
            }
            case SUB, SBB, CMP -> {
                code.iload(LEFT).iload(RIGHT).iload(result);
                call("differenceCarries", INT, INT, INT, INT);
            }
            default -> code.loadConstant(0);
        }
    }

    /** Tests a value. */
    void logical() {
        code.istore(RESULT).loadConstant(0).istore(CARRIES).iload(RESULT);
        known = Known.NO_CARRIES;
    }

    void unary(Operation operation) {
        switch (operation) {
            case NOT -> code.loadConstant(-1).ixor();
            case NEG -> {
                code.istore(OLD).loadConstant(0).iload(OLD);
                compute(Operation.SUB);
            }
            default -> count(operation == Operation.INC);
        }
    }

    /** One more or one less, and CF as it was. */
    private void count(boolean up) {
        code.istore(OLD).iload(OLD).loadConstant(up ? 1 : -1).iadd().istore(RESULT);
        code.iload(up ? OLD : RESULT).iload(up ? RESULT : OLD);
        code.loadConstant(-1).ixor().iand().iload(CARRIES);
        call("keepCarry", INT, INT, INT);
        code.istore(CARRIES).iload(RESULT);
        known = Known.NOTHING;
    }

    /** A shift or rotation of the first operand by 1 to 31 places, which the second says. */
    void shift(Operation operation) {
        code.istore(RIGHT).istore(OLD).iload(OLD).iload(RIGHT);
        switch (operation) {
            case ROL, ROR -> {
                rotate(operation == Operation.ROL);
                return;
            }
            case SHL -> code.ishl();
            case SHR -> code.iushr();
            default -> code.ishr();
        }
        code.istore(RESULT).iload(OLD).iload(RIGHT);
        switch (operation) {
            case SHL -> {
                code.iload(RESULT);
                call("shiftLeftCarries", INT, INT, INT, INT);
            }
            case SHR -> call("shiftRightCarries", INT, INT, INT);
            default -> call("shiftSignedCarries", INT, INT, INT);
        }
        code.istore(CARRIES).iload(RESULT);
        known = Known.NOTHING;
    }

    private void rotate(boolean left) {
        MethodTypeDesc type = MethodTypeDesc.of(INT, INT, INT);
        code.invokestatic(RegionWriter.describe(Integer.class), left ? "rotateLeft" : "rotateRight", type);
        code.istore(OLD).iload(CARRIES).iload(OLD);
        call(left ? "rotateLeftCarries" : "rotateRightCarries", INT, INT, INT);
        code.istore(CARRIES).iload(OLD);
        known = Known.NOTHING;
    }

    /** Whether a condition of SDM 2, appendix B holds, as 0 or 1. */
    void condition(int condition) {
        code.loadConstant(condition);
        if (known == Known.DIFFERENCE && condition >> 1 != PARITY) {
            code.iload(LEFT).iload(RIGHT);
            call("compares", BOOLEAN, INT, INT, INT);
            return;
        }
        code.iload(RESULT);
        if (known == Known.NO_CARRIES) {
            code.loadConstant(0);
        } else {
            code.iload(CARRIES);
        }
        call("holds", BOOLEAN, INT, INT, INT);
    }

    private void call(String name, ClassDesc result, ClassDesc... arguments) {
        code.invokestatic(RegionWriter.CODE, name, MethodTypeDesc.of(result, arguments));
    }
}
