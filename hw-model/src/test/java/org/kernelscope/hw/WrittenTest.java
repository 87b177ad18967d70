/* Sets of written bytes know each of their bytes and no other. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WrittenTest {
    private static final int LINE = 64;
    private static final int BYTES = 20 * LINE;

    @Test
    void everyByteCountsByItself() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            BitSet one = bytes(random);
            BitSet other = bytes(random);
            check(one, written(one), random);
            check(other, written(other), random);
            Written both = written(one).and(written(other));
            one.or(other);
            check(one, both, random);
            assertEquals(written(one).size(), both.size(), "no line is held twice");
        }
    }

    @Test
    void nothingMeetsNothing() {
        assertFalse(Written.NOTHING.meets(0, Integer.MAX_VALUE));
        assertEquals(0, Written.NOTHING.size());
        Written word = Written.of(new int[] {3}, new long[] {Written.mask(4, 7)});
        assertTrue(word.and(Written.NOTHING).meets(3 * LINE, LINE));
        assertTrue(Written.NOTHING.and(word).meets(3 * LINE + 7, 1));
        assertFalse(word.meets(3 * LINE + 8, 5 * LINE));
        assertEquals(-1L, Written.mask(0, LINE - 1));
        assertEquals(1L << 63, Written.mask(63, 63));
    }

    private static BitSet bytes(Random random) {
        BitSet bytes = new BitSet(BYTES);
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(BYTES - 100);
            bytes.set(from, from + 1 + random.nextInt(random.nextInt(4) == 0 ? 100 : 4));
        }
        return bytes;
    }

    private static Written written(BitSet bytes) {
        int[] lines = IntStream.range(0, BYTES / LINE)
                .filter(line -> !bytes.get(line * LINE, (line + 1) * LINE).isEmpty())
                .toArray();
        long[] masks = IntStream.of(lines)
                .mapToLong(line -> bytes.get(line * LINE, (line + 1) * LINE).toLongArray()[0])
                .toArray();
        return Written.of(lines, masks);
    }

    private static void check(BitSet bytes, Written written, Random random) {
        for (int at = 0; at < BYTES; at++) {
            assertEquals(bytes.get(at), written.meets(at, 1), "byte " + at);
            int length = 1 + random.nextInt(200);
            assertEquals(!bytes.get(at, at + length).isEmpty(), written.meets(at, length), at + " and " + length);
        }
    }
}
