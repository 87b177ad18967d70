/* What a machine reports to the one who watches it. */
package org.kernelscope.hw;

/** Something that happened during one turn, in the hardware's terms. */
public sealed interface MachineEvent {
    /** The core on which it happened. */
    int core();

    /**
     * A probed instruction is about to execute; nothing of it has happened yet.
     *
     * @param address linear address of the instruction, in the address space that the core is in
     */
    record Probed(int core, int address) implements MachineEvent {}

    /**
     * A data access to a watched cache line took place.
     *
     * @param linear linear address of the first byte; of a page walk that marks an entry, the physical address again
     * @param physical physical address of the first byte
     * @param size bytes: 1, 2, 4 or 8
     * @param kind read, write, or locked read-modify-write
     * @param before the bytes before the access, little endian, zero-extended
     * @param after the bytes after it; equals {@code before} for a read
     */
    record Accessed(int core, int linear, int physical, int size, Access kind, long before, long after)
            implements MachineEvent {}

    /**
     * A watched line moved into this core's private cache, or its right to write was obtained.
     *
     * @param line physical address of the line
     * @param source the core that supplied or lost it, or {@link #FROM_SHARED_CACHE}, {@link #FROM_MEMORY}
     * @param kind the access that caused it
     * @param cycles what the core waited, queueing at the line's home included
     */
    record LineMoved(int core, int line, int source, Access kind, int cycles) implements MachineEvent {}

    /**
     * The core took an interrupt or exception.
     *
     * @param vector 0 to 255
     * @param external whether it came from an interrupt controller
     */
    record Interrupted(int core, int vector, boolean external) implements MachineEvent {}

    /** A byte left through the serial port. */
    record SerialOutput(int core, int value) implements MachineEvent {}

    /** The guest asked to end through the debug-exit port. */
    record ExitRequested(int core, int code) implements MachineEvent {}

    int FROM_SHARED_CACHE = -1;
    int FROM_MEMORY = -2;

    /** How memory is touched. */
    enum Access {
        READ,
        WRITE,
        /** Locked read-modify-write (SDM 3A, 9.1). */
        LOCKED
    }
}
