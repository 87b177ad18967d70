/* An angle as so many right angles and a rest. */
package org.kernelscope.hw.fpu;

/**
 * What remains of an angle's magnitude when right angles are taken away, with the 66-bit value of pi that the processor
 * uses (SDM 1, 8.3.8).
 *
 * @param quarters right angles taken away, modulo four
 * @param rest between minus and plus an eighth of a turn
 */
record Angle(int quarters, Wide rest) {
    /** Half of pi in units of 2<sup>-67</sup>: 68 bits. */
    private static final long QUARTER_HIGH = 0xC;

    private static final long QUARTER_LOW = 0x90FD_AA22_168C_234CL;
    private static final int UNIT = 67;
    /** An eighth of a turn, as exponent and significand. */
    private static final Wide EIGHTH = new Wide(false, -1, 0xC90F_DAA2_2168_C234L, 0xC000_0000_0000_0000L);

    /** Of a magnitude below 2<sup>63</sup>. */
    static Angle of(Extended a) {
        Wide magnitude = Wide.of(a).magnitude();
        if (magnitude.compareMagnitude(EIGHTH) <= 0) {
            return new Angle(0, magnitude);
        }
        int steps = magnitude.exponent() + UNIT + 1;
        long bits = magnitude.high();
        long high = 0;
        long low = 0;
        int quarters = 0;
        for (int i = 0; i < steps; i++) {
            high = high << 1 | low >>> 63;
            low = low << 1 | bits >>> 63;
            bits <<= 1;
            quarters <<= 1;
            if (high > QUARTER_HIGH || high == QUARTER_HIGH && Long.compareUnsigned(low, QUARTER_LOW) >= 0) {
                high -= QUARTER_HIGH + (Long.compareUnsigned(low, QUARTER_LOW) < 0 ? 1 : 0);
                low -= QUARTER_LOW;
                quarters |= 1;
            }
        }
        Wide rest = fixed(high, low);
        if (rest.compareMagnitude(EIGHTH) > 0) {
            rest = rest.minus(fixed(QUARTER_HIGH, QUARTER_LOW));
            quarters++;
        }
        return new Angle(quarters & 3, rest);
    }

    private static Wide fixed(long high, long low) {
        Wide upper = Wide.of(Conversion.fromInteger(high)).shifted(64 - UNIT);
        Wide lowest = Wide.of(Conversion.fromInteger(low & 0xFFFF_FFFFL)).shifted(-UNIT);
        Wide middle = Wide.of(Conversion.fromInteger(low >>> 32)).shifted(32 - UNIT);
        return upper.plus(middle).plus(lowest);
    }

    Wide sine() {
        return switch (quarters) {
            case 0 -> Series.sine(rest);
            case 1 -> Series.cosine(rest);
            case 2 -> Series.sine(rest).negated();
            default -> Series.cosine(rest).negated();
        };
    }

    Wide cosine() {
        return new Angle(quarters + 1 & 3, rest).sine();
    }
}
