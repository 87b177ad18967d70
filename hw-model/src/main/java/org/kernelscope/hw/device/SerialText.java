/* Text that only grows, as a value: every earlier state of it stays valid and shares its bytes. */
package org.kernelscope.hw.device;

import java.util.Arrays;
import org.kernelscope.hw.state.StateHash;

/** Full blocks in a chain, the newest first, and a buffer for the bytes after them, which only its latest text extends. */
public final class SerialText {
    public static final SerialText EMPTY = new SerialText(null, new Buffer(), 0);

    private static final int BLOCK = 1024;

    private final Block blocks;
    private final Buffer tail;
    private final int length;

    private SerialText(Block blocks, Buffer tail, int length) {
        this.blocks = blocks;
        this.tail = tail;
        this.length = length;
    }

    /** These bytes. */
    public static SerialText of(byte[] bytes) {
        SerialText text = EMPTY;
        for (byte value : bytes) {
            text = text.plus(value);
        }
        return text;
    }

    /** This text and one more byte. */
    public SerialText plus(byte value) {
        if (length == BLOCK) {
            return new SerialText(new Block(blocks, tail.bytes), new Buffer(), 0).plus(value);
        }
        boolean extend = this != EMPTY && tail.used == length;
        Buffer buffer = extend ? tail : new Buffer(tail.bytes, length);
        buffer.bytes[buffer.used++] = value;
        return new SerialText(blocks, buffer, length + 1);
    }

    /** The same text, which another thread may lengthen than the one that lengthens this. */
    public SerialText apart() {
        return length == 0
                ? new SerialText(blocks, new Buffer(), 0)
                : new SerialText(blocks, new Buffer(tail.bytes, length), length);
    }

    /** All bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[(blocks == null ? 0 : blocks.count * BLOCK) + length];
        int end = bytes.length - length;
        System.arraycopy(tail.bytes, 0, bytes, end, length);
        for (Block block = blocks; block != null; block = block.before) {
            end -= BLOCK;
            System.arraycopy(block.bytes, 0, bytes, end, BLOCK);
        }
        return bytes;
    }

    /** Equal for equal texts. */
    public long hash() {
        return StateHash.mix((blocks == null ? 0 : blocks.hash) + StateHash.of(tail.bytes, length));
    }

    private static final class Block {
        final Block before;
        final byte[] bytes;
        final int count;
        final long hash;

        Block(Block before, byte[] bytes) {
            this.before = before;
            this.bytes = bytes;
            count = before == null ? 1 : before.count + 1;
            hash = StateHash.mix((before == null ? 0 : before.hash) + StateHash.of(bytes));
        }
    }

    private static final class Buffer {
        final byte[] bytes;
        int used;

        Buffer() {
            bytes = new byte[BLOCK];
        }

        Buffer(byte[] from, int length) {
            bytes = Arrays.copyOf(from, BLOCK);
            used = length;
        }
    }
}
