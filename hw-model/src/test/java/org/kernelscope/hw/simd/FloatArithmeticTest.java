/* Directed rounding against exact decimal arithmetic. */
package org.kernelscope.hw.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.fpu.StatusWord;
import org.kernelscope.hw.simd.FloatArithmetic.Operator;

class FloatArithmeticTest {
    private static final int RUNS = 6000;
    private static final List<Operator> OPERATORS = List.of(Operator.values());
    private static final MathContext PLENTY = new MathContext(1200);
    private static final int NEAREST = 0;
    private static final int DOWN = 1;
    private static final int UP = 2;

    @Test
    void doublesAreRoundedAsExactNumbersAre() {
        Random random = new Random(3);
        for (int run = 0; run < RUNS; run++) {
            double x = Double.longBitsToDouble(random.nextLong() & ~(0x7FFL << 52) | 900L + random.nextInt(240) << 52);
            double y = Double.longBitsToDouble(random.nextLong() & ~(0x7FFL << 52) | 900L + random.nextInt(240) << 52);
            Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
            BigDecimal exact = exact(operator, new BigDecimal(x), new BigDecimal(y));
            for (int rounding = NEAREST; rounding <= UP + 1; rounding++) {
                Answer answer = FloatArithmetic.apply(
                        operator,
                        FloatFormat.DOUBLE,
                        Double.doubleToRawLongBits(x),
                        Double.doubleToRawLongBits(y),
                        new Mxcsr(0x1F80 | rounding << 13));
                double found = Double.longBitsToDouble(answer.bits());
                String what = operator + " " + x + " " + y + " rounding " + rounding;
                assertEquals(rounded(exact, rounding), found, what);
                boolean inexact = new BigDecimal(found).compareTo(exact) != 0;
                assertEquals(inexact ? StatusWord.PRECISION : 0, answer.flags(), what);
            }
        }
    }

    @Test
    void singlesAreRoundedAsExactNumbersAre() {
        Random random = new Random(4);
        for (int run = 0; run < RUNS; run++) {
            float x = Float.intBitsToFloat(random.nextInt() & ~(0xFF << 23) | 100 + random.nextInt(50) << 23);
            float y = Float.intBitsToFloat(random.nextInt() & ~(0xFF << 23) | 100 + random.nextInt(50) << 23);
            Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
            BigDecimal exact = exact(operator, new BigDecimal(x), new BigDecimal(y));
            for (int rounding = NEAREST; rounding <= UP + 1; rounding++) {
                Answer answer = FloatArithmetic.apply(
                        operator,
                        FloatFormat.SINGLE,
                        Float.floatToRawIntBits(x) & 0xFFFF_FFFFL,
                        Float.floatToRawIntBits(y) & 0xFFFF_FFFFL,
                        new Mxcsr(0x1F80 | rounding << 13));
                float found = Float.intBitsToFloat((int) answer.bits());
                assertEquals(
                        roundedSingle(exact, rounding), found, operator + " " + x + " " + y + " rounding " + rounding);
            }
        }
    }

    private static BigDecimal exact(Operator operator, BigDecimal x, BigDecimal y) {
        return switch (operator) {
            case ADD -> x.add(y);
            case SUBTRACT -> x.subtract(y);
            case MULTIPLY -> x.multiply(y);
            case DIVIDE -> x.divide(y, PLENTY);
        };
    }

    private static double rounded(BigDecimal exact, int rounding) {
        double nearest = exact.doubleValue();
        int order = exact.compareTo(new BigDecimal(nearest));
        return switch (direction(rounding, exact.signum())) {
            case DOWN -> order < 0 ? Math.nextDown(nearest) : nearest;
            case UP -> order > 0 ? Math.nextUp(nearest) : nearest;
            default -> nearest == 0 && rounding == DOWN ? -0.0 : nearest;
        };
    }

    private static float roundedSingle(BigDecimal exact, int rounding) {
        float nearest = exact.floatValue();
        int order = exact.compareTo(new BigDecimal(nearest));
        return switch (direction(rounding, exact.signum())) {
            case DOWN -> order < 0 ? Math.nextDown(nearest) : nearest;
            case UP -> order > 0 ? Math.nextUp(nearest) : nearest;
            default -> nearest == 0 && rounding == DOWN ? -0.0f : nearest;
        };
    }

    /** Chopping goes down from positive numbers and up from negative ones; zeros go nowhere. */
    private static int direction(int rounding, int sign) {
        if (sign == 0) {
            return NEAREST;
        }
        return rounding <= UP ? rounding : sign > 0 ? DOWN : UP;
    }
}
