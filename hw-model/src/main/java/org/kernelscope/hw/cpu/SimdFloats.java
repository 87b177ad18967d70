/* Carries out arithmetic and comparisons on floats in vectors. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.InstructionSet.Kind;
import org.kernelscope.hw.fpu.Comparison.Outcome;
import org.kernelscope.hw.fpu.StatusWord;
import org.kernelscope.hw.simd.Answer;
import org.kernelscope.hw.simd.Approximation;
import org.kernelscope.hw.simd.FloatArithmetic;
import org.kernelscope.hw.simd.FloatArithmetic.Operator;
import org.kernelscope.hw.simd.FloatComparison;
import org.kernelscope.hw.simd.FloatFormat;
import org.kernelscope.hw.simd.Mxcsr;

/** The operations of {@link Operation.Group#VECTOR_FLOATS}, and the exceptions of all floats in vectors. */
final class SimdFloats {
    private static final long DOUBLEWORD = 0xFFFF_FFFFL;

    private final Registers registers;
    private final VectorRegisters vectors;
    private final VectorAccess access;

    SimdFloats(Registers registers, VectorRegisters vectors, VectorAccess access) {
        this.registers = registers;
        this.vectors = vectors;
        this.access = access;
    }

    void execute(Instruction in) {
        access.read(in, 1);
        long low = access.low();
        long high = access.high();
        access.read(in, 0);
        Kind shape = in.form().operands().get(1);
        FloatFormat format = shape == Kind.Wps || shape == Kind.Wss ? FloatFormat.SINGLE : FloatFormat.DOUBLE;
        if (in.operation() == Operation.COMI || in.operation() == Operation.UCOMI) {
            compare(in, format, lane(format, access.low(), 0), lane(format, low, 0));
            return;
        }
        int lanes = shape == Kind.Wss || shape == Kind.Wsd ? 1 : 16 / format.bytes;
        long lower = access.low();
        long upper = access.high();
        int flags = 0;
        for (int i = 0; i < lanes; i++) {
            boolean above = i * format.bytes >= 8;
            long a = lane(format, above ? upper : lower, i);
            Answer answer = computed(in, format, a, lane(format, above ? high : low, i));
            flags |= answer.flags();
            if (above) {
                upper = replaced(format, upper, i, answer.bits());
            } else {
                lower = replaced(format, lower, i, answer.bits());
            }
        }
        raise(flags);
        access.write(in, lower, upper);
    }

    private Answer computed(Instruction in, FloatFormat format, long a, long b) {
        Mxcsr control = vectors.control();
        return switch (in.operation()) {
            case ADD_FLOATS -> FloatArithmetic.apply(Operator.ADD, format, a, b, control);
            case SUBTRACT_FLOATS -> FloatArithmetic.apply(Operator.SUBTRACT, format, a, b, control);
            case MULTIPLY_FLOATS -> FloatArithmetic.apply(Operator.MULTIPLY, format, a, b, control);
            case DIVIDE_FLOATS -> FloatArithmetic.apply(Operator.DIVIDE, format, a, b, control);
            case SQUARE_ROOT -> FloatArithmetic.squareRoot(format, b, control);
            case MINIMUM -> FloatComparison.minimum(format, a, b, control);
            case MAXIMUM -> FloatComparison.maximum(format, a, b, control);
            case COMPARE_FLOATS -> FloatComparison.mask(format, a, b, in.extra(), control);
            case RECIPROCAL -> new Answer(Approximation.reciprocal(b), 0);
            default -> new Answer(Approximation.reciprocalRoot(b), 0);
        };
    }

    private void compare(Instruction in, FloatFormat format, long a, long b) {
        boolean tolerant = in.operation() == Operation.UCOMI;
        Outcome outcome = FloatComparison.compare(format, a, b, tolerant, vectors.control());
        raise(outcome.flags());
        int conditions = outcome.order().conditions;
        registers.eflags = registers.eflags & ~Flags.STATUS
                | ((conditions & StatusWord.C0) != 0 ? Flags.CF : 0)
                | ((conditions & StatusWord.C2) != 0 ? Flags.PF : 0)
                | ((conditions & StatusWord.C3) != 0 ? Flags.ZF : 0);
    }

    /** The lane in a half of which it is the {@code i}th counted from the vector's bottom. */
    static long lane(FloatFormat format, long half, int i) {
        return format == FloatFormat.DOUBLE ? half : half >>> (i & 1) * 32 & DOUBLEWORD;
    }

    static long replaced(FloatFormat format, long half, int i, long lane) {
        if (format == FloatFormat.DOUBLE) {
            return lane;
        }
        return (i & 1) == 0 ? half & ~DOUBLEWORD | lane : half & DOUBLEWORD | lane << 32;
    }

    /**
     * Notes exceptions; an unmasked one raises #XM, or #UD where the system has not said that it handles those. One that
     * is found before anything is computed keeps those of the computation from being noted (SDM 1, 11.5.3).
     */
    void raise(int flags) {
        Mxcsr control = vectors.control();
        boolean stopped = control.unmasked(flags & StatusWord.BEFORE) != 0;
        int told = stopped ? flags & StatusWord.BEFORE : flags;
        vectors.setControl(control.with(told));
        if (control.unmasked(told) != 0) {
            boolean handled = (registers.cr4 & Registers.CR4_OSXMMEXCPT) != 0;
            throw registers.fault.of(handled ? Fault.SIMD : Fault.INVALID_OPCODE, 0);
        }
    }
}
