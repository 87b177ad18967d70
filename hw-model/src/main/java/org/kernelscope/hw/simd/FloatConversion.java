/* One lane from one format to another. */
package org.kernelscope.hw.simd;

import static org.kernelscope.hw.fpu.StatusWord.DENORMAL;
import static org.kernelscope.hw.fpu.StatusWord.EXCEPTIONS;

import org.kernelscope.hw.fpu.ControlWord;
import org.kernelscope.hw.fpu.Conversion;
import org.kernelscope.hw.fpu.Conversion.Stored;

/** Conversions between integers of 32 bits, singles and doubles (SDM 1, 11.4.1.6 and appendix E). */
public final class FloatConversion {
    private static final ControlWord CHOP = new ControlWord(0xF7F);
    private static final int INTEGER_BITS = 32;

    private FloatConversion() {}

    public static Answer fromInteger(int value, FloatFormat to, Mxcsr control) {
        return to.rounded(Conversion.fromInteger(value), control);
    }

    /** What does not fit becomes the integer indefinite, 0x80000000. */
    public static Answer toInteger(long a, FloatFormat from, boolean chopped, Mxcsr control) {
        ControlWord rounding = chopped ? CHOP : control.control();
        Stored stored = Conversion.toInteger(from.widened(from.operand(a, control)), INTEGER_BITS, rounding);
        return new Answer(stored.low(), stored.flags() & EXCEPTIONS);
    }

    /** Between the two formats of floats. */
    public static Answer between(long a, FloatFormat from, FloatFormat to, Mxcsr control) {
        long operand = from.operand(a, control);
        return to.rounded(from.widened(operand), control).with(from.isDenormal(operand) ? DENORMAL : 0);
    }
}
