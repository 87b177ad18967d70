/* Works on exponents, and the remainders that come from subtracting. */
package org.kernelscope.hw.fpu;

import static org.kernelscope.hw.fpu.Extended.BIAS;
import static org.kernelscope.hw.fpu.StatusWord.C0;
import static org.kernelscope.hw.fpu.StatusWord.C1;
import static org.kernelscope.hw.fpu.StatusWord.C2;
import static org.kernelscope.hw.fpu.StatusWord.C3;
import static org.kernelscope.hw.fpu.StatusWord.DENORMAL;

/** FSCALE, FXTRACT, FPREM and FPREM1 (SDM 2A). */
public final class Scaling {
    /** Exponents that differ by less end a remainder in one go. */
    private static final int STEP = 64;

    private static final ControlWord CHOP = new ControlWord(0xF7F);

    private Scaling() {}

    /** {@code a} times two to the power of {@code b} without its fraction. */
    public static Result scale(Extended a, Extended b, ControlWord control) {
        if (Nans.concern(a, b)) {
            return Nans.of(a, b);
        }
        if (b.isInfinite()) {
            boolean undefined = b.negative() ? a.isInfinite() : a.isZero();
            if (undefined) {
                return Result.INVALID;
            }
            Extended value = b.negative() ? Extended.zero(a.negative()) : Extended.infinity(a.negative());
            return new Result(value, a.isDenormal() ? DENORMAL : 0);
        }
        int flags = Elementary.denormals(a, b);
        if (!a.isFinite() || a.isZero()) {
            return new Result(a, flags);
        }
        int power = power(b);
        return Rounder.round(a.negative(), a.trueExponent() + power, a.normalized(), Format.EXTENDED, control)
                .with(flags);
    }

    /** Whole part of a finite number, within what can matter to an exponent. */
    private static int power(Extended b) {
        if (b.isZero() || b.trueExponent() < BIAS) {
            return 0;
        }
        int magnitude =
                b.trueExponent() > BIAS + 15 ? 1 << 16 : (int) (b.normalized() >>> BIAS + 63 - b.trueExponent());
        return b.negative() ? -magnitude : magnitude;
    }

    /** The exponent in place of the operand, the significand pushed. */
    public static Pair extract(Extended a) {
        if (Nans.concern(a)) {
            Result nan = Nans.of(a);
            return new Pair(nan.value(), nan.value(), nan.flags());
        }
        if (a.isInfinite()) {
            return new Pair(Extended.infinity(false), a, 0);
        }
        if (a.isZero()) {
            return new Pair(Extended.infinity(true), a, StatusWord.ZERO_DIVIDE);
        }
        Extended significand = Extended.of(a.negative(), BIAS, a.normalized());
        return new Pair(Conversion.fromInteger(a.trueExponent() - BIAS), significand, a.isDenormal() ? DENORMAL : 0);
    }

    /**
     * The remainder, or a step towards it.
     *
     * @param nearest FPREM1: the quotient is rounded to nearest; else cut off
     * @return also C2 for a step, else the quotient's low bits in C0, C3 and C1
     */
    public static Result remainder(Extended a, Extended b, boolean nearest, ControlWord control) {
        if (Nans.concern(a, b)) {
            return Nans.of(a, b);
        }
        if (a.isInfinite() || b.isZero()) {
            return Result.INVALID;
        }
        int flags = Elementary.denormals(a, b);
        if (a.isZero() || b.isInfinite()) {
            return (a.isZero() ? Result.exact(a) : exact(a, a.trueExponent(), a.normalized(), control)).with(flags);
        }
        int distance = a.trueExponent() - b.trueExponent();
        Result result = distance >= STEP ? step(a, b, distance, control) : finish(a, b, distance, nearest, control);
        return result.with(flags);
    }

    /** Reduces the exponent by 32 to 63. */
    private static Result step(Extended a, Extended b, int distance, ControlWord control) {
        int bits = distance & 31 | 32;
        long divisor = b.normalized();
        long rest = a.normalized();
        rest = Long.compareUnsigned(rest, divisor) >= 0 ? rest - divisor : rest;
        for (int i = 0; i < bits; i++) {
            rest = Long.compareUnsigned(rest, divisor - rest) >= 0 ? rest - (divisor - rest) : rest << 1;
        }
        return exact(a, a.trueExponent() - bits, rest, control).with(C2);
    }

    private static Result finish(Extended a, Extended b, int distance, boolean nearest, ControlWord control) {
        long divisor = b.normalized();
        if (distance < 0) {
            boolean up = nearest && distance == -1 && Long.compareUnsigned(a.normalized(), divisor) > 0;
            if (!up) {
                return exact(a, a.trueExponent(), a.normalized(), control);
            }
            Result less = Elementary.subtract(b.magnitude(), a.magnitude(), ControlWord.INITIAL);
            return signed(less.value(), !a.negative(), control).with(C1);
        }
        long rest = a.normalized();
        long quotient = 0;
        if (Long.compareUnsigned(rest, divisor) >= 0) {
            rest -= divisor;
            quotient = 1;
        }
        for (int i = 0; i < distance; i++) {
            quotient <<= 1;
            if (Long.compareUnsigned(rest, divisor - rest) >= 0) {
                rest -= divisor - rest;
                quotient |= 1;
            } else {
                rest <<= 1;
            }
        }
        boolean negative = a.negative();
        if (nearest) {
            int half = Long.compareUnsigned(rest, divisor - rest);
            if (half > 0 || half == 0 && (quotient & 1) != 0) {
                rest = divisor - rest;
                quotient++;
                negative = !negative;
            }
        }
        int conditions =
                ((quotient & 4) != 0 ? C0 : 0) | ((quotient & 2) != 0 ? C3 : 0) | ((quotient & 1) != 0 ? C1 : 0);
        Extended signOnly = Extended.zero(negative);
        return exact(rest == 0 ? Extended.zero(a.negative()) : signOnly, b.trueExponent(), rest, control)
                .with(conditions);
    }

    private static Result signed(Extended magnitude, boolean negative, ControlWord control) {
        Extended value = negative ? magnitude.magnitude().negated() : magnitude.magnitude();
        return exact(value, value.trueExponent(), value.significand() == 0 ? 0 : value.normalized(), control);
    }

    /** A number with this sign that needs no rounding; it may be denormal. */
    private static Result exact(Extended sign, int exponent, long significand, ControlWord control) {
        if (significand == 0) {
            return Result.exact(Extended.zero(sign.negative()));
        }
        int shift = Long.numberOfLeadingZeros(significand);
        boolean masked = control.unmasked(StatusWord.UNDERFLOW) == 0;
        return Rounder.round(
                sign.negative(), exponent - shift, significand << shift, Format.EXTENDED, masked ? CHOP : control);
    }
}
