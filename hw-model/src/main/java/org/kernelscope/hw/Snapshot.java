/* A whole machine at one moment, sharing all that did not change with other moments. */
package org.kernelscope.hw;

import java.util.List;
import org.kernelscope.hw.device.SerialText;
import org.kernelscope.hw.memory.PageVersions;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Taken by {@link Machine#snapshot}; immutable, and good only for the machine that took it. */
public final class Snapshot {
    final Machine owner;
    final PageVersions.Version memory;
    final PageVersions.Version tags;
    final List<SerialText> serial;
    final List<Input> arrived;
    final byte[] small;
    private final long steps;

    Snapshot(
            Machine owner,
            PageVersions.Version memory,
            PageVersions.Version tags,
            List<SerialText> serial,
            List<Input> arrived,
            byte[] small,
            long steps) {
        this.owner = owner;
        this.memory = memory;
        this.tags = tags;
        this.serial = serial;
        this.arrived = arrived;
        this.small = small;
        this.steps = steps;
    }

    /** About how many bytes this holds that the other, of the same machine, does not. */
    public long bytesUnlike(Snapshot other) {
        long pages = memory.pagesUnlike(other.memory) + tags.pagesUnlike(other.tags);
        return pages * PhysicalMemory.PAGE_BYTES + small.length;
    }

    /** Turns that had been taken since power-on. */
    public long steps() {
        return steps;
    }
}
