/* What the x87 control word demands of a computation. */
package org.kernelscope.hw.fpu;

/**
 * The control word (SDM 1, figure 8-6).
 *
 * @param bits masks in bits 0 to 5, precision in 8 and 9, rounding in 10 and 11
 */
public record ControlWord(int bits) {
    /** What FNINIT leaves: nearest, 64 bits, everything masked. */
    public static final ControlWord INITIAL = new ControlWord(0x37F);

    /** Where to round what does not fit. */
    public enum Rounding {
        NEAREST,
        DOWN,
        UP,
        CHOP
    }

    public Rounding rounding() {
        return switch (bits >>> 10 & 3) {
            case 0 -> Rounding.NEAREST;
            case 1 -> Rounding.DOWN;
            case 2 -> Rounding.UP;
            default -> Rounding.CHOP;
        };
    }

    /** Of the results that precision control concerns: sum, difference, product, quotient and square root. */
    Format precision() {
        return switch (bits >>> 8 & 3) {
            case 0 -> Format.EXTENDED_24;
            case 2 -> Format.EXTENDED_53;
            default -> Format.EXTENDED;
        };
    }

    /** Those of the exceptions that are not masked. */
    public int unmasked(int exceptions) {
        return exceptions & ~bits & StatusWord.EXCEPTIONS;
    }
}
