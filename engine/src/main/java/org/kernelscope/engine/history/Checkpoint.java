/* A moment to which a run can return. */
package org.kernelscope.engine.history;

import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.model.KernelModel;
import org.kernelscope.hw.Snapshot;
import org.kernelscope.hw.Written;

/**
 * The machine and what was known of the kernel, between two turns.
 *
 * @param step turns taken before
 * @param time virtual time in cycles
 * @param machine its state
 * @param model the fold's state
 * @param actor the core that took the last turn
 * @param recent the last events before, as many as a frame shows
 * @param written all bytes of RAM that were written since the checkpoint before it, and maybe some that were not
 */
public record Checkpoint(
        long step,
        long time,
        Snapshot machine,
        KernelModel model,
        OptionalInt actor,
        List<KernelEvent> recent,
        Written written) {
    public Checkpoint {
        recent = List.copyOf(recent);
    }

    /** The same when the checkpoint before it is another, since which these were written too. */
    Checkpoint after(Written more) {
        return new Checkpoint(step, time, machine, model, actor, recent, written.and(more));
    }
}
