/* The randomness of one case: a function of its seed, with a liking for odd values. */
package org.kernelscope.engine.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices. The same seed gives the same ones on every host. */
final class Dice {
    private static final int[] EDGES = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        0x10,
        0x7F,
        0x80,
        0xFF,
        0x100,
        0xFFF,
        0x1000,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x1_0000,
        0xF_FFFF,
        0x10_0000,
        0x3F_FFFC,
        0x3F_FFFF,
        0x40_0000,
        0x7FFF_FFFF,
        0x8000_0000,
        0xFEC0_0000,
        0xFEE0_0000,
        0xFEE0_0FFC,
        0xFFFF_F000,
        -8,
        -4,
        -2,
        -1
    };

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** 0 to one less than this. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** True once in so many times. */
    boolean once(int in) {
        return below(in) == 0;
    }

    int number() {
        return random.nextInt();
    }

    long big() {
        return random.nextLong();
    }

    /** A number near the edge of something, or any. */
    int odd() {
        return switch (below(4)) {
            case 0 -> number();
            case 1 -> pick(EDGES) + between(-1, 1);
            case 2 -> 1 << below(32);
            default -> pick(EDGES);
        };
    }

    int pick(int... choices) {
        return choices[below(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
