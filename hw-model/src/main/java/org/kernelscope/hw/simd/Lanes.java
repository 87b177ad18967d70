/* Arithmetic on the integers that lie side by side in 64 bits. */
package org.kernelscope.hw.simd;

import java.util.function.IntBinaryOperator;

/**
 * What MMX and SSE2 do lane by lane (SDM 1, 9.4 and 11.4.2). Every function takes and gives 64 bits; 128 bits are two
 * calls. Names say the lane: byte, word of 16 bits, doubleword of 32.
 */
public final class Lanes {
    private static final long BYTE_TOPS = 0x8080_8080_8080_8080L;
    private static final long WORD_TOPS = 0x8000_8000_8000_8000L;
    private static final long DOUBLEWORD_TOPS = 0x8000_0000_8000_0000L;

    private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;
    private static final long EVEN_WORDS = 0x0000_FFFF_0000_FFFFL;

    private Lanes() {}

    public static long addBytes(long a, long b) {
        return add(a, b, BYTE_TOPS);
    }

    public static long addWords(long a, long b) {
        return add(a, b, WORD_TOPS);
    }

    public static long addDoublewords(long a, long b) {
        return add(a, b, DOUBLEWORD_TOPS);
    }

    public static long subtractBytes(long a, long b) {
        return subtract(a, b, BYTE_TOPS);
    }

    public static long subtractWords(long a, long b) {
        return subtract(a, b, WORD_TOPS);
    }

    public static long subtractDoublewords(long a, long b) {
        return subtract(a, b, DOUBLEWORD_TOPS);
    }

    /** The lanes' top bits apart, no carry passes from one to the next. */
    private static long add(long a, long b, long tops) {
        return (a & ~tops) + (b & ~tops) ^ (a ^ b) & tops;
    }

    private static long subtract(long a, long b, long tops) {
        return (a | tops) - (b & ~tops) ^ (a ^ ~b) & tops;
    }

    public static long addSignedBytes(long a, long b) {
        return signedBytes(a, b, (x, y) -> signedByte(x + y));
    }

    public static long addSignedWords(long a, long b) {
        return signedWords(a, b, (x, y) -> signedWord(x + y));
    }

    public static long addUnsignedBytes(long a, long b) {
        return bytes(a, b, Lanes::sumUpToOnes);
    }

    public static long addUnsignedWords(long a, long b) {
        return words(a, b, Lanes::sumUpToOnes);
    }

    public static long subtractSignedBytes(long a, long b) {
        return signedBytes(a, b, (x, y) -> signedByte(x - y));
    }

    public static long subtractSignedWords(long a, long b) {
        return signedWords(a, b, (x, y) -> signedWord(x - y));
    }

    public static long subtractUnsignedBytes(long a, long b) {
        return bytes(a, b, Lanes::differenceDownToZero);
    }

    public static long subtractUnsignedWords(long a, long b) {
        return words(a, b, Lanes::differenceDownToZero);
    }

