/* A whole machine at one moment, sharing all that did not change with other moments. */
package org.kernelscope.hw;

import java.util.List;
import org.kernelscope.hw.device.DiskSectors;
import org.kernelscope.hw.device.SerialText;
import org.kernelscope.hw.memory.PageVersions;

/** Taken by {@link Machine#snapshot}; immutable, and good only for the machine that took it. */
public final class Snapshot {
    final Machine owner;
    final PageVersions.Version memory;
    final PageVersions.Version tags;
    final List<SerialText> serial;
    final List<DiskSectors.Version> disks;
    final List<Input> arrived;
    final byte[] small;
    private final long steps;

    Snapshot(
            Machine owner,
            PageVersions.Version memory,
            PageVersions.Version tags,
            List<SerialText> serial,
            List<DiskSectors.Version> disks,
            List<Input> arrived,
            byte[] small,
            long steps) {
        this.owner = owner;
        this.memory = memory;
        this.tags = tags;
        this.serial = serial;
        this.disks = disks;
        this.arrived = arrived;
        this.small = small;
        this.steps = steps;
    }

    /** Turns that had been taken since power-on. */
    public long steps() {
        return steps;
    }
}
