/* A moment to which a run can return. */
package org.kernelscope.engine.history;

import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.model.KernelModel;
import org.kernelscope.hw.Snapshot;

/**
 * The machine and what was known of the kernel, between two turns.
 *
 * @param step turns taken before
 * @param time virtual time in cycles
 * @param machine its state
 * @param model the fold's state
 * @param actor the core that took the last turn
 * @param recent the last events before, as many as a frame shows
 */
public record Checkpoint(
        long step, long time, Snapshot machine, KernelModel model, OptionalInt actor, List<KernelEvent> recent) {
    public Checkpoint {
        recent = List.copyOf(recent);
    }
}
