/* Sum, difference, product, quotient and square root. */
package org.kernelscope.hw.fpu;

import static org.kernelscope.hw.fpu.StatusWord.DENORMAL;
import static org.kernelscope.hw.fpu.StatusWord.ZERO_DIVIDE;

import org.kernelscope.hw.fpu.ControlWord.Rounding;

/** The operations that IEEE 754 prescribes, rounded as the control word says. */
public final class Elementary {
    private Elementary() {}

    public static Result add(Extended a, Extended b, ControlWord control) {
        if (Nans.concern(a, b)) {
            return Nans.of(a, b);
        }
        if (a.isInfinite() && b.isInfinite() && a.negative() != b.negative()) {
            return Result.INVALID;
        }
        int flags = denormals(a, b);
        if (a.isInfinite() || b.isInfinite()) {
            return new Result(a.isInfinite() ? a : b, flags);
        }
        if (a.isZero() && b.isZero()) {
            boolean negative = a.negative() == b.negative() ? a.negative() : control.rounding() == Rounding.DOWN;
            return new Result(Extended.zero(negative), flags);
        }
        if (a.isZero() || b.isZero()) {
            return rounded(a.isZero() ? b : a, control).with(flags);
        }
        boolean first = a.trueExponent() > b.trueExponent()
                || a.trueExponent() == b.trueExponent() && Long.compareUnsigned(a.normalized(), b.normalized()) >= 0;
        return (first ? sum(a, b, control) : sum(b, a, control)).with(flags);
    }

    public static Result subtract(Extended a, Extended b, ControlWord control) {
        return Nans.concern(a, b) ? Nans.of(a, b) : add(a, b.negated(), control);
    }

    /** Of two numbers that are not zero, the first the larger in magnitude. */
    private static Result sum(Extended a, Extended b, ControlWord control) {
        int exponent = a.trueExponent();
        int shift = exponent - b.trueExponent();
        long high = shift == 0 ? b.normalized() : shift < 64 ? b.normalized() >>> shift : 0;
        long low = shift == 0 ? 0 : Rounder.shiftedOut(b.normalized(), 0, shift);
        if (a.negative() == b.negative()) {
            long total = a.normalized() + high;
            if (Long.compareUnsigned(total, high) < 0) {
                low = low >>> 1 | low & 1 | total << 63;
                total = total >>> 1 | Extended.INTEGER_BIT;
                exponent++;
            }
            return Rounder.round(a.negative(), exponent, total, low, control.precision(), control);
        }
        long rest = a.normalized() - high - (low != 0 ? 1 : 0);
        long lowRest = -low;
        if ((rest | lowRest) == 0) {
            return Result.exact(Extended.zero(control.rounding() == Rounding.DOWN));
        }
        return normalizedRound(a.negative(), exponent, rest, lowRest, control);
    }

    private static Result normalizedRound(boolean negative, int exponent, long high, long low, ControlWord control) {
        if (high == 0) {
            int shift = Long.numberOfLeadingZeros(low);
            return Rounder.round(negative, exponent - 64 - shift, low << shift, control.precision(), control);
        }
        int shift = Long.numberOfLeadingZeros(high);
        long shifted = shift == 0 ? high : high << shift | low >>> 64 - shift;
        return Rounder.round(negative, exponent - shift, shifted, low << shift, control.precision(), control);
    }

    private static Result rounded(Extended a, ControlWord control) {
        return Rounder.round(a.negative(), a.trueExponent(), a.normalized(), control.precision(), control);
    }

    public static Result multiply(Extended a, Extended b, ControlWord control) {
        if (Nans.concern(a, b)) {
            return Nans.of(a, b);
        }
        if (a.isInfinite() && b.isZero() || a.isZero() && b.isInfinite()) {
            return Result.INVALID;
        }
        int flags = denormals(a, b);
        boolean negative = a.negative() != b.negative();
        if (a.isInfinite() || b.isInfinite()) {
            return new Result(Extended.infinity(negative), flags);
        }
        if (a.isZero() || b.isZero()) {
            return new Result(Extended.zero(negative), flags);
        }
        int exponent = a.trueExponent() + b.trueExponent() - Extended.BIAS + 1;
        long high = Math.unsignedMultiplyHigh(a.normalized(), b.normalized());
        long low = a.normalized() * b.normalized();
        return normalizedRound(negative, exponent, high, low, control).with(flags);
    }

