/* Arithmetic on all lanes at once against one lane after the other. */
package org.kernelscope.hw.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final int RUNS = 2000;

    @Test
    void lanesDoNotTouchEachOther() {
        check(8, (a, b) -> a + b, Lanes::addBytes);
        check(16, (a, b) -> a + b, Lanes::addWords);
        check(32, (a, b) -> a + b, Lanes::addDoublewords);
        check(8, (a, b) -> a - b, Lanes::subtractBytes);
        check(16, (a, b) -> a - b, Lanes::subtractWords);
        check(32, (a, b) -> a - b, Lanes::subtractDoublewords);
        check(8, (a, b) -> a == b ? -1 : 0, Lanes::equalBytes);
        check(16, (a, b) -> a == b ? -1 : 0, Lanes::equalWords);
        check(32, (a, b) -> a == b ? -1 : 0, Lanes::equalDoublewords);
        check(8, Math::min, Lanes::minimumBytes);
        check(8, (a, b) -> a + b + 1 >> 1, Lanes::averageBytes);
        check(16, (a, b) -> Math.min(a + b, 0xFFFF), Lanes::addUnsignedWords);
        check(16, (a, b) -> Math.max(a - b, 0), Lanes::subtractUnsignedWords);
        check(16, (a, b) -> a * b >> 16, Lanes::multiplyHighUnsigned);
        check(16, (a, b) -> b < 16 ? a << b : 0, (a, b) -> Shifts.leftWords(a, b & 0xFF), true);
        check(32, (a, b) -> b < 32 ? a >>> b : 0, (a, b) -> Shifts.rightDoublewords(a, b & 0xFF), true);
    }

    @Test
    void signs() {
        assertEquals(0b1000_0001, Lanes.byteSigns(0x80_7F_00_01_10_7F_40_FFL));
        assertEquals(0xFF, Lanes.byteSigns(-1));
        assertEquals(0b0101_0101, Lanes.byteSigns(0x0080_0080_0080_0080L));
    }

    private static void check(int width, LongBinaryOperator one, LongBinaryOperator all) {
        check(width, one, all, false);
    }

    /** Lanes come as unsigned numbers; a count is the same for all. */
    private static void check(int width, LongBinaryOperator one, LongBinaryOperator all, boolean count) {
        Random random = new Random(width);
        long mask = -1L >>> 64 - width;
        for (int run = 0; run < RUNS; run++) {
            long a = random.nextLong();
            long like = random.nextBoolean() ? a ^ 0xFFL << random.nextInt(64) : random.nextLong();
            long b = count ? random.nextInt(40) : like;
            long expected = 0;
            for (int at = 0; at < 64; at += width) {
                long lane = one.applyAsLong(a >>> at & mask, count ? b : b >>> at & mask) & mask;
                expected |= lane << at;
            }
            assertEquals(Long.toHexString(expected), Long.toHexString(all.applyAsLong(a, b)));
        }
    }
}
