/* Which of two lanes is greater, as a mask, as flags, or as the lane itself. */
package org.kernelscope.hw.simd;

import static org.kernelscope.hw.fpu.StatusWord.INVALID;

import org.kernelscope.hw.fpu.Comparison.Order;
import org.kernelscope.hw.fpu.Comparison.Outcome;

/** Comparisons of numbers in vectors (SDM 2A, CMPPS and COMISS; 2B, MAXPS and MINPS). */
public final class FloatComparison {
    /** What CMPPS asks, in the order of its immediate; the upper four are the contrary of the lower. */
    private static final int PREDICATES = 8;

    private static final int LESS = 1;
    private static final int LESS_OR_EQUAL = 2;
    private static final int UNORDERED = 3;

    private FloatComparison() {}

    /**
     * The order of two numbers.
     *
     * @param tolerant whether a quiet NaN is no invalid operand
     */
    public static Outcome compare(FloatFormat format, long a, long b, boolean tolerant, Mxcsr control) {
        long first = format.operand(a, control);
        long second = format.operand(b, control);
        if (format.isNan(first) || format.isNan(second)) {
            boolean invalid = !tolerant || format.isSignaling(first) || format.isSignaling(second);
            return new Outcome(Order.UNORDERED, invalid ? INVALID : 0);
        }
        double x = format.value(first);
        double y = format.value(second);
        Order order = x < y ? Order.LESS : x > y ? Order.GREATER : Order.EQUAL;
        return new Outcome(order, FloatArithmetic.denormals(format, first, second));
    }

    /** A lane of ones where the predicate, 0 to 7, holds, of zeros where it does not. */
    public static Answer mask(FloatFormat format, long a, long b, int predicate, Mxcsr control) {
        int question = predicate & PREDICATES / 2 - 1;
        boolean tolerant = question != LESS && question != LESS_OR_EQUAL;
        Outcome outcome = compare(format, a, b, tolerant, control);
        Order order = outcome.order();
        boolean holds = switch (question) {
            case LESS -> order == Order.LESS;
            case LESS_OR_EQUAL -> order == Order.LESS || order == Order.EQUAL;
            case UNORDERED -> order == Order.UNORDERED;
            default -> order == Order.EQUAL;
        };
        boolean ones = holds == ((predicate & PREDICATES / 2) == 0);
        return new Answer(ones ? -1L >>> 64 - format.bytes * 8 : 0, outcome.flags());
    }

    /** The lesser; of zeros, and with a NaN, the second operand. */
    public static Answer minimum(FloatFormat format, long a, long b, Mxcsr control) {
        return chosen(format, a, b, Order.LESS, control);
    }

    /** The greater; of zeros, and with a NaN, the second operand. */
    public static Answer maximum(FloatFormat format, long a, long b, Mxcsr control) {
        return chosen(format, a, b, Order.GREATER, control);
    }

    private static Answer chosen(FloatFormat format, long a, long b, Order first, Mxcsr control) {
        Outcome outcome = compare(format, a, b, false, control);
        long lane = format.operand(outcome.order() == first ? a : b, control);
        return new Answer(lane, outcome.flags());
    }
}
