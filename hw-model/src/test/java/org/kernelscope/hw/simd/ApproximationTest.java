/* The quick reciprocals are as near as the manual promises. */
package org.kernelscope.hw.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproximationTest {
    /** SDM 2B, RCPPS and RSQRTPS. */
    private static final double BOUND = 1.5 / 4096;

    @Test
    void relativeErrorsStayBelowTheBound() {
        Random random = new Random(5);
        for (int i = 0; i < 300_000; i++) {
            float a = Float.intBitsToFloat(random.nextInt(0x0080_0000, 0x7F80_0000));
            double reciprocal = Float.intBitsToFloat((int) Approximation.reciprocal(bits(a)));
            double root = Float.intBitsToFloat((int) Approximation.reciprocalRoot(bits(a)));
            boolean tiny = 1 / (double) a < Float.MIN_NORMAL;
            assertTrue(tiny ? reciprocal == 0 : Math.abs(reciprocal * a - 1) <= BOUND, () -> "1/" + a);
            assertTrue(Math.abs(root * Math.sqrt(a) - 1) <= BOUND, () -> "1/root of " + a);
        }
    }

    /** Operand, reciprocal, reciprocal of the root. */
    @ParameterizedTest
    @CsvSource({
        "00000000, 7f800000, 7f800000",
        "80000000, ff800000, ff800000",
        "00400000, 7f800000, 7f800000",
        "80000001, ff800000, ff800000",
        "7f800000, 00000000, 00000000",
        "ff800000, 80000000, ffc00000",
        "bf800000, bf800000, ffc00000",
        "3f800000, 3f800000, 3f800000",
        "7f800001, 7fc00001, 7fc00001",
        "ffc00005, ffc00005, ffc00005",
        "7f7fffff, 00000000, 1f800000"
    })
    void special(String operand, String reciprocal, String root) {
        long a = Long.parseLong(operand, 16);
        assertEquals(Long.parseLong(reciprocal, 16), Approximation.reciprocal(a));
        assertEquals(Long.parseLong(root, 16), Approximation.reciprocalRoot(a));
    }

    private static long bits(float a) {
        return Float.floatToRawIntBits(a) & 0xFFFF_FFFFL;
    }
}
