/* One 80-bit number as the registers hold it. */
package org.kernelscope.hw.fpu;

/**
 * A value of the double-extended format (SDM 1, 4.2.2); all 2<sup>80</sup> patterns are values.
 *
 * @param head sign in bit 15, exponent biased by {@value #BIAS} in bits 0 to 14
 * @param significand the integer bit in bit 63, the fraction below
 */
public record Extended(int head, long significand) {
    static final int BIAS = 16383;
    static final int SPECIAL = 0x7FFF;
    static final long INTEGER_BIT = Long.MIN_VALUE;
    private static final long QUIET = 1L << 62;
    private static final int SIGN = 0x8000;

    public static final Extended ZERO = new Extended(0, 0);
    public static final Extended ONE = new Extended(BIAS, INTEGER_BIT);
    /** The real indefinite: the NaN that invalid operations answer with. */
    public static final Extended INDEFINITE = new Extended(0xFFFF, INTEGER_BIT | QUIET);

    /** What a pattern stands for, with the codes that FXAM gives (SDM 2A, FXAM) but for the empty register. */
    public enum Kind {
        UNSUPPORTED(0),
        NAN(StatusWord.C0),
        NORMAL(StatusWord.C2),
        INFINITY(StatusWord.C2 | StatusWord.C0),
        ZERO(StatusWord.C3),
        DENORMAL(StatusWord.C3 | StatusWord.C2);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    public Extended {
        head &= 0xFFFF;
    }

    static Extended of(boolean negative, int exponent, long significand) {
        return new Extended(exponent | (negative ? SIGN : 0), significand);
    }

    static Extended zero(boolean negative) {
        return of(negative, 0, 0);
    }

    static Extended infinity(boolean negative) {
        return of(negative, SPECIAL, INTEGER_BIT);
    }

    boolean negative() {
        return (head & SIGN) != 0;
    }

    /** Biased, 0 to 0x7FFF. */
    int exponent() {
        return head & SPECIAL;
    }

    /** What the pattern stands for; a pseudo-denormal is a denormal. */
    public Kind kind() {
        int exponent = exponent();
        if (exponent == 0) {
            return significand == 0 ? Kind.ZERO : Kind.DENORMAL;
        }
        if (significand >= 0) {
            return Kind.UNSUPPORTED;
        }
        if (exponent == SPECIAL) {
            return significand == INTEGER_BIT ? Kind.INFINITY : Kind.NAN;
        }
        return Kind.NORMAL;
    }

    boolean isZero() {
        return (head & SPECIAL) == 0 && significand == 0;
    }

    boolean isInfinite() {
        return kind() == Kind.INFINITY;
    }

    boolean isNan() {
        return kind() == Kind.NAN;
    }

    boolean isSignaling() {
        return isNan() && (significand & QUIET) == 0;
    }

    boolean isDenormal() {
        return kind() == Kind.DENORMAL;
    }

    /** A number, be it zero, and no infinity. */
    boolean isFinite() {
        return switch (kind()) {
            case ZERO, DENORMAL, NORMAL -> true;
            case UNSUPPORTED, NAN, INFINITY -> false;
        };
    }

    /** The exponent that goes with {@link #normalized}: of a denormal below 1. */
    int trueExponent() {
        return exponent() == 0 ? 1 - Long.numberOfLeadingZeros(significand) : exponent();
    }

    /** The significand with its highest bit in bit 63; of a number that is not zero. */
    long normalized() {
        return significand << Long.numberOfLeadingZeros(significand);
    }

    Extended quiet() {
        return new Extended(head, significand | QUIET);
    }

    /** The same with the other sign, whatever it is. */
    public Extended negated() {
        return new Extended(head ^ SIGN, significand);
    }

    /** The same without a sign, whatever it is. */
    public Extended magnitude() {
        return new Extended(head & ~SIGN, significand);
    }

    /** FXAM: the class and, in C1, the sign. */
    public int examined() {
        return kind().code | (negative() ? StatusWord.C1 : 0);
    }
}
