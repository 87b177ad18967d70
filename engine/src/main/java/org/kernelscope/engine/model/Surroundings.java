/* What the fold may ask about the present turn, and where it tells what it found. */
package org.kernelscope.engine.model;

import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.view.Phase;

/** The moment of a machine event. */
public interface Surroundings {
    /** Turns taken when the present turn is over. */
    long step();

    /** The core's clock, in cycles. */
    long time(int core);

    /** The guest's memory and machine, to peek at. */
    Guest guest();

    /** A kernel event became visible. */
    void happened(KernelEvent event);

    /** A core's phase changed. */
    void began(int core, Phase phase, long time);
}
