/* Sum, difference, product, quotient and root of one lane. */
package org.kernelscope.hw.simd;

import static org.kernelscope.hw.fpu.StatusWord.DENORMAL;
import static org.kernelscope.hw.fpu.StatusWord.INVALID;
import static org.kernelscope.hw.fpu.StatusWord.PRECISION;
import static org.kernelscope.hw.fpu.StatusWord.ZERO_DIVIDE;

import org.kernelscope.hw.fpu.ControlWord;
import org.kernelscope.hw.fpu.ControlWord.Rounding;
import org.kernelscope.hw.fpu.Elementary;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.Result;

/**
 * The arithmetic that IEEE 754 prescribes, with the rules of SSE for NaNs and for MXCSR (SDM 1, 11.5 and appendix E.4.2).
 * Ordinary numbers go through {@link Quick}; all others are computed to 64 bits, cut off, with the lowest bit standing for
 * what is lost, and rounded once.
 */
public final class FloatArithmetic {
    /** 64 bits, cut off, all masked. */
    private static final ControlWord CUT_OFF = new ControlWord(0xF7F);

    /** An operation with two operands. */
    public enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE
    }

    private FloatArithmetic() {}

    public static Answer apply(Operator operator, FloatFormat format, long a, long b, Mxcsr control) {
        if (format.isNormal(a) && format.isNormal(b)) {
            double x = format.value(a);
            double y = format.value(b);
            double nearest = Quick.nearest(operator, format, x, y);
            if (Quick.serves(format, x, nearest)) {
                return Quick.rounded(operator, format, x, y, nearest, control.rounding());
            }
        }
        if (Quick.isExact(operator, format, a, b)) {
            double exact = Quick.nearest(operator, format, format.value(a), format.value(b));
            return Answer.exact(Quick.bits(format, exact));
        }
        return thorough(operator, format, format.operand(a, control), format.operand(b, control), control);
    }

    private static Answer thorough(Operator operator, FloatFormat format, long first, long second, Mxcsr control) {
        if (format.isNan(first) || format.isNan(second)) {
            return nan(format, first, second);
        }
        Extended x = format.widened(first);
        Extended y = format.widened(second);
        Result result = switch (operator) {
            case ADD -> Elementary.add(x, y, CUT_OFF);
            case SUBTRACT -> Elementary.subtract(x, y, CUT_OFF);
            case MULTIPLY -> Elementary.multiply(x, y, CUT_OFF);
            case DIVIDE -> Elementary.divide(x, y, CUT_OFF);
        };
        boolean cancelled = isZero(result) && (operator == Operator.ADD || operator == Operator.SUBTRACT);
        if (cancelled) {
            long other = operator == Operator.ADD ? second : ~second;
            return cancelled(format, first, other, control).with(denormals(format, first, second));
        }
        return finished(format, result, denormals(format, first, second), control);
    }

    public static Answer squareRoot(FloatFormat format, long a, Mxcsr control) {
        if (format.isNormal(a) && format.signOf(a) == 0 && Quick.hasRoot(format, format.value(a))) {
            return Quick.root(format, format.value(a), control.rounding());
        }
        long operand = format.operand(a, control);
        if (format.isNan(operand)) {
            return nan(format, operand, operand);
        }
        Result result = Elementary.squareRoot(format.widened(operand), CUT_OFF);
        return finished(format, result, format.isDenormal(operand) ? DENORMAL : 0, control);
    }

    /** The answer of an operation of which at least one operand is a NaN: the first that is one. */
    static Answer nan(FloatFormat format, long a, long b) {
        int flags = format.isSignaling(a) || format.isSignaling(b) ? INVALID : 0;
        return new Answer(format.quiet(format.isNan(a) ? a : b), flags);
    }

    static int denormals(FloatFormat format, long a, long b) {
        return format.isDenormal(a) || format.isDenormal(b) ? DENORMAL : 0;
    }

    /** A sum that is exactly zero has the sign of both operands, or that of the rounding. */
    private static Answer cancelled(FloatFormat format, long a, long b, Mxcsr control) {
        boolean agree = format.signOf(a) == format.signOf(b);
        long down = control.rounding() == Rounding.DOWN ? format.signOf(-1) : 0;
        return Answer.exact(agree ? format.signOf(a) : down);
    }

    private static boolean isZero(Result result) {
        return result.flags() == 0 && result.value().magnitude().equals(Extended.ZERO);
    }

    private static Answer finished(FloatFormat format, Result result, int denormal, Mxcsr control) {
        if ((result.flags() & INVALID) != 0) {
            return new Answer(format.indefinite(), INVALID);
        }
        Extended value = result.value();
        boolean lost = (result.flags() & PRECISION) != 0;
        Extended standing = lost ? new Extended(value.head(), value.significand() | 1) : value;
        int zeroDivide = result.flags() & ZERO_DIVIDE;
        return format.rounded(standing, control).with(zeroDivide == 0 ? denormal : zeroDivide);
    }
}
