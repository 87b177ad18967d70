/* Numbers between the registers' format and those of memory. */
package org.kernelscope.hw.fpu;

import static org.kernelscope.hw.fpu.Extended.BIAS;
import static org.kernelscope.hw.fpu.StatusWord.C1;
import static org.kernelscope.hw.fpu.StatusWord.INVALID;
import static org.kernelscope.hw.fpu.StatusWord.PRECISION;

import org.kernelscope.hw.fpu.ControlWord.Rounding;

/** Single, double, integer and packed decimal formats (SDM 1, 4.2 and 4.7). */
public final class Conversion {
    /**
     * What goes to memory.
     *
     * @param low the lower 64 bits or fewer
     * @param high bits 64 to 79, of packed decimals alone
     * @param flags as in {@link Result}
     */
    public record Stored(long low, int high, int flags) {}

    private static final long DECIMAL_LIMIT = 1_000_000_000_000_000_000L;
    private static final int DECIMAL_DIGITS = 18;
    private static final Stored DECIMAL_INDEFINITE = new Stored(0xC000_0000_0000_0000L, 0xFFFF, INVALID);

    private Conversion() {}

    /** Widens; a signaling NaN stays one. The flag tells a denormal. */
    public static Result fromSingle(int bits) {
        return widened(bits < 0, bits >>> 23 & 0xFF, 0xFF, (bits & 0x7F_FFFFL) << 40, Format.SINGLE);
    }

    /** Widens; a signaling NaN stays one. The flag tells a denormal. */
    public static Result fromDouble(long bits) {
        return widened(bits < 0, (int) (bits >>> 52) & 0x7FF, 0x7FF, (bits & 0xF_FFFF_FFFF_FFFFL) << 11, Format.DOUBLE);
    }

    private static Result widened(boolean negative, int exponent, int special, long fraction, Format format) {
        if (exponent == special) {
            return Result.exact(Extended.of(negative, Extended.SPECIAL, Extended.INTEGER_BIT | fraction));
        }
        if (exponent != 0) {
            int place = exponent - 1 + format.least();
            return Result.exact(Extended.of(negative, place, Extended.INTEGER_BIT | fraction));
        }
        if (fraction == 0) {
            return Result.exact(Extended.zero(negative));
        }
        int shift = Long.numberOfLeadingZeros(fraction);
        Extended value = Extended.of(negative, format.least() - shift, fraction << shift);
        return new Result(value, StatusWord.DENORMAL);
    }

    /** A loaded number as FLD leaves it in a register: a signaling NaN is made quiet. */
    public static Result loaded(Result widened) {
        return widened.value().isSignaling() ? new Result(widened.value().quiet(), INVALID) : widened;
    }

    public static Extended fromInteger(long value) {
        if (value == 0) {
            return Extended.ZERO;
        }
        long magnitude = Math.abs(value);
        int shift = Long.numberOfLeadingZeros(magnitude);
        return Extended.of(value < 0, BIAS + 63 - shift, magnitude << shift);
    }

    /** Eighteen digits and a sign; digits above nine count as they are. */
    public static Extended fromDecimal(long low, int high) {
        long value = 0;
        for (int digit = DECIMAL_DIGITS - 1; digit >= 0; digit--) {
            int bits = digit >= 16 ? high >>> (digit - 16) * 4 : (int) (low >>> digit * 4);
            value = value * 10 + (bits & 15);
        }
        Extended magnitude = fromInteger(value);
        return (high & 0x8000) != 0 ? magnitude.negated() : magnitude;
    }

    public static Stored toSingle(Extended a, ControlWord control) {
        return narrowed(a, Format.SINGLE, 0xFF, control);
    }

    public static Stored toDouble(Extended a, ControlWord control) {
        return narrowed(a, Format.DOUBLE, 0x7FF, control);
    }

    private static Stored narrowed(Extended a, Format format, int special, ControlWord control) {
        if (!a.isFinite()) {
            Result result = Nans.concern(a) ? Nans.of(a) : Result.exact(a);
            return stored(result, special, result.value().significand(), format);
        }
        if (a.isZero()) {
            return stored(Result.exact(a), 0, 0, format);
        }
        Result result = Rounder.round(a.negative(), a.trueExponent(), a.normalized(), format, control);
        Extended value = result.value();
        if (value.isInfinite()) {
            return stored(result, special, Extended.INTEGER_BIT, format);
        }
        int exponent = value.exponent() - format.least() + 1;
        return exponent > 0 || value.isZero()
                ? stored(result, value.isZero() ? 0 : exponent, value.significand(), format)
                : stored(result, 0, exponent > -63 ? value.significand() >>> 1 - exponent : 0, format);
    }

