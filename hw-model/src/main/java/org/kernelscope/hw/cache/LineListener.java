/* The seam through which the caches tell that a line moved. */
package org.kernelscope.hw.cache;

import org.kernelscope.hw.MachineEvent.Access;

/** Told of every line that enters a private cache and of every right to write that is obtained. */
@FunctionalInterface
public interface LineListener {
    /**
     * One move.
     *
     * @param source as in {@link org.kernelscope.hw.MachineEvent.LineMoved}
     * @param cycles queueing included; of a plain store, until it commits, though its core goes on
     */
    void moved(int core, int line, int source, Access kind, int cycles);
}
