/* The bits of the x87 status word. */
package org.kernelscope.hw.fpu;

/** Exceptions, condition codes and summary bits where the status word has them (SDM 1, figure 8-4). */
public final class StatusWord {
    public static final int INVALID = 1;
    public static final int DENORMAL = 1 << 1;
    public static final int ZERO_DIVIDE = 1 << 2;
    public static final int OVERFLOW = 1 << 3;
    public static final int UNDERFLOW = 1 << 4;
    public static final int PRECISION = 1 << 5;
    public static final int STACK_FAULT = 1 << 6;
    public static final int SUMMARY = 1 << 7;
    public static final int C0 = 1 << 8;
    public static final int C1 = 1 << 9;
    public static final int C2 = 1 << 10;
    public static final int C3 = 1 << 14;
    public static final int BUSY = 1 << 15;

    /** The six exceptions. */
    public static final int EXCEPTIONS = 0x3F;
    /** The exceptions that are found before anything is computed. */
    public static final int BEFORE = INVALID | DENORMAL | ZERO_DIVIDE;

    public static final int CONDITIONS = C0 | C1 | C2 | C3;
    public static final int TOP = 7 << 11;

    private StatusWord() {}
}
