/* Numbers of 128 bits, for what must be right to 64. */
package org.kernelscope.hw.fpu;

/**
 * Sign, exponent and a significand of 128 bits; results are cut off, so that each operation is off by at most one in the
 * last place or two.
 *
 * @param exponent power of two of the highest bit
 * @param high of the significand: its highest bit is set, or the number is zero
 * @param low the other half
 */
record Wide(boolean negative, int exponent, long high, long low) {
    private static final long LIMB = 0xFFFF_FFFFL;

    static final Wide ZERO = new Wide(false, 0, 0, 0);
    static final Wide ONE = new Wide(false, 0, Long.MIN_VALUE, 0);
    static final Wide PI = new Wide(false, 1, 0xC90F_DAA2_2168_C234L, 0xC4C6_628B_80DC_1CD1L);
    static final Wide LOG2_E = new Wide(false, 0, 0xB8AA_3B29_5C17_F0BBL, 0xBE87_FED0_691D_3E89L);
    static final Wide LN_2 = new Wide(false, -1, 0xB172_17F7_D1CF_79ABL, 0xC9E3_B398_03F2_F6AFL);

    /** A finite number as it is. */
    static Wide of(Extended a) {
        return a.isZero() ? ZERO : new Wide(a.negative(), a.trueExponent() - Extended.BIAS, a.normalized(), 0);
    }

    static Wide of(int value) {
        return of(Conversion.fromInteger(value));
    }

    boolean isZero() {
        return high == 0;
    }

    Wide negated() {
        return new Wide(!negative, exponent, high, low);
    }

    Wide magnitude() {
        return new Wide(false, exponent, high, low);
    }

    /** Times two to this power. */
    Wide shifted(int power) {
        return isZero() ? this : new Wide(negative, exponent + power, high, low);
    }

    /** Compares magnitudes. */
    int compareMagnitude(Wide b) {
        if (isZero() || b.isZero()) {
            return Boolean.compare(!isZero(), !b.isZero());
        }
        if (exponent != b.exponent) {
            return Integer.compare(exponent, b.exponent);
        }
        return high != b.high ? Long.compareUnsigned(high, b.high) : Long.compareUnsigned(low, b.low);
    }

    Wide plus(Wide b) {
        if (isZero() || b.isZero()) {
            return isZero() ? b : this;
        }
        return compareMagnitude(b) >= 0 ? sum(this, b) : sum(b, this);
    }

    Wide minus(Wide b) {
        return plus(b.negated());
    }

    private static Wide sum(Wide a, Wide b) {
        int shift = a.exponent - b.exponent;
        long bHigh = shift >= 64 ? 0 : b.high >>> shift;
        long bLow = shift == 0 ? b.low : Rounder.shiftedOut(b.high, b.low, shift);
        if (a.negative == b.negative) {
            long low = a.low + bLow;
            int carry = Long.compareUnsigned(low, bLow) < 0 ? 1 : 0;
            long high = a.high + bHigh + carry;
            boolean over = Long.compareUnsigned(high, a.high) < 0 || carry == 1 && bHigh == -1;
            return over
                    ? new Wide(
                            a.negative, a.exponent + 1, high >>> 1 | Long.MIN_VALUE, high << 63 | low >>> 1 | low & 1)
                    : new Wide(a.negative, a.exponent, high, low);
        }
        long high = a.high - bHigh - (Long.compareUnsigned(a.low, bLow) < 0 ? 1 : 0);
        return normalized(a.negative, a.exponent, high, a.low - bLow);
    }

    private static Wide normalized(boolean negative, int exponent, long high, long low) {
        if (high == 0) {
            if (low == 0) {
                return ZERO;
            }
            int shift = Long.numberOfLeadingZeros(low);
            return new Wide(negative, exponent - 64 - shift, low << shift, 0);
        }
        int shift = Long.numberOfLeadingZeros(high);
        return shift == 0
                ? new Wide(negative, exponent, high, low)
                : new Wide(negative, exponent - shift, high << shift | low >>> 64 - shift, low << shift);
    }

    Wide times(Wide b) {
        if (isZero() || b.isZero()) {
            return ZERO;
        }
        long cross = high * b.low;
        long crossed = cross + low * b.high;
        long carry = Long.compareUnsigned(crossed, cross) < 0 ? 1 : 0;
        long deep = Math.unsignedMultiplyHigh(low, b.low);
        carry += Long.compareUnsigned(crossed + deep, deep) < 0 ? 1 : 0;
        long top = Math.unsignedMultiplyHigh(high, b.high);
        long bottom = high * b.high;
        long[] parts = {
            Math.unsignedMultiplyHigh(high, b.low), Math.unsignedMultiplyHigh(low, b.high), carry,
        };
        for (long part : parts) {
            bottom += part;
            top += Long.compareUnsigned(bottom, part) < 0 ? 1 : 0;
        }
        return normalized(negative != b.negative, exponent + b.exponent + 1, top, bottom);
    }

    /** Divides by a small positive number. */
    Wide over(int divisor) {
        long[] limbs = {high >>> 32, high & LIMB, low >>> 32, low & LIMB, 0};
        long rest = 0;
        for (int i = 0; i < limbs.length; i++) {
            long part = rest << 32 | limbs[i];
            limbs[i] = part / divisor;
            rest = part % divisor;
        }
        long top = limbs[0] << 32 | limbs[1];
        long bottom = limbs[2] << 32 | limbs[3];
        int shift = Long.numberOfLeadingZeros(top);
        return isZero() || shift == 0
                ? new Wide(negative, exponent, top, bottom)
                : new Wide(
                        negative,
                        exponent - shift,
                        top << shift | bottom >>> 64 - shift,
                        bottom << shift | limbs[4] >>> 32 - shift);
    }

    /** Divides by what is not zero. */
    Wide over(Wide b) {
        if (isZero()) {
            return ZERO;
        }
        long restHigh = high;
        long rest = low;
        boolean whole = notLess(restHigh, rest, b);
        long quotientHigh = 0;
        long quotient = 0;
        boolean carry = false;
        for (int i = whole ? 128 : 129; i > 0; i--) {
            quotientHigh = quotientHigh << 1 | quotient >>> 63;
            quotient <<= 1;
            if (carry || notLess(restHigh, rest, b)) {
                restHigh = restHigh - b.high - (Long.compareUnsigned(rest, b.low) < 0 ? 1 : 0);
                rest -= b.low;
                quotient |= 1;
            }
            carry = restHigh < 0;
            restHigh = restHigh << 1 | rest >>> 63;
            rest <<= 1;
        }
        return normalized(negative != b.negative, exponent - b.exponent - (whole ? 0 : 1), quotientHigh, quotient);
    }

    private static boolean notLess(long high, long low, Wide b) {
        return high == b.high ? Long.compareUnsigned(low, b.low) >= 0 : Long.compareUnsigned(high, b.high) > 0;
    }

    /** Rounds to 64 bits a number that stands for one nearby, so that the answer counts as inexact. */
    Result rounded(ControlWord control) {
        return rounded(control, 1);
    }

    /** Rounds to 64 bits what is exact. */
    Result roundedExactly(ControlWord control) {
        return rounded(control, 0);
    }

    private Result rounded(ControlWord control, int sticky) {
        return isZero()
                ? Result.exact(Extended.zero(negative))
                : Rounder.round(negative, exponent + Extended.BIAS, high, low | sticky, Format.EXTENDED, control);
    }
}
