/* Where a number must fit. */
package org.kernelscope.hw.fpu;

/**
 * A floating-point format, exponents biased as in the 80-bit format (SDM 1, 4.2.2).
 *
 * @param bits of the significand, the integer bit included
 * @param least exponent of the smallest normal number
 * @param greatest exponent of the largest finite number
 */
record Format(int bits, int least, int greatest) {
    static final Format EXTENDED = new Format(64, 1, 0x7FFE);
    static final Format EXTENDED_53 = new Format(53, 1, 0x7FFE);
    static final Format EXTENDED_24 = new Format(24, 1, 0x7FFE);
    static final Format DOUBLE = new Format(53, Extended.BIAS - 1022, Extended.BIAS + 1023);
    static final Format SINGLE = new Format(24, Extended.BIAS - 126, Extended.BIAS + 127);

    /** Whether numbers of this format have the exponents of the registers. */
    boolean inRegisters() {
        return least == 1;
    }

    /** The lowest bit that a significand of this format has. */
    long unit() {
        return 1L << 64 - bits;
    }
}
