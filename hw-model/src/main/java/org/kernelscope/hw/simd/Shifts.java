/* Shifts every lane of 64 bits by one count. */
package org.kernelscope.hw.simd;

/** Shifts of packed integers (SDM 1, 9.4.7); a count is unsigned, and one beyond the lane shifts all out. */
public final class Shifts {
    private Shifts() {}

    public static long leftWords(long a, long count) {
        return small(count, 16) ? a << count & lanes(0xFFFF << count & 0xFFFF) : 0;
    }

    public static long leftDoublewords(long a, long count) {
        return small(count, 32) ? (a & 0xFFFF_FFFFL) << count & 0xFFFF_FFFFL | a >>> 32 << count + 32 : 0;
    }

    public static long leftQuadword(long a, long count) {
        return small(count, 64) ? a << count : 0;
    }

    public static long rightWords(long a, long count) {
        return small(count, 16) ? a >>> count & lanes(0xFFFF >>> count) : 0;
    }

    public static long rightDoublewords(long a, long count) {
        return small(count, 32) ? (a & 0xFFFF_FFFFL) >>> count | a >>> 32 + count << 32 : 0;
    }

    public static long rightQuadword(long a, long count) {
        return small(count, 64) ? a >>> count : 0;
    }

    public static long signedRightWords(long a, long count) {
        int by = small(count, 16) ? (int) count : 15;
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= ((short) (a >> at) >> by & 0xFFFFL) << at;
        }
        return result;
    }

    public static long signedRightDoublewords(long a, long count) {
        int by = small(count, 32) ? (int) count : 31;
        return (int) a >> by & 0xFFFF_FFFFL | (long) ((int) (a >> 32) >> by) << 32;
    }

    /** The lower half of 128 bits shifted to the left by bytes; the upper is {@link #leftBytesHigh}. */
    public static long leftBytesLow(long low, int bytes) {
        return bytes < 8 ? low << bytes * 8 : 0;
    }

    public static long leftBytesHigh(long low, long high, int bytes) {
        if (bytes == 0) {
            return high;
        }
        return bytes < 8 ? high << bytes * 8 | low >>> 64 - bytes * 8 : bytes < 16 ? low << (bytes - 8) * 8 : 0;
    }

    /** The lower half of 128 bits shifted to the right by bytes; the upper is {@link #rightBytesHigh}. */
    public static long rightBytesLow(long low, long high, int bytes) {
        if (bytes == 0) {
            return low;
        }
        return bytes < 8 ? low >>> bytes * 8 | high << 64 - bytes * 8 : bytes < 16 ? high >>> (bytes - 8) * 8 : 0;
    }

    public static long rightBytesHigh(long high, int bytes) {
        return bytes < 8 ? high >>> bytes * 8 : 0;
    }

    private static boolean small(long count, int width) {
        return Long.compareUnsigned(count, width) < 0;
    }

    private static long lanes(int word) {
        return word * 0x0001_0001_0001_0001L;
    }
}
