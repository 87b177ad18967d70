/* Valid files made invalid. */
package org.kernelscope.engine.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Flips, cuts, doubles and overwrites. */
final class Mutation {
    private static final int MOST_EDITS = 6;
    private static final int LONGEST_PIECE = 64;

    private Mutation() {}

    /** A damaged copy; seldom an unchanged one. */
    static byte[] of(Dice dice, byte[] valid) {
        return of(dice, valid, valid.length);
    }

    /** The same, with damage that begins in the first bytes mostly. */
    static byte[] of(Dice dice, byte[] valid, int head) {
        byte[] bytes = valid.clone();
        for (int edits = dice.between(1, MOST_EDITS); edits > 0 && bytes.length > 0; edits--) {
            int near = dice.once(4) ? bytes.length : Math.min(head, bytes.length);
            bytes = edited(dice, bytes, dice.below(near));
        }
        return bytes;
    }

    /** A copy of the same length in which so many numbers and bits of a part are others. */
    static byte[] numbers(Dice dice, byte[] valid, int count, int from, int to) {
        byte[] bytes = valid.clone();
        for (int edits = 0; edits < count; edits++) {
            int at = dice.between(from, to - 1);
            switch (dice.below(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << dice.below(8));
                case 1 -> bytes[at] = (byte) dice.odd();
                default -> put(bytes, at, dice.odd());
            }
        }
        return bytes;
    }

    /** A damaged text: bytes of it are others, or words such as these come in and out. */
    static String text(Dice dice, String valid, List<String> words) {
        if (dice.once(2)) {
            return new String(of(dice, valid.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(valid);
        for (int edits = dice.between(1, MOST_EDITS); edits > 0; edits--) {
            int at = dice.below(text.length() + 1);
            int end = dice.once(2) ? at : Math.min(text.length(), at + dice.between(1, 12));
            text.replace(at, end, dice.once(4) ? "" : dice.pick(words));
        }
        return text.toString();
    }

    private static byte[] edited(Dice dice, byte[] bytes, int at) {
        int left = bytes.length - at;
        int piece = Math.min(left, dice.between(1, LONGEST_PIECE));
        switch (dice.below(8)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << dice.below(8));
            case 2 -> bytes[at] = (byte) dice.odd();
            case 3, 4 -> put(bytes, at & ~3, dice.odd());
            case 5 -> Arrays.fill(bytes, at, at + piece, (byte) dice.pick(0, 0xFF));
            case 6 -> {
                return dice.once(3) ? Arrays.copyOf(bytes, at) : bytes;
            }
            default -> {
                return spliced(bytes, at, dice.once(2) ? dice.bytes(piece) : Arrays.copyOfRange(bytes, at, at + piece));
            }
        }
        return bytes;
    }

    private static void put(byte[] bytes, int at, int number) {
        if (at + Integer.BYTES <= bytes.length) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
        }
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] piece) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
        return longer;
    }
}
