/* Bytes that wait in the order of their coming. */
package org.kernelscope.hw.device;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** A first-in, first-out queue without a limit of its own. */
final class ByteQueue {
    private byte[] bytes = new byte[16];
    private int first;
    private int end;

    int size() {
        return end - first;
    }

    void add(int value) {
        if (end == bytes.length) {
            byte[] room = new byte[Math.max(16, size() * 2)];
            System.arraycopy(bytes, first, room, 0, size());
            end = size();
            first = 0;
            bytes = room;
        }
        bytes[end++] = (byte) value;
    }

    /** Removes the oldest byte; there is one. */
    int take() {
        assert size() > 0;
        return bytes[first++] & 0xFF;
    }

    void clear() {
        first = 0;
        end = 0;
    }

    void save(StateWriter out) {
        out.putBytes(Arrays.copyOfRange(bytes, first, end));
    }

    void load(StateReader in) throws ImageException {
        byte[] saved = in.getBytes();
        first = 0;
        end = saved.length;
        bytes = Arrays.copyOf(saved, Math.max(16, end));
    }
}
