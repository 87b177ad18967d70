/* What one core counts beside its instructions. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.CoreState.Counters;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** The core's own part of {@link Counters}. */
final class Tally {
    long idleCycles;
    long tlbMisses;
    long codeTlbMisses;
    long pageWalks;
    long interrupts;
    long exceptions;
    long modeSwitches;

    private RingListener listener = ring -> {};

    /** Told of every change of ring. */
    @FunctionalInterface
    interface RingListener {
        /** The ring that the core is in from now on. */
        void changed(int ring);
    }

    void listener(RingListener told) {
        listener = told;
    }

    /** The core changes into this ring. */
    void switched(int ring) {
        modeSwitches++;
        listener.changed(ring);
    }

    /** The counts of memory traffic, completed by these. */
    Counters complete(Counters traffic) {
        return new Counters(
                traffic.hits(),
                traffic.sharedHits(),
                traffic.transfers(),
                traffic.memoryReads(),
                traffic.invalidations(),
                traffic.locked(),
                traffic.stallCycles(),
                traffic.firstMisses(),
                traffic.lastReferences(),
                traffic.lastMisses(),
                idleCycles,
                tlbMisses,
                codeTlbMisses,
                pageWalks,
                interrupts,
                exceptions,
                modeSwitches);
    }

    void clear() {
        idleCycles = 0;
        tlbMisses = 0;
        codeTlbMisses = 0;
        pageWalks = 0;
        interrupts = 0;
        exceptions = 0;
        modeSwitches = 0;
    }

    void save(StateWriter out) {
        out.putLong(idleCycles);
        out.putLong(tlbMisses);
        out.putLong(codeTlbMisses);
        out.putLong(pageWalks);
        out.putLong(interrupts);
        out.putLong(exceptions);
        out.putLong(modeSwitches);
    }

    void load(StateReader in) throws ImageException {
        idleCycles = in.getLong();
        tlbMisses = in.getLong();
        codeTlbMisses = in.getLong();
        pageWalks = in.getLong();
        interrupts = in.getLong();
        exceptions = in.getLong();
        modeSwitches = in.getLong();
    }
}