    /** Clamps to −128 to 127. */
    static int signedByte(int value) {
        return Math.clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    /** Clamps to −32768 to 32767. */
    static int signedWord(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    public static long multiplyLow(long a, long b) {
        return signedWords(a, b, (x, y) -> x * y);
    }

    public static long multiplyHigh(long a, long b) {
        return signedWords(a, b, (x, y) -> x * y >> 16);
    }

    public static long multiplyHighUnsigned(long a, long b) {
        return signedWords(a, b, (x, y) -> (x & 0xFFFF) * (y & 0xFFFF) >>> 16);
    }

    /** The product of the lower doublewords. */
    public static long multiplyDoublewords(long a, long b) {
        return (a & 0xFFFF_FFFFL) * (b & 0xFFFF_FFFFL);
    }

    /** Products of signed words, those of neighbours added. */
    public static long multiplyAndAdd(long a, long b) {
        int low = (short) a * (short) b + (short) (a >> 16) * (short) (b >> 16);
        int high = (short) (a >> 32) * (short) (b >> 32) + (short) (a >> 48) * (short) (b >> 48);
        return low & 0xFFFF_FFFFL | (long) high << 32;
    }

    /** The sum of the distances between unsigned bytes. */
    public static long sumOfDifferences(long a, long b) {
        long sum = 0;
        for (int at = 0; at < 64; at += 8) {
            sum += Math.abs((int) (a >>> at & 0xFF) - (int) (b >>> at & 0xFF));
        }
        return sum;
    }

    public static long averageBytes(long a, long b) {
        return bytes(a, b, Lanes::averageUp);
    }

    public static long averageWords(long a, long b) {
        return words(a, b, Lanes::averageUp);
    }

    public static long minimumBytes(long a, long b) {
        return a - subtractUnsignedBytes(a, b);
    }

    public static long maximumBytes(long a, long b) {
        return subtractUnsignedBytes(a, b) + b;
    }

    public static long minimumWords(long a, long b) {
        return subtractWords(a, aboveWords(a, b));
    }

    public static long maximumWords(long a, long b) {
        return addWords(b, aboveWords(a, b));
    }

    public static long equalBytes(long a, long b) {
        return (zeros(a ^ b, BYTE_TOPS) >>> 7) * 0xFF;
    }

    public static long equalWords(long a, long b) {
        return (zeros(a ^ b, WORD_TOPS) >>> 15) * 0xFFFF;
    }

    public static long equalDoublewords(long a, long b) {
        return (zeros(a ^ b, DOUBLEWORD_TOPS) >>> 31) * 0xFFFF_FFFFL;
    }

    /** The top bit of every lane that is zero. */
    private static long zeros(long a, long tops) {
        return ~((a & ~tops) + ~tops | a) & tops;
    }

    public static long greaterBytes(long a, long b) {
        return signedBytes(a, b, (x, y) -> x > y ? -1 : 0);
    }

    public static long greaterWords(long a, long b) {
        return signedWords(a, b, (x, y) -> x > y ? -1 : 0);
    }

    public static long greaterDoublewords(long a, long b) {
        long low = (int) a > (int) b ? 0xFFFF_FFFFL : 0;
        return low | ((int) (a >> 32) > (int) (b >> 32) ? 0xFFFF_FFFFL << 32 : 0);
    }

    public static long and(long a, long b) {
        return a & b;
    }

    /** Of the second operand what the first leaves. */
    public static long andNot(long a, long b) {
        return ~a & b;
    }

    public static long or(long a, long b) {
        return a | b;
    }

    public static long exclusiveOr(long a, long b) {
        return a ^ b;
    }

    /** The eight bytes' signs, that of the lowest in bit 0. */
    public static int byteSigns(long a) {
        return (int) (((a & BYTE_TOPS) >>> 7) * 0x0102_0408_1020_4080L >>> 56);
    }

    private static long signedBytes(long a, long b, IntBinaryOperator operator) {
        long result = 0;
        for (int at = 0; at < 64; at += 8) {
            result |= (operator.applyAsInt((byte) (a >> at), (byte) (b >> at)) & 0xFFL) << at;
        }
        return result;
    }

    /** By how much signed words of the first are above those of the second; zero where they are not. */
    private static long aboveWords(long a, long b) {
        return subtractUnsignedWords(a ^ WORD_TOPS, b ^ WORD_TOPS);
    }

    /** Works on unsigned lanes, of which each has as much room above it as it is wide; what ends up there is lost. */
    private interface Spread {
        long apply(long x, long y, int width);
    }

    private static long bytes(long a, long b, Spread operator) {
        return operator.apply(a & EVEN_BYTES, b & EVEN_BYTES, 8) & EVEN_BYTES
                | (operator.apply(a >>> 8 & EVEN_BYTES, b >>> 8 & EVEN_BYTES, 8) & EVEN_BYTES) << 8;
    }

    private static long words(long a, long b, Spread operator) {
        return operator.apply(a & EVEN_WORDS, b & EVEN_WORDS, 16) & EVEN_WORDS
                | (operator.apply(a >>> 16 & EVEN_WORDS, b >>> 16 & EVEN_WORDS, 16) & EVEN_WORDS) << 16;
    }

    private static long ones(int width) {
        return width == 8 ? 0x0001_0001_0001_0001L : 0x0000_0001_0000_0001L;
    }

    private static long sumUpToOnes(long x, long y, int width) {
        long sum = x + y;
        long over = sum & ones(width) << width;
        return sum | over - (over >>> width);
    }

    private static long differenceDownToZero(long x, long y, int width) {
        long above = ones(width) << width;
        long rest = (x | above) - y;
        long kept = rest & above;
        return rest & kept - (kept >>> width);
    }

    private static long averageUp(long x, long y, int width) {
        return x + y + ones(width) >>> 1;
    }

    private static long signedWords(long a, long b, IntBinaryOperator operator) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= (operator.applyAsInt((short) (a >> at), (short) (b >> at)) & 0xFFFFL) << at;
        }
        return result;
    }
}
