/* Trigonometric, logarithmic and exponential functions. */
package org.kernelscope.hw.fpu;

import static org.kernelscope.hw.fpu.Extended.BIAS;
import static org.kernelscope.hw.fpu.StatusWord.C2;
import static org.kernelscope.hw.fpu.StatusWord.DENORMAL;

/**
 * F2XM1, FYL2X, FYL2XP1, FPTAN, FPATAN, FSIN, FCOS and FSINCOS (SDM 1, 8.3.7 to 8.3.10, and the tables of SDM 2A),
 * computed with twice the bits and rounded once.
 */
public final class Transcendental {
    /** Angles from two to this power on are out of range. */
    private static final int RANGE = 63;
    /** The root of two as a significand. */
    private static final long ROOT_2 = 0xB504_F333_F9DE_6484L;

    private Transcendental() {}

    /** Two to the power of {@code a}, less one. Beyond one in magnitude the operand stays as it is. */
    public static Result exponential(Extended a, ControlWord control) {
        if (Nans.concern(a)) {
            return Nans.of(a);
        }
        if (a.isInfinite()) {
            return Result.exact(a.negative() ? Extended.ONE.negated() : a);
        }
        if (a.isZero() || a.trueExponent() > BIAS) {
            return Result.exact(a);
        }
        if (a.trueExponent() == BIAS) {
            return Result.exact(
                    a.normalized() != Extended.INTEGER_BIT
                            ? a
                            : a.negative() ? new Extended(BIAS - 1 | 0x8000, Extended.INTEGER_BIT) : a);
        }
        Wide power = Wide.of(a).times(Wide.LN_2);
        return Series.exponentialLessOne(power).rounded(control).with(denormal(a));
    }

    /** {@code y} times the binary logarithm of {@code x}. */
    public static Result logarithm(Extended x, Extended y, ControlWord control) {
        if (Nans.concern(x, y)) {
            return Nans.of(x, y);
        }
        if (x.negative() && !x.isZero()) {
            return Result.INVALID;
        }
        int flags = Elementary.denormals(x, y);
        if (x.isZero()) {
            if (y.isZero()) {
                return Result.INVALID;
            }
            return new Result(Extended.infinity(!y.negative()), y.isInfinite() ? 0 : StatusWord.ZERO_DIVIDE);
        }
        if (x.isInfinite()) {
            return y.isZero() ? Result.INVALID : new Result(Extended.infinity(y.negative()), flags);
        }
        Wide log = log2(Wide.of(x));
        boolean exact = x.normalized() == Extended.INTEGER_BIT;
        return product(log, exact, log.negative(), y, control, flags);
    }

    /** {@code y} times the binary logarithm of {@code x} plus one. */
    public static Result logarithmOfNext(Extended x, Extended y, ControlWord control) {
        if (Nans.concern(x, y)) {
            return Nans.of(x, y);
        }
        int flags = Elementary.denormals(x, y);
        boolean beyond = x.negative() && !x.isZero() && x.trueExponent() >= BIAS;
        if (beyond) {
            return Result.INVALID;
        }
        if (x.isInfinite()) {
            return y.isZero() ? Result.INVALID : new Result(Extended.infinity(y.negative()), flags);
        }
        Wide wide = Wide.of(x);
        Wide log = !x.isZero() && x.trueExponent() >= BIAS - 2
                ? log2(wide.plus(Wide.ONE))
                : binary(wide.over(wide.plus(Wide.of(2))));
        return product(log, false, x.negative(), y, control, flags);
    }

    private static Result product(
            Wide log, boolean exact, boolean negative, Extended y, ControlWord control, int flags) {
        boolean sign = negative != y.negative();
        if (y.isInfinite()) {
            return log.isZero() ? Result.INVALID : new Result(Extended.infinity(sign), flags);
        }
        if (y.isZero() || log.isZero()) {
            return new Result(Extended.zero(sign), flags);
        }
        Wide product = log.times(Wide.of(y));
        return (exact ? product.roundedExactly(control) : product.rounded(control)).with(flags);
    }

    /** The binary logarithm of a positive number. */
    private static Wide log2(Wide x) {
        boolean upper = Long.compareUnsigned(x.high(), ROOT_2) > 0;
        int power = x.exponent() + (upper ? 1 : 0);
        Wide m = x.shifted(-power);
        return Wide.of(power).plus(binary(m.minus(Wide.ONE).over(m.plus(Wide.ONE))));
    }

