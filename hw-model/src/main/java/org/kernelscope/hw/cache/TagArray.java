/* The tags of one set-associative cache. */
package org.kernelscope.hw.cache;

import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * Which lines one cache holds and in which state. A set's ways are kept in order of use, the latest first, so the order
 * is the replacement state. A word holds the line's address and in its low bits the state; 0 is an empty way. The words
 * live in a paged memory that all caches of a machine share, so that versions of it share what did not change.
 */
final class TagArray {
    static final int INVALID = 0;
    static final int SHARED = 1;
    static final int EXCLUSIVE = 2;
    static final int MODIFIED = 3;

    static final int STATE = CacheSystem.LINE_BYTES - 1;

    private final PhysicalMemory store;
    private final int offset;
    private final int setMask;
    private final int setShift;
    private final int ways;

    TagArray(PhysicalMemory store, int offset, CacheGeometry geometry) {
        this.store = store;
        this.offset = offset;
        setMask = geometry.sets() - 1;
        ways = geometry.ways();
        setShift = Integer.numberOfTrailingZeros(CacheSystem.LINE_BYTES);
    }

    FirstLevel asFirstLevel(int hit) {
        return new FirstLevel(offset, setMask, ways << 2, hit);
    }

    /** The line's state; counts as a use. */
    int use(int line) {
        int first = first(line);
        int word = store.read32(first);
        if ((word & ~STATE) == line && word != 0) {
            return word & STATE;
        }
        for (int way = 1; way < ways; way++) {
            word = store.read32(first + (way << 2));
            if ((word & ~STATE) == line && word != 0) {
                moveToFront(first, way, word);
                return word & STATE;
            }
        }
        return INVALID;
    }

    /** The line's state; changes nothing. */
    int peek(int line) {
        int at = find(line);
        return at < 0 ? INVALID : store.read32(at) & STATE;
    }

    /** Changes the state of a line if it is here. */
    void change(int line, int state) {
        int at = find(line);
        if (at >= 0) {
            store.write32(at, state == INVALID ? 0 : line | state);
        }
    }

    /** Puts a line that is not here into the place of an empty or the least recently used way; returns what was there. */
    int insert(int line, int state) {
        int first = first(line);
        int way = 0;
        while (way < ways - 1 && store.read32(first + (way << 2)) != 0) {
            way++;
        }
        int evicted = store.read32(first + (way << 2));
        moveToFront(first, way, line | state);
        return evicted;
    }

    private void moveToFront(int first, int way, int word) {
        for (int at = first + (way << 2); at > first; at -= 4) {
            store.write32(at, store.read32(at - 4));
        }
        store.write32(first, word);
    }

    private int find(int line) {
        int first = first(line);
        for (int way = 0; way < ways; way++) {
            int word = store.read32(first + (way << 2));
            if ((word & ~STATE) == line && word != 0) {
                return first + (way << 2);
            }
        }
        return -1;
    }

    private int first(int line) {
        return offset + (((line >>> setShift) & setMask) * ways << 2);
    }
}
