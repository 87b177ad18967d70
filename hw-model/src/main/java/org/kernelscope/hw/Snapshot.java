/* A whole machine at one moment, sharing all that did not change with other moments. */
package org.kernelscope.hw;

import java.util.List;

/** Taken by {@link Machine#snapshot}; immutable, and good only for the machine that took it and its twins. */
public final class Snapshot {
    final Object family;
    final LargeState.Version large;
    final List<Input> arrived;
    final byte[] small;
    private final long steps;

    Snapshot(Object family, LargeState.Version large, List<Input> arrived, byte[] small, long steps) {
        this.family = family;
        this.large = large;
        this.arrived = arrived;
        this.small = small;
        this.steps = steps;
    }

    /** About how many bytes this holds that the other, of the same machine, does not. */
    public long bytesUnlike(Snapshot other) {
        return large.bytesUnlike(other.large) + small.length;
    }

    /** Turns that had been taken since power-on. */
    public long steps() {
        return steps;
    }
}