    /** The binary logarithm of (1 + s) / (1 - s). */
    private static Wide binary(Wide s) {
        return Series.hyperbolicArc(s).shifted(1).times(Wide.LOG2_E);
    }

    public static Result sine(Extended a, ControlWord control) {
        if (outOfRange(a)) {
            return new Result(a, C2);
        }
        if (!a.isFinite()) {
            return Nans.concern(a) ? Nans.of(a) : Result.INVALID;
        }
        if (a.isZero()) {
            return Result.exact(a);
        }
        Wide sine = Angle.of(a).sine();
        return (a.negative() ? sine.negated() : sine).rounded(control).with(denormal(a));
    }

    public static Result cosine(Extended a, ControlWord control) {
        if (outOfRange(a)) {
            return new Result(a, C2);
        }
        if (!a.isFinite()) {
            return Nans.concern(a) ? Nans.of(a) : Result.INVALID;
        }
        if (a.isZero()) {
            return Result.exact(Extended.ONE);
        }
        return Angle.of(a).cosine().rounded(control).with(denormal(a));
    }

    /** The sine in place of the operand, the cosine pushed. C2 alone: nothing happened. */
    public static Pair sineAndCosine(Extended a, ControlWord control) {
        Result sine = sine(a, control);
        Result cosine = cosine(a, control);
        int up = cosine.flags() & StatusWord.C1;
        return new Pair(sine.value(), cosine.value(), (sine.flags() | cosine.flags()) & ~StatusWord.C1 | up);
    }

    /** The tangent in place of the operand, one pushed. C2 alone: nothing happened. */
    public static Pair tangent(Extended a, ControlWord control) {
        if (outOfRange(a)) {
            return new Pair(a, a, C2);
        }
        if (!a.isFinite()) {
            Result answer = Nans.concern(a) ? Nans.of(a) : Result.INVALID;
            return new Pair(answer.value(), answer.value(), answer.flags());
        }
        if (a.isZero()) {
            return new Pair(a, Extended.ONE, 0);
        }
        Angle angle = Angle.of(a);
        Wide tangent = angle.sine().over(angle.cosine());
        Result answer = (a.negative() ? tangent.negated() : tangent).rounded(control);
        return new Pair(answer.value(), Extended.ONE, answer.flags() | denormal(a));
    }

    /** The angle of the point ({@code x}, {@code y}). */
    public static Result arcTangent(Extended x, Extended y, ControlWord control) {
        if (Nans.concern(x, y)) {
            return Nans.of(x, y);
        }
        int flags = Elementary.denormals(x, y);
        Wide angle;
        if (y.isZero() || x.isInfinite() && !y.isInfinite()) {
            if (!x.negative()) {
                return new Result(Extended.zero(y.negative()), flags);
            }
            angle = Wide.PI;
        } else if (y.isInfinite() && x.isInfinite()) {
            Wide eighth = Wide.PI.shifted(-2);
            angle = x.negative() ? Wide.PI.minus(eighth) : eighth;
        } else if (y.isInfinite() || x.isZero()) {
            angle = Wide.PI.shifted(-1);
        } else {
            angle = direction(Wide.of(x), Wide.of(y).magnitude());
        }
        return (y.negative() ? angle.negated() : angle).rounded(control).with(flags);
    }

    private static Wide direction(Wide x, Wide y) {
        Wide across = x.magnitude();
        boolean steep = y.compareMagnitude(across) > 0;
        Wide slope = steep ? across.over(y) : y.over(across);
        Wide angle = first(slope);
        angle = steep ? Wide.PI.shifted(-1).minus(angle) : angle;
        return x.negative() ? Wide.PI.minus(angle) : angle;
    }

    /** The arc tangent of a slope between zero and one. */
    private static Wide first(Wide slope) {
        boolean small = slope.exponent() < -1;
        return small
                ? Series.arc(slope)
                : Wide.PI.shifted(-2).plus(Series.arc(slope.minus(Wide.ONE).over(slope.plus(Wide.ONE))));
    }

    private static boolean outOfRange(Extended a) {
        return a.isFinite() && a.trueExponent() >= BIAS + RANGE;
    }

    private static int denormal(Extended a) {
        return a.isDenormal() ? DENORMAL : 0;
    }
}
