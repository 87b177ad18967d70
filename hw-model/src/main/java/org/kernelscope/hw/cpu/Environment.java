/* What a core needs from the machine around it. */
package org.kernelscope.hw.cpu;

import java.util.Optional;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.cache.CacheSystem;

/** The outside of a core, as the core calls it; one implementation in a machine, small ones in tests. */
public interface Environment {
    /**
     * Accounts for a data access in caches and coherence, before it takes place.
     *
     * @param core the accessing core
     * @param physical address in RAM; the access does not cross a cache line
     * @param now the core's clock
     * @return cycles beyond the instruction's static cost
     */
    int access(int core, int physical, Access kind, long now);

    /** The caches that {@link #access} accounts in; empty where there are none. */
    Optional<CacheSystem> caches();

    /** Cycles until the core's earlier stores are visible to all, counted from its clock. */
    int drain(int core, long now);

    /** The virtual time at which the requests to come are made. */
    void now(long time);

    /** Rises whenever something outside the core may have changed what happens next by itself, or an interrupt's way. */
    int changes();

    /** Reads an I/O port of 1, 2 or 4 bytes. */
    int readPort(int core, int port, int size);

    /** Writes an I/O port of 1, 2 or 4 bytes. */
    void writePort(int core, int port, int size, int value);

    /** Reads device memory, or all ones where nothing is. */
    int readDevice(int core, int physical, int size);

    /** Writes device memory; ignored where nothing is. */
    void writeDevice(int core, int physical, int size, int value);

    /** Whether the core's local APIC holds an interrupt that it would deliver now. */
    boolean interruptPending(int core);

    /** Takes that interrupt: its vector moves from request to service. */
    int acknowledgeInterrupt(int core);
}
