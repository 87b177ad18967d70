/* The places in the kernel's text whose execution means something. */
package org.kernelscope.engine.model;

/** What it means that a core reaches a probed instruction. */
public enum Landmark {
    /** The first instruction of {@code lock_acquire}. */
    ACQUIRE_ENTRY,
    /** A return instruction of {@code lock_acquire}. */
    ACQUIRE_RETURN,
    /** The first instruction of {@code lock_release}. */
    RELEASE_ENTRY,
    /** A return instruction of {@code lock_release}. */
    RELEASE_RETURN,
    /** The first instruction of {@code contention_think}. */
    THINK_ENTRY,
    /** The first instruction of {@code cpus_barrier}, in which a core waits before and after the workload. */
    BARRIER_ENTRY,
    /** The first instruction of an application processor's first C function. */
    CORE_START,
    /** A HLT instruction. */
    HALT
}
