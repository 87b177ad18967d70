/* Arithmetic on ordinary numbers with the host's own instructions. */
package org.kernelscope.hw.simd;

import static org.kernelscope.hw.fpu.StatusWord.PRECISION;

import org.kernelscope.hw.fpu.ControlWord.Rounding;
import org.kernelscope.hw.simd.FloatArithmetic.Operator;

/**
 * The host rounds to nearest; the sign of what that leaves out tells whether it was exact and where other roundings lead
 * (Knuth, The Art of Computer Programming 2, 4.2.2, for sums; Muller et al., Handbook of Floating-Point Arithmetic,
 * 2018, chapter 4, for the rest). Singles are computed as doubles: for these operations rounding twice does no harm
 * (Figueroa, When is double rounding innocuous?, 1995), and products of two are exact.
 */
final class Quick {
    private static final double LEAST_DOUBLE = 0x1p-900;
    private static final double GREATEST_DOUBLE = 0x1p1000;
    private static final double LEAST_SINGLE = 0x1p-100;
    private static final double GREATEST_SINGLE = 0x1p100;

    private Quick() {}

    static double nearest(Operator operator, FloatFormat format, double x, double y) {
        double nearest = switch (operator) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
        };
        return format == FloatFormat.SINGLE ? (float) nearest : nearest;
    }

    /** Whether what is left out can be computed: neither it nor anything on the way overflows or becomes tiny. */
    static boolean serves(FloatFormat format, double x, double nearest) {
        double size = Math.abs(nearest);
        return format == FloatFormat.SINGLE
                ? size >= LEAST_SINGLE && size <= GREATEST_SINGLE
                : size >= LEAST_DOUBLE && size <= GREATEST_DOUBLE && Math.abs(x) >= LEAST_DOUBLE;
    }

    /** Whether a zero among the operands makes the result exact; the other is a normal number. */
    static boolean isExact(Operator operator, FloatFormat format, long a, long b) {
        boolean firstZero = format.isZero(a) && format.isNormal(b);
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY -> firstZero || format.isZero(b) && format.isNormal(a);
            case DIVIDE -> firstZero;
        };
    }

    /** Whether a number is far from the ends of the format that it goes to. */
    static boolean converts(FloatFormat to, double x) {
        return to == FloatFormat.DOUBLE || Math.abs(x) >= LEAST_SINGLE && Math.abs(x) <= GREATEST_SINGLE;
    }

    static boolean hasRoot(FloatFormat format, double x) {
        return format == FloatFormat.SINGLE || x >= LEAST_DOUBLE;
    }

    static Answer root(FloatFormat format, double x, Rounding rounding) {
        double root = Math.sqrt(x);
        double nearest = format == FloatFormat.SINGLE ? (float) root : root;
        double beyond = format == FloatFormat.SINGLE ? x - nearest * nearest : Math.fma(-nearest, nearest, x);
        return directed(format, nearest, beyond, rounding);
    }

    static Answer rounded(
            Operator operator, FloatFormat format, double x, double y, double nearest, Rounding rounding) {
        double beyond = format == FloatFormat.SINGLE
                ? beyondSingle(operator, x, y, nearest)
                : beyondDouble(operator, x, y, nearest);
        return directed(format, nearest, beyond, rounding);
    }

    /**
     * A number of which the nearest in the format is known and, by its sign, what that leaves out. Steps between
     * neighbours in a format are steps of their bits.
     */
    static Answer directed(FloatFormat format, double nearest, double beyond, Rounding rounding) {
        if (beyond == 0) {
            return Answer.exact(bits(format, nearest));
        }
        int step = switch (rounding) {
            case NEAREST -> 0;
            case UP -> beyond > 0 ? 1 : 0;
            case DOWN -> beyond < 0 ? -1 : 0;
            case CHOP -> nearest > 0 == beyond > 0 ? 0 : nearest > 0 ? -1 : 1;
        };
        return new Answer(bits(format, nearest) + (nearest > 0 ? step : -step), PRECISION);
    }

    static long bits(FloatFormat format, double value) {
        return format == FloatFormat.SINGLE
                ? Float.floatToRawIntBits((float) value) & 0xFFFF_FFFFL
                : Double.doubleToRawLongBits(value);
    }

    private static double beyondDouble(Operator operator, double x, double y, double nearest) {
        return switch (operator) {
            case ADD -> beyondSum(x, y, nearest);
            case SUBTRACT -> beyondSum(x, -y, nearest);
            case MULTIPLY -> Math.fma(x, y, -nearest);
            case DIVIDE -> Math.fma(-nearest, y, x) * Math.signum(y);
        };
    }

    private static double beyondSingle(Operator operator, double x, double y, double nearest) {
        return switch (operator) {
            case ADD -> beyondSingleSum(x, y, nearest);
            case SUBTRACT -> beyondSingleSum(x, -y, nearest);
            case MULTIPLY -> x * y - nearest;
            case DIVIDE -> (x - nearest * y) * Math.signum(y);
        };
    }

    private static double beyondSum(double x, double y, double sum) {
        double second = sum - x;
        return x - (sum - second) + (y - second);
    }

    private static double beyondSingleSum(double x, double y, double nearest) {
        double sum = x + y;
        return sum == nearest ? beyondSum(x, y, sum) : sum - nearest;
    }
}
