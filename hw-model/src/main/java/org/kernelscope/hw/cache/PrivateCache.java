/* The caches that belong to one core: L1 for data, and an L2 that includes it where the hardware has one. */
package org.kernelscope.hw.cache;

import static org.kernelscope.hw.cache.TagArray.EXCLUSIVE;
import static org.kernelscope.hw.cache.TagArray.INVALID;
import static org.kernelscope.hw.cache.TagArray.MODIFIED;
import static org.kernelscope.hw.cache.TagArray.STATE;

/** A line's state is that in L1 if it is there, else that in L2. */
final class PrivateCache {
    private final TagArray first;
    private final TagArray outer;
    private final boolean twoLevels;

    PrivateCache(TagArray first) {
        this.first = first;
        outer = first;
        twoLevels = false;
    }

    PrivateCache(TagArray first, TagArray second) {
        this.first = first;
        outer = second;
        twoLevels = true;
    }

    FirstLevel first(int hit) {
        return first.asFirstLevel(hit);
    }

    /** The state in L1; changes nothing. */
    int peekFirst(int line) {
        return first.peek(line);
    }

    /** The state in L1; counts as a use. */
    int useFirst(int line) {
        return first.use(line);
    }

    /** The state in L2, which moves the line to L1; {@code INVALID} if it is not there or there is no L2. */
    int useSecond(int line) {
        int state = twoLevels ? outer.use(line) : INVALID;
        if (state != INVALID) {
            insertFirst(line, state);
        }
        return state;
    }

    /** The line's state; changes nothing. */
    int peek(int line) {
        int outerState = outer.peek(line);
        int inner = twoLevels && outerState != INVALID ? first.peek(line) : INVALID;
        return inner != INVALID ? inner : outerState;
    }

    /** Changes a present line's state everywhere. */
    void change(int line, int state) {
        first.change(line, state);
        if (twoLevels) {
            outer.change(line, state);
        }
    }

    /** A write to a line that is exclusive in L1. */
    void modifyFirst(int line) {
        first.change(line, MODIFIED);
    }

    /** Takes a line in; returns the word of the line that left for it, 0 if none did. */
    int fill(int line, int state) {
        if (!twoLevels) {
            return first.insert(line, state);
        }
        int evicted = outer.insert(line, state);
        int evictedLine = evicted & ~STATE;
        if (evicted != 0 && first.peek(evictedLine) != INVALID) {
            evicted = evictedLine | Math.max(evicted & STATE, first.peek(evictedLine));
            first.change(evictedLine, INVALID);
        }
        insertFirst(line, state);
        return evicted;
    }

    private void insertFirst(int line, int state) {
        int evicted = first.insert(line, state);
        if (twoLevels && (evicted & STATE) >= EXCLUSIVE) {
            outer.change(evicted & ~STATE, evicted & STATE);
        }
    }
}
