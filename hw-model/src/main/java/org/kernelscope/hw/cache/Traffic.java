/* The running counts of one core's memory traffic. */
package org.kernelscope.hw.cache;

import org.kernelscope.hw.CoreState.Counters;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** The mutable form of {@link Counters}. */
final class Traffic {
    long hits;
    long sharedHits;
    long transfers;
    long memoryReads;
    long invalidations;
    long locked;
    long stallCycles;
    long firstMisses;
    long lastReferences;
    long lastMisses;

    Counters counters() {
        return new Counters(
                hits,
                sharedHits,
                transfers,
                memoryReads,
                invalidations,
                locked,
                stallCycles,
                firstMisses,
                lastReferences,
                lastMisses);
    }

    void save(StateWriter out) {
        out.putLong(hits);
        out.putLong(sharedHits);
        out.putLong(transfers);
        out.putLong(memoryReads);
        out.putLong(invalidations);
        out.putLong(locked);
        out.putLong(stallCycles);
        out.putLong(firstMisses);
        out.putLong(lastReferences);
        out.putLong(lastMisses);
    }

    void load(StateReader in) throws ImageException {
        hits = in.getLong();
        sharedHits = in.getLong();
        transfers = in.getLong();
        memoryReads = in.getLong();
        invalidations = in.getLong();
        locked = in.getLong();
        stallCycles = in.getLong();
        firstMisses = in.getLong();
        lastReferences = in.getLong();
        lastMisses = in.getLong();
    }
}
