/* What every device offers to the board: its next event, and its state. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** A part of the board. Times are virtual, in core cycles. */
public interface Device {
    /** When something happens here by itself; {@link LocalApic#NEVER} if nothing will. */
    default long next() {
        return LocalApic.NEVER;
    }

    /** The same, counting only what could wake a machine in which no core runs. */
    default long nextWake() {
        return next();
    }

    /** Lets all happen that is due at this time. */
    default void deliver(long now) {}

    void save(StateWriter out);

    void load(StateReader in) throws ImageException;
}
