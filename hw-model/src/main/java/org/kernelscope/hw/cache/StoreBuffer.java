/* The stores of one core that have left the pipeline but not yet reached the cache. */
package org.kernelscope.hw.cache;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Stores whose line is on its way, as the times at which they commit. They commit in program order (SDM 3A, 9.2.2);
 * their lines are fetched side by side. Timing only: what they store is in RAM at once.
 */
final class StoreBuffer {
    private final int[] line;
    private final long[] commit;
    private int oldest;
    private long drained;

    StoreBuffer(int entries) {
        line = new int[entries];
        commit = new long[entries];
    }

    /** When one more store finds a place, at the earliest now. */
    long free(long now) {
        return Math.max(now, commit[oldest]);
    }

    /** When every store has committed, at the earliest now. */
    long drained(long now) {
        return Math.max(now, drained);
    }

    /** Takes in a store whose line arrives at a time; when it commits. */
    long add(int of, long arrives) {
        drained = Math.max(drained, arrives);
        line[oldest] = of;
        commit[oldest] = drained;
        oldest = (oldest + 1) % line.length;
        return drained;
    }

    /** Whether a store to this line has yet to commit. */
    boolean holds(int of, long now) {
        if (drained <= now) {
            return false;
        }
        for (int entry = 0; entry < line.length; entry++) {
            if (line[entry] == of && commit[entry] > now) {
                return true;
            }
        }
        return false;
    }

    void save(StateWriter out) {
        for (int entry = 0; entry < line.length; entry++) {
            out.putInt(line[entry]);
            out.putLong(commit[entry]);
        }
        out.putInt(oldest);
        out.putLong(drained);
    }

    void load(StateReader in) throws ImageException {
        for (int entry = 0; entry < line.length; entry++) {
            line[entry] = in.getInt();
            commit[entry] = in.getTimeNear();
        }
        oldest = in.getInt();
        drained = in.getTimeNear();
        if (oldest < 0 || oldest >= line.length) {
            throw new ImageException("saved state has a store buffer of another size");
        }
    }
}
