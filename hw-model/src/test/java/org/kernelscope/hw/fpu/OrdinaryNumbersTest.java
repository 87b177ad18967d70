/* Ordinary numbers are computed as all others are, and what is not ordinary is refused without a trace. */
package org.kernelscope.hw.fpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.fpu.Conversion.Stored;
import org.kernelscope.hw.state.StateWriter;

class OrdinaryNumbersTest {
    private static final int ROUNDS = 200_000;
    private static final int BIAS = 16383;
    private static final int STATUS = StatusWord.EXCEPTIONS | StatusWord.C1;
    private static final int[] OPERATIONS = {
        OrdinaryNumbers.ADD,
        OrdinaryNumbers.MULTIPLY,
        OrdinaryNumbers.SUBTRACT,
        OrdinaryNumbers.SUBTRACT_FROM,
        OrdinaryNumbers.DIVIDE,
        OrdinaryNumbers.DIVIDE_INTO
    };

    private final Random random = new Random(5);
    private final FloatRegisters floats = new FloatRegisters();
    private final OrdinaryNumbers numbers = new OrdinaryNumbers(floats);

    @Test
    void combinesAsElementaryDoes() {
        int done = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Extended a = number();
            Extended b = random.nextInt(20) == 0 ? a.negated() : number();
            prepare(a, b);
            int operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
            Result expected = computed(operation, a, b);
            byte[] before = state();
            if (numbers.combine(operation, 0, 1, 0)) {
                done++;
                assertEquals(expected.value(), floats.get(0), () -> operation + " of " + a + " and " + b);
                assertEquals(expected.flags() & STATUS, floats.statusWord() & STATUS, () -> a + " and " + b);
            } else {
                assertArrayEquals(before, state());
            }
        }
        assertTrue(done > ROUNDS / 2, "hardly any was ordinary: " + done);
    }

    @Test
    void readsAndWritesAsConversionDoes() {
        int done = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Extended a = number();
            prepare(a, a);
            boolean wide = random.nextBoolean();
            Stored expected =
                    wide ? Conversion.toDouble(a, floats.control()) : Conversion.toSingle(a, floats.control());
            byte[] before = state();
            boolean stores = wide ? numbers.toDouble() : numbers.toSingle();
            assertArrayEquals(before, state());
            if (stores) {
                done++;
                assertEquals(expected.low(), numbers.stored(), a::toString);
                numbers.complete(1);
                assertEquals(expected.flags() & STATUS, floats.statusWord() & STATUS, a::toString);
                assertEquals(loaded(wide, numbers.stored()), floats.get(0), a::toString);
            }
        }
        assertTrue(done > ROUNDS / 4, "hardly any was ordinary: " + done);
    }

    @Test
    void dividesLikeLongDivision() {
        for (int i = 0; i < ROUNDS; i++) {
            long divisor = random.nextLong() >> random.nextInt(40) | Long.MIN_VALUE;
            long high = Long.remainderUnsigned(random.nextLong(), divisor);
            long low = random.nextLong();
            long quotient = OrdinaryNumbers.quotient(high, low, divisor);
            long rest = low - quotient * divisor;
            long upper = Math.unsignedMultiplyHigh(quotient, divisor)
                    + (Long.compareUnsigned(low, quotient * divisor) < 0 ? 1 : 0);
            assertEquals(high, upper);
            assertTrue(Long.compareUnsigned(rest, divisor) < 0);
        }
    }

    private Extended loaded(boolean wide, long bits) {
        boolean done = wide ? numbers.loadDouble(bits) : numbers.loadSingle((int) bits);
        Extended expected = (wide ? Conversion.fromDouble(bits) : Conversion.fromSingle((int) bits)).value();
        assertTrue(done && floats.get(0).equals(expected), "what was stored is loaded");
        return expected;
    }

    private static Result computed(int operation, Extended a, Extended b, ControlWord control) {
        return switch (operation) {
            case OrdinaryNumbers.ADD -> Elementary.add(a, b, control);
            case OrdinaryNumbers.MULTIPLY -> Elementary.multiply(a, b, control);
            case OrdinaryNumbers.SUBTRACT -> Elementary.subtract(a, b, control);
            case OrdinaryNumbers.SUBTRACT_FROM -> Elementary.subtract(b, a, control);
            case OrdinaryNumbers.DIVIDE -> Elementary.divide(a, b, control);
            default -> Elementary.divide(b, a, control);
        };
    }

    private Result computed(int operation, Extended a, Extended b) {
        return computed(operation, a, b, floats.control());
    }

    private void prepare(Extended a, Extended b) {
        floats.initialize();
        floats.setControl(0x3F | random.nextInt(4) << 8 | random.nextInt(4) << 10);
        floats.set(1, b);
        floats.set(0, a);
    }

    private byte[] state() {
        StateWriter out = new StateWriter();
        floats.save(out);
        return out.toBytes();
    }

    /** Mostly of moderate size, with long and short significands; sometimes anything. */
    private Extended number() {
        int sign = random.nextInt(2) << 15;
        long bits = random.nextLong();
        return switch (random.nextInt(16)) {
            case 0 -> new Extended(sign, 0);
            case 1 -> new Extended(sign | random.nextInt(0x8000), bits);
            case 2 -> new Extended(sign | random.nextInt(4), bits | Long.MIN_VALUE);
            case 3 -> new Extended(sign | 0x7FFF - random.nextInt(4), bits | Long.MIN_VALUE);
            case 4, 5, 6 -> new Extended(sign | BIAS - 2 + random.nextInt(4), bits << 40 | Long.MIN_VALUE);
            case 7 -> new Extended(sign | BIAS - 2 + random.nextInt(4), -1L << random.nextInt(64));
            case 8 -> new Extended(sign | BIAS - 1080 + random.nextInt(2160), bits | Long.MIN_VALUE);
            default -> new Extended(sign | BIAS - 70 + random.nextInt(140), bits | Long.MIN_VALUE);
        };
    }
}
