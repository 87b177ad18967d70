/* What a core is doing, in the terms of the lock scenarios. */
package org.kernelscope.engine.view;

/** One lane segment of the timeline. */
public enum Phase {
    /** Not started, or halted. */
    IDLE,
    /** Executing kernel code outside the workload: boot, printing. */
    BUSY,
    /** Between two critical sections. */
    THINKS,
    /** Inside {@code lock_acquire}. */
    SPINS,
    /** Between grant and release. */
    HOLDS
}