    public static Result divide(Extended a, Extended b, ControlWord control) {
        if (Nans.concern(a, b)) {
            return Nans.of(a, b);
        }
        if (a.isInfinite() && b.isInfinite() || a.isZero() && b.isZero()) {
            return Result.INVALID;
        }
        boolean negative = a.negative() != b.negative();
        if (b.isZero()) {
            return new Result(Extended.infinity(negative), a.isInfinite() ? 0 : ZERO_DIVIDE);
        }
        int flags = denormals(a, b);
        if (a.isInfinite()) {
            return new Result(Extended.infinity(negative), flags);
        }
        if (a.isZero() || b.isInfinite()) {
            return new Result(Extended.zero(negative), flags);
        }
        return quotient(negative, a, b, control).with(flags);
    }

    private static Result quotient(boolean negative, Extended a, Extended b, ControlWord control) {
        int exponent = a.trueExponent() - b.trueExponent() + Extended.BIAS;
        long divisor = b.normalized();
        long rest = a.normalized();
        boolean whole = Long.compareUnsigned(rest, divisor) >= 0;
        rest -= whole ? divisor : 0;
        long bits = whole ? 1 : 0;
        for (int i = whole ? 63 : 64; i > 0; i--) {
            boolean carry = rest < 0;
            rest <<= 1;
            bits <<= 1;
            if (carry || Long.compareUnsigned(rest, divisor) >= 0) {
                rest -= divisor;
                bits |= 1;
            }
        }
        long low = rest == 0 ? 0 : beyond(rest, divisor);
        return Rounder.round(negative, whole ? exponent : exponent - 1, bits, low, control.precision(), control);
    }

    /** What follows the quotient's last bit: half, or a stand-in for more or less. */
    private static long beyond(long rest, long divisor) {
        long other = divisor - rest;
        return rest == other ? Long.MIN_VALUE : Long.compareUnsigned(rest, other) > 0 ? -1 : 1;
    }

    public static Result squareRoot(Extended a, ControlWord control) {
        if (Nans.concern(a)) {
            return Nans.of(a);
        }
        if (a.isZero()) {
            return Result.exact(a);
        }
        if (a.negative()) {
            return Result.INVALID;
        }
        if (a.isInfinite()) {
            return Result.exact(a);
        }
        return root(a, control).with(a.isDenormal() ? DENORMAL : 0);
    }

    /** Two bits of the operand give one of the root; what remains has up to 66 bits. */
    private static Result root(Extended a, ControlWord control) {
        int power = a.trueExponent() - Extended.BIAS;
        long operand = a.normalized();
        boolean odd = (power & 1) != 0;
        long high = odd ? operand : operand >>> 1;
        long low = odd ? 0 : operand << 63;
        long bits = 0;
        long restHigh = 0;
        long rest = 0;
        for (int i = 0; i < 64; i++) {
            restHigh = restHigh << 2 | rest >>> 62;
            rest = rest << 2 | high >>> 62;
            high = high << 2 | low >>> 62;
            low <<= 2;
            long tryHigh = bits >>> 62;
            long tryLow = bits << 2 | 1;
            bits <<= 1;
            boolean fits = restHigh > tryHigh || restHigh == tryHigh && Long.compareUnsigned(rest, tryLow) >= 0;
            if (fits) {
                restHigh -= tryHigh + (Long.compareUnsigned(rest, tryLow) < 0 ? 1 : 0);
                rest -= tryLow;
                bits |= 1;
            }
        }
        boolean exact = (rest | restHigh) == 0;
        boolean more = restHigh > 0 || Long.compareUnsigned(rest, bits) > 0;
        long beyond = exact ? 0 : more ? -1 : 1;
        int exponent = Math.floorDiv(power, 2) + Extended.BIAS;
        return Rounder.round(false, exponent, bits, beyond, control.precision(), control);
    }

    static int denormals(Extended a, Extended b) {
        return a.isDenormal() || b.isDenormal() ? DENORMAL : 0;
    }
}
