/* The two formats of numbers in vectors. */
package org.kernelscope.hw.simd;

import org.kernelscope.hw.fpu.ControlWord;
import org.kernelscope.hw.fpu.Conversion;
import org.kernelscope.hw.fpu.Conversion.Stored;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.StatusWord;

/** Single and double precision (SDM 1, 4.2.2), as bits in a {@code long}. */
public enum FloatFormat {
    SINGLE(4, 23),
    DOUBLE(8, 52);

    /** Bytes of a number. */
    public final int bytes;

    private final long sign;
    private final long special;
    private final long quiet;
    private final long least;

    FloatFormat(int bytes, int fraction) {
        this.bytes = bytes;
        sign = 1L << bytes * 8 - 1;
        least = 1L << fraction;
        special = sign - least;
        quiet = least >>> 1;
    }

    long magnitude(long a) {
        return a & sign - 1;
    }

    /** The bit alone. */
    long signOf(long a) {
        return a & sign;
    }

    boolean isNan(long a) {
        return magnitude(a) > special;
    }

    boolean isSignaling(long a) {
        return isNan(a) && (a & quiet) == 0;
    }

    boolean isZero(long a) {
        return magnitude(a) == 0;
    }

    boolean isInfinite(long a) {
        return magnitude(a) == special;
    }

    boolean isDenormal(long a) {
        long magnitude = magnitude(a);
        return magnitude != 0 && magnitude < least;
    }

    /** Neither zero nor denormal, no infinity, no NaN. */
    boolean isNormal(long a) {
        long magnitude = magnitude(a);
        return magnitude >= least && magnitude < special;
    }

    long quiet(long a) {
        return a | quiet;
    }

    long infinity() {
        return special;
    }

    /** What masked invalid operations answer: the negative quiet NaN without payload. */
    long indefinite() {
        return sign | special | quiet;
    }

    /** The operand as an operation sees it: with denormals-are-zeros, a denormal is a zero of its sign. */
    long operand(long a, Mxcsr control) {
        return control.denormalsAreZeros() && isDenormal(a) ? signOf(a) : a;
    }

    /** Exact. */
    double value(long a) {
        return this == SINGLE ? Float.intBitsToFloat((int) a) : Double.longBitsToDouble(a);
    }

    Extended widened(long a) {
        return this == SINGLE
                ? Conversion.fromSingle((int) a).value()
                : Conversion.fromDouble(a).value();
    }

    private Stored narrowed(Extended a, ControlWord control) {
        return this == SINGLE ? Conversion.toSingle(a, control) : Conversion.toDouble(a, control);
    }

    /**
     * Rounds to this format with all of MXCSR's rules for tiny and huge numbers. Where underflow or overflow is unmasked,
     * precision is lost only by what lies below the significand, as if exponents had no bounds (SDM 1, 4.9.1.5).
     */
    Answer rounded(Extended a, Mxcsr control) {
        Stored stored = narrowed(a, control.control());
        int flags = stored.flags() & StatusWord.EXCEPTIONS;
        if (control.unmasked(flags & StatusWord.OVERFLOW) != 0) {
            return new Answer(stored.low(), StatusWord.OVERFLOW | lost(a));
        }
        boolean flushes = control.flushesToZero();
        boolean caresForTiny = flushes || control.unmasked(StatusWord.UNDERFLOW) != 0;
        if (!caresForTiny || (narrowed(a, control.controlTellingTiny()).flags() & StatusWord.UNDERFLOW) == 0) {
            return new Answer(stored.low(), flags);
        }
        return flushes
                ? new Answer(signOf(stored.low()), StatusWord.UNDERFLOW | StatusWord.PRECISION)
                : new Answer(stored.low(), StatusWord.UNDERFLOW | lost(a));
    }

    /** The exception of precision if the significand has bits that this format's has not. */
    private int lost(Extended a) {
        int beyond = 63 - Long.numberOfTrailingZeros(least);
        return a.significand() << 64 - beyond == 0 ? 0 : StatusWord.PRECISION;
    }
}
