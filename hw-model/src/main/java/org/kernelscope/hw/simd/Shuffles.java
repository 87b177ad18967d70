/* Moves the lanes of integers about: packing, interleaving, choosing. */
package org.kernelscope.hw.simd;

/** Functions on 64 bits (SDM 1, 9.4.4 to 9.4.6 and 11.4.1.4); what has 128 bits is told as lower and upper half. */
public final class Shuffles {
    private static final long LOW = 0xFFFF_FFFFL;

    private Shuffles() {}

    /** Eight words to bytes: those of the first operand below those of the second; signed saturation. */
    public static long packSignedWords(long a, long b) {
        long result = 0;
        for (int i = 0; i < 4; i++) {
            result |= (Lanes.signedByte((short) (a >> i * 16)) & 0xFFL) << i * 8;
            result |= (Lanes.signedByte((short) (b >> i * 16)) & 0xFFL) << 32 + i * 8;
        }
        return result;
    }

    /** The same with unsigned saturation. */
    public static long packUnsignedWords(long a, long b) {
        long result = 0;
        for (int i = 0; i < 4; i++) {
            result |= (long) Math.clamp((short) (a >> i * 16), 0, 0xFF) << i * 8;
            result |= (long) Math.clamp((short) (b >> i * 16), 0, 0xFF) << 32 + i * 8;
        }
        return result;
    }

    /** Four doublewords to words; signed saturation. */
    public static long packDoublewords(long a, long b) {
        return word((int) a) | word((int) (a >> 32)) << 16 | word((int) b) << 32 | word((int) (b >> 32)) << 48;
    }

    private static long word(int value) {
        return Lanes.signedWord(value) & 0xFFFFL;
    }

    /** Interleaves the lower four bytes of two operands, the first's lowest at the bottom. */
    public static long interleaveBytes(long a, long b) {
        return spreadBytes(a) | spreadBytes(b) << 8;
    }

    /** Interleaves the lower two words. */
    public static long interleaveWords(long a, long b) {
        return spreadWords(a) | spreadWords(b) << 16;
    }

    /** Puts the lower doubleword of the second above that of the first. */
    public static long interleaveDoublewords(long a, long b) {
        return a & LOW | b << 32;
    }

    private static long spreadBytes(long a) {
        long words = spreadWords(a);
        return words & 0xFF_0000_00FFL | (words & 0xFF00_0000_FF00L) << 8;
    }

    private static long spreadWords(long a) {
        return a & 0xFFFF | (a & 0xFFFF_0000L) << 16;
    }

    /** Chooses words; two bits of the order for each, the lowest first. */
    public static long words(long a, int order) {
        long result = 0;
        for (int i = 0; i < 4; i++) {
            result |= (a >>> (order >>> i * 2 & 3) * 16 & 0xFFFF) << i * 16;
        }
        return result;
    }

    /** Chooses two of four doublewords; two bits of the order for each, the lowest first. */
    public static long doublewords(long low, long high, int order) {
        return doubleword(low, high, order & 3) | doubleword(low, high, order >>> 2 & 3) << 32;
    }

    private static long doubleword(long low, long high, int index) {
        return ((index & 2) == 0 ? low : high) >>> (index & 1) * 32 & LOW;
    }

    /** Replaces one of four words. */
    public static long insertWord(long a, int value, int index) {
        int at = (index & 3) * 16;
        return a & ~(0xFFFFL << at) | (value & 0xFFFFL) << at;
    }
}
