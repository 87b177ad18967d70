/* One thread block as the views show it. */
package org.kernelscope.engine.view;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A thread.
 *
 * @param id its number, which is also its container's, space's and channel's
 * @param name as it was spawned
 * @param cpu the core that it belongs to; threads never migrate
 * @param idle whether it is its core's idle thread
 * @param space its address space; empty for a thread of the kernel alone
 * @param queue the name of the queue in which it stands
 * @param cycles virtual time in cycles that it ran, as its kernel counts
 * @param switches how often it was switched to
 * @param wakeups how often it was woken
 * @param runningOn the core whose current thread it is
 * @param changed whether anything but the cycles differs from the previous stop
 */
public record ThreadView(
        int id,
        String name,
        State state,
        int cpu,
        boolean idle,
        OptionalInt space,
        Optional<String> queue,
        long cycles,
        long switches,
        long wakeups,
        OptionalInt runningOn,
        boolean changed) {

    /** In the order of the kernel's numbers. */
    public enum State {
        DEAD,
        READY,
        RUNNING,
        SLEEPING
    }
}
