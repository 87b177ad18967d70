/* One translation buffer: pages of one size in sets of ways. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Keys and frames, set-associative (SDM 3A, 4.10.2). A set that is full gives up its entries in turn, so that which one
 * leaves follows from the fills alone.
 */
final class TranslationBuffer {
    static final int VALID = 1;
    static final int WRITABLE = 1 << 1;
    static final int USER = 1 << 2;
    static final int DIRTY = 1 << 3;
    static final int GLOBAL = 1 << 4;
    /** The page has 4 MiB, or 2 with PAE, whether this entry holds all of it or 4 KiB. */
    static final int LARGE = 1 << 5;

    private int shift;
    private final int ways;
    private final int setMask;
    private final int[] keys;
    private final int[] frames;
    private final int[] next;

    /** An empty buffer for pages of {@code 1 << shift} bytes. */
    TranslationBuffer(TlbGeometry.Size size, int shift) {
        this.shift = shift;
        int sets = size.entries() == 0 ? 0 : size.entries() / size.ways();
        ways = size.ways();
        setMask = sets - 1;
        keys = new int[size.entries()];
        frames = new int[size.entries()];
        next = new int[sets];
    }

    /** Holds pages of {@code 1 << bits} bytes from now on; it must be empty. */
    void shift(int bits) {
        shift = bits;
    }

    /** Whether the hardware has such a buffer at all. */
    boolean present() {
        return keys.length > 0;
    }

    /** Index of the entry for an address, -1 if there is none. */
    int find(int linear) {
        if (!present()) {
            return -1;
        }
        int first = first(linear);
        for (int i = first; i < first + ways; i++) {
            if ((keys[i] & VALID) != 0 && (keys[i] ^ linear) >>> shift == 0) {
                return i;
            }
        }
        return -1;
    }

    int key(int index) {
        return keys[index];
    }

    int frame(int index) {
        return frames[index];
    }

    /** Takes an entry in, for a page that has none here; the key that left for it, 0 if none did. */
    int insert(int key, int frame) {
        int first = first(key);
        int way = 0;
        while (way < ways && keys[first + way] != 0) {
            way++;
        }
        if (way == ways) {
            int set = first / ways;
            way = next[set];
            next[set] = (way + 1) % ways;
        }
        int left = keys[first + way];
        keys[first + way] = key;
        frames[first + way] = frame;
        return left;
    }

    /** Drops every entry whose key is chosen; whether there was one. */
    boolean drop(IntPredicate chosen) {
        boolean dropped = false;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0 && chosen.test(keys[i])) {
                keys[i] = 0;
                dropped = true;
            }
        }
        return dropped;
    }

    /** Drops the entry for an address; whether there was one. */
    boolean drop(int linear) {
        int index = find(linear);
        if (index >= 0) {
            keys[index] = 0;
        }
        return index >= 0;
    }

    int entries() {
        return keys.length;
    }

    void save(StateWriter out) {
        out.putInt((int) Arrays.stream(keys).filter(key -> key != 0).count());
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                out.putInt(i);
                out.putInt(keys[i]);
                out.putInt(frames[i]);
            }
        }
        out.putInts(next);
    }

    void load(StateReader in) throws ImageException {
        Arrays.fill(keys, 0);
        int count = in.getInt();
        for (int n = 0; n < count; n++) {
            int index = in.getInt();
            if (index < 0 || index >= keys.length) {
                throw new ImageException("saved state names translation entry " + index + " of " + keys.length);
            }
            keys[index] = in.getInt();
            frames[index] = in.getInt();
        }
        in.getInts(next);
        for (int way : next) {
            if (way < 0 || way >= ways) {
                throw new ImageException("saved state names way " + way + " of " + ways + " of a translation buffer");
            }
        }
    }

    private int first(int linear) {
        return (linear >>> shift & setMask) * ways;
    }
}