    private static Stored stored(Result result, int exponent, long significand, Format format) {
        long fraction = (significand & Long.MAX_VALUE) >>> 64 - format.bits();
        int width = format.bits() == 24 ? 31 : 63;
        long sign = result.value().negative() ? 1L << width : 0;
        return new Stored(sign | (long) exponent << format.bits() - 1 | fraction, 0, result.flags());
    }

    /** To a signed integer of 16, 32 or 64 bits; what does not fit becomes the integer indefinite. */
    public static Stored toInteger(Extended a, int bits, ControlWord control) {
        long indefinite = 1L << bits - 1;
        if (!a.isFinite()) {
            return new Stored(indefinite, 0, INVALID);
        }
        if (!a.isZero() && a.trueExponent() > BIAS + 63) {
            return new Stored(indefinite, 0, INVALID);
        }
        Whole whole = whole(a, control.rounding());
        boolean fits = !whole.carry && Long.compareUnsigned(whole.magnitude, indefinite - (a.negative() ? 0 : 1)) <= 0;
        if (!fits) {
            return new Stored(indefinite, 0, INVALID);
        }
        long value = a.negative() ? -whole.magnitude : whole.magnitude;
        return new Stored(bits == 64 ? value : value & (1L << bits) - 1, 0, whole.flags);
    }

    public static Stored toDecimal(Extended a, ControlWord control) {
        if (!a.isFinite() || !a.isZero() && a.trueExponent() > BIAS + 62) {
            return DECIMAL_INDEFINITE;
        }
        Whole whole = whole(a, control.rounding());
        if (Long.compareUnsigned(whole.magnitude, DECIMAL_LIMIT) >= 0) {
            return DECIMAL_INDEFINITE;
        }
        long rest = whole.magnitude;
        long low = 0;
        for (int digit = 0; digit < 16; digit++) {
            low |= rest % 10 << digit * 4;
            rest /= 10;
        }
        int high = (int) (rest % 10 | rest / 10 << 4) | (a.negative() ? 0x8000 : 0);
        return new Stored(low, high, whole.flags);
    }

    /** FRNDINT: the nearest whole number, in the direction of the rounding control. */
    public static Result toWhole(Extended a, ControlWord control) {
        if (Nans.concern(a)) {
            return Nans.of(a);
        }
        if (a.isZero() || a.trueExponent() >= BIAS + 63) {
            return Result.exact(a);
        }
        Whole whole = whole(a, control.rounding());
        Extended magnitude = fromInteger(whole.magnitude);
        int flags = whole.flags | (a.isDenormal() ? StatusWord.DENORMAL : 0);
        return new Result(a.negative() ? magnitude.negated() : magnitude, flags);
    }

    /** A rounded magnitude; with a carry it is 2<sup>64</sup>. */
    private record Whole(long magnitude, boolean carry, int flags) {}

    /** Of a number below 2<sup>64</sup>. */
    private static Whole whole(Extended a, Rounding rounding) {
        if (a.isZero()) {
            return new Whole(0, false, 0);
        }
        int shift = BIAS + 63 - a.trueExponent();
        if (shift == 0) {
            return new Whole(a.normalized(), false, 0);
        }
        long floor = shift < 64 ? a.normalized() >>> shift : 0;
        long rest = Rounder.shiftedOut(a.normalized(), 0, shift);
        if (rest == 0) {
            return new Whole(floor, false, 0);
        }
        int half = Long.compareUnsigned(rest, Long.MIN_VALUE);
        boolean up = switch (rounding) {
            case NEAREST -> half > 0 || half == 0 && (floor & 1) != 0;
            case UP -> !a.negative();
            case DOWN -> a.negative();
            case CHOP -> false;
        };
        long magnitude = floor + (up ? 1 : 0);
        return new Whole(magnitude, up && magnitude == 0, PRECISION | (up ? C1 : 0));
    }
}
