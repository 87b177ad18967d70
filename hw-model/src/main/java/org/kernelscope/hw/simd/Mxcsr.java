/* The control and status register of the floats in vectors. */
package org.kernelscope.hw.simd;

import org.kernelscope.hw.fpu.ControlWord;
import org.kernelscope.hw.fpu.ControlWord.Rounding;
import org.kernelscope.hw.fpu.StatusWord;

/**
 * MXCSR (SDM 1, 10.2.3). Its six exceptions lie where {@link StatusWord} has them, their masks seven bits above.
 *
 * @param bits as LDMXCSR takes them
 */
public record Mxcsr(int bits) {
    /** Power-on: nearest, all masked. */
    public static final Mxcsr INITIAL = new Mxcsr(0x1F80);
    /** The bits that may be set, which FXSAVE tells as MXCSR_MASK. */
    public static final int WRITABLE = 0xFFFF;

    private static final int DENORMALS_ARE_ZEROS = 1 << 6;
    private static final int FLUSH_TO_ZERO = 1 << 15;
    private static final int MASKS = 7;
    private static final int ROUNDING = 13;
    private static final int ALL_MASKED = 0x37F;

    public boolean denormalsAreZeros() {
        return (bits & DENORMALS_ARE_ZEROS) != 0;
    }

    /** Whether tiny results become zero: the bit has no effect unless underflow is masked. */
    boolean flushesToZero() {
        return (bits & FLUSH_TO_ZERO) != 0 && unmasked(StatusWord.UNDERFLOW) == 0;
    }

    /** Those of the exceptions that are not masked. */
    public int unmasked(int exceptions) {
        return exceptions & ~(bits >>> MASKS) & StatusWord.EXCEPTIONS;
    }

    Rounding rounding() {
        return switch (bits >>> ROUNDING & 3) {
            case 0 -> Rounding.NEAREST;
            case 1 -> Rounding.DOWN;
            case 2 -> Rounding.UP;
            default -> Rounding.CHOP;
        };
    }

    /** The rounding in the words of the other unit, all masked. */
    ControlWord control() {
        return new ControlWord(ALL_MASKED | (bits >>> ROUNDING & 3) << 10);
    }

    /** The same with underflow unmasked. */
    ControlWord controlTellingTiny() {
        return new ControlWord(control().bits() & ~StatusWord.UNDERFLOW);
    }

    /** With these exceptions noted. */
    public Mxcsr with(int exceptions) {
        return (bits & exceptions) == exceptions ? this : new Mxcsr(bits | exceptions);
    }
}
