/* What a core is doing, told by the locks and by the ring in which it is. */
package org.kernelscope.engine.view;

/** One lane segment of the timeline. */
public enum Phase {
    /** Not started, or halted. */
    IDLE,
    /** Executing kernel code outside the workload: boot, printing, system calls. */
    BUSY,
    /** Executing a program, in user mode. */
    USER,
    /** Between two critical sections. */
    THINKS,
    /** Inside {@code lock_acquire}. */
    SPINS,
    /** Between grant and release. */
    HOLDS
}
