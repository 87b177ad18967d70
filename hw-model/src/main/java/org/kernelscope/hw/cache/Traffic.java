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

    Counters counters() {
        return new Counters(hits, sharedHits, transfers, memoryReads, invalidations, locked, stallCycles);
    }

    void save(StateWriter out) {
        out.putLong(hits);
        out.putLong(sharedHits);
        out.putLong(transfers);
        out.putLong(memoryReads);
        out.putLong(invalidations);
        out.putLong(locked);
        out.putLong(stallCycles);
    }

    void load(StateReader in) throws ImageException {
        hits = in.getLong();
        sharedHits = in.getLong();
        transfers = in.getLong();
        memoryReads = in.getLong();
        invalidations = in.getLong();
        locked = in.getLong();
        stallCycles = in.getLong();
    }
}
