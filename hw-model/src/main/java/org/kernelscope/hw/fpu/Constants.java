/* The numbers that the processor knows by heart. */
package org.kernelscope.hw.fpu;

import static org.kernelscope.hw.fpu.Extended.BIAS;

import org.kernelscope.hw.fpu.ControlWord.Rounding;

/** What FLD1 to FLDZ push (SDM 1, 8.3.4), rounded as the control word says. */
public final class Constants {
    /** In the order of the opcodes D9E9 to D9ED: exponent, significand cut off, and whether what follows is over a half. */
    private record Irrational(int exponent, long significand, boolean nearestIsUp) {}

    private static final Irrational[] IRRATIONALS = {
        new Irrational(BIAS + 1, 0xD49A_784B_CD1B_8AFEL, false),
        new Irrational(BIAS, 0xB8AA_3B29_5C17_F0BBL, true),
        new Irrational(BIAS + 1, 0xC90F_DAA2_2168_C234L, true),
        new Irrational(BIAS - 2, 0x9A20_9A84_FBCF_F798L, true),
        new Irrational(BIAS - 1, 0xB172_17F7_D1CF_79ABL, true),
    };

    private Constants() {}

    /** Constant number 0 to 6: one, binary logarithms of ten and e, pi, logarithms of two to base ten and e, zero. */
    public static Extended of(int number, ControlWord control) {
        if (number == 0 || number > IRRATIONALS.length) {
            return number == 0 ? Extended.ONE : Extended.ZERO;
        }
        Irrational constant = IRRATIONALS[number - 1];
        Rounding rounding = control.rounding();
        boolean up = rounding == Rounding.UP || rounding == Rounding.NEAREST && constant.nearestIsUp;
        return Extended.of(false, constant.exponent, constant.significand + (up ? 1 : 0));
    }
}
