/* The quick reciprocals of singles. */
package org.kernelscope.hw.simd;

/**
 * RCPPS and RSQRTPS (SDM 2B). The manual bounds the relative error by 1.5·2<sup>−12</sup> and leaves the value open; here
 * it is the single nearest to the true value among those with a fraction of twelve bits, hence off by at most
 * 2<sup>−13</sup>. No exception is raised; denormal operands count as zeros and tiny answers become zeros.
 */
public final class Approximation {
    private static final FloatFormat FORMAT = FloatFormat.SINGLE;
    private static final int DROPPED = 11;
    private static final int HALF = 1 << DROPPED - 1;

    private Approximation() {}

    /** About 1/a. */
    public static long reciprocal(long a) {
        if (FORMAT.isNan(a)) {
            return FORMAT.quiet(a);
        }
        if (!FORMAT.isNormal(a)) {
            return FORMAT.signOf(a) | (FORMAT.isInfinite(a) ? 0 : FORMAT.infinity());
        }
        return shortened(1 / FORMAT.value(a));
    }

    /** About 1/√a. */
    public static long reciprocalRoot(long a) {
        if (FORMAT.isNan(a)) {
            return FORMAT.quiet(a);
        }
        if (FORMAT.isDenormal(a) || FORMAT.isZero(a)) {
            return FORMAT.signOf(a) | FORMAT.infinity();
        }
        if (FORMAT.signOf(a) != 0) {
            return FORMAT.indefinite();
        }
        return FORMAT.isInfinite(a) ? 0 : shortened(1 / Math.sqrt(FORMAT.value(a)));
    }

    private static long shortened(double value) {
        long bits = Float.floatToRawIntBits((float) value) & 0xFFFF_FFFFL;
        return FORMAT.isNormal(bits) ? bits + HALF & -1L << DROPPED : FORMAT.signOf(bits);
    }
}
