/* One lane from one format to another. */
package org.kernelscope.hw.simd;

import static org.kernelscope.hw.fpu.StatusWord.DENORMAL;
import static org.kernelscope.hw.fpu.StatusWord.INVALID;
import static org.kernelscope.hw.fpu.StatusWord.PRECISION;

import org.kernelscope.hw.fpu.ControlWord.Rounding;

/** Conversions between integers of 32 bits, singles and doubles (SDM 1, 11.4.1.6 and appendix E). */
public final class FloatConversion {
    private static final long INDEFINITE = 0x8000_0000L;

    private FloatConversion() {}

    public static Answer fromInteger(int value, FloatFormat to, Mxcsr control) {
        double exact = value;
        double nearest = to == FloatFormat.SINGLE ? (float) exact : exact;
        return Quick.directed(to, nearest, exact - nearest, control.rounding());
    }

    /** What does not fit becomes the integer indefinite, 0x80000000. */
    public static Answer toInteger(long a, FloatFormat from, boolean chopped, Mxcsr control) {
        double value = from.value(from.operand(a, control));
        double whole = whole(value, chopped ? Rounding.CHOP : control.rounding());
        if (!(whole >= Integer.MIN_VALUE && whole <= Integer.MAX_VALUE)) {
            return new Answer(INDEFINITE, INVALID);
        }
        return new Answer((int) whole & 0xFFFF_FFFFL, whole == value ? 0 : PRECISION);
    }

    private static double whole(double value, Rounding rounding) {
        return switch (rounding) {
            case NEAREST -> Math.rint(value);
            case DOWN -> Math.floor(value);
            case UP -> Math.ceil(value);
            case CHOP -> value < 0 ? Math.ceil(value) : Math.floor(value);
        };
    }

    /** Between the two formats of floats. */
    public static Answer between(long a, FloatFormat from, FloatFormat to, Mxcsr control) {
        if (from.isNormal(a) && Quick.converts(to, from.value(a))) {
            double value = from.value(a);
            double nearest = to == FloatFormat.SINGLE ? (float) value : value;
            return Quick.directed(to, nearest, value - nearest, control.rounding());
        }
        long operand = from.operand(a, control);
        return to.rounded(from.widened(operand), control).with(from.isDenormal(operand) ? DENORMAL : 0);
    }
}
