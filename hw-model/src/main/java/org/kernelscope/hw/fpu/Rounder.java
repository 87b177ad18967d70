/* Rounds what a computation found to what a format can hold. */
package org.kernelscope.hw.fpu;

import org.kernelscope.hw.fpu.ControlWord.Rounding;

/** Rounding, overflow and underflow (SDM 1, 4.8.4, 4.9.1.4 and 4.9.1.5). */
final class Rounder {
    /** How far an unmasked overflow or underflow wraps the exponent (SDM 1, 8.5.4). */
    private static final int WRAP = 24576;

    private Rounder() {}

    /**
     * Rounds {@code high:low}, of which the highest bit is set and the lowest stands for whatever follows; the exponent is
     * that of the highest bit, biased, in any range.
     */
    static Result round(boolean negative, int exponent, long high, long low, Format format, ControlWord control) {
        boolean tiny = exponent < format.least()
                && !(exponent == format.least() - 1 && carries(negative, high, low, format, control.rounding()));
        if (tiny && control.unmasked(StatusWord.UNDERFLOW) != 0) {
            int wrapped = exponent + WRAP;
            if (!format.inRegisters() || wrapped < format.least()) {
                return new Result(Extended.zero(negative), StatusWord.UNDERFLOW | StatusWord.PRECISION);
            }
            return fit(negative, wrapped, high, low, format, control).with(StatusWord.UNDERFLOW);
        }
        if (exponent >= format.least()) {
            return fit(negative, exponent, high, low, format, control);
        }
        int shift = format.least() - exponent;
        Result result = fit(
                negative,
                format.least(),
                shift < 64 ? high >>> shift : 0,
                shiftedOut(high, low, shift),
                format,
                control);
        boolean underflow = tiny && (result.flags() & StatusWord.PRECISION) != 0;
        return underflow ? result.with(StatusWord.UNDERFLOW) : result;
    }

    /** A finite number that is exact up to its 64 bits. */
    static Result round(boolean negative, int exponent, long significand, Format format, ControlWord control) {
        return round(negative, exponent, significand, 0, format, control);
    }

    /** The lower half of a shift to the right by at least one, with its lowest bit standing for what is lost. */
    static long shiftedOut(long high, long low, int shift) {
        if (shift < 64) {
            boolean lost = low << 64 - shift != 0;
            return high << 64 - shift | low >>> shift | (lost ? 1 : 0);
        }
        if (shift == 64) {
            return high | (low != 0 ? 1 : 0);
        }
        boolean lost = shift >= 128 || high << 128 - shift != 0 || low != 0;
        return (shift < 128 ? high >>> shift - 64 : 0) | (lost ? 1 : 0);
    }

    private static Result fit(boolean negative, int exponent, long high, long low, Format format, ControlWord control) {
        long unit = format.unit();
        boolean inexact = (high & unit - 1 | low) != 0;
        boolean up = inexact && up(negative, high, low, unit, control.rounding());
        long significand = (high & -unit) + (up ? unit : 0);
        int flags = (inexact ? StatusWord.PRECISION : 0) | (up ? StatusWord.C1 : 0);
        int place = exponent;
        if (significand == 0 && high < 0) {
            significand = Extended.INTEGER_BIT;
            place++;
        }
        if (place > format.greatest()) {
            return overflow(negative, place, significand, flags, format, control);
        }
        return new Result(packed(negative, place, significand, format), flags);
    }

    private static Extended packed(boolean negative, int exponent, long significand, Format format) {
        if (significand < 0) {
            return Extended.of(negative, exponent, significand);
        }
        if (significand == 0 || format.inRegisters()) {
            return Extended.of(negative, 0, significand);
        }
        int shift = Long.numberOfLeadingZeros(significand);
        return Extended.of(negative, exponent - shift, significand << shift);
    }

    private static Result overflow(
            boolean negative, int exponent, long significand, int flags, Format format, ControlWord control) {
        if (control.unmasked(StatusWord.OVERFLOW) != 0) {
            int wrapped = exponent - WRAP;
            Extended value = !format.inRegisters() || wrapped > format.greatest()
                    ? Extended.infinity(negative)
                    : Extended.of(negative, wrapped, significand);
            return new Result(value, flags | StatusWord.OVERFLOW);
        }
        int raised = StatusWord.OVERFLOW | StatusWord.PRECISION;
        boolean toInfinity = switch (control.rounding()) {
            case NEAREST -> true;
            case UP -> !negative;
            case DOWN -> negative;
            case CHOP -> false;
        };
        return toInfinity
                ? new Result(Extended.infinity(negative), raised | StatusWord.C1)
                : new Result(Extended.of(negative, format.greatest(), -format.unit()), raised);
    }

    private static boolean carries(boolean negative, long high, long low, Format format, Rounding rounding) {
        long unit = format.unit();
        boolean inexact = (high & unit - 1 | low) != 0;
        return inexact && (high & -unit) + unit == 0 && up(negative, high, low, unit, rounding);
    }

    /** Whether what is inexact goes up in magnitude. */
    private static boolean up(boolean negative, long high, long low, long unit, Rounding rounding) {
        return switch (rounding) {
            case NEAREST -> {
                int order =
                        unit == 1 ? Long.compareUnsigned(low, Long.MIN_VALUE) : order(high & unit - 1, low, unit >>> 1);
                yield order > 0 || order == 0 && (high & unit) != 0;
            }
            case UP -> !negative;
            case DOWN -> negative;
            case CHOP -> false;
        };
    }

    private static int order(long rest, long low, long half) {
        return rest == half ? low == 0 ? 0 : 1 : Long.compareUnsigned(rest, half);
    }
}
