/* Where a lock keeps its words, as far as its type is one that the engine knows. */
package org.kernelscope.engine.model;

import java.util.OptionalInt;

/** The layout of {@code struct lock}; offsets and sizes in bytes. */
public sealed interface LockLayout {
    /** Size of the structure. */
    int size();

    /** A ticket lock: the offsets of {@code next_ticket} and {@code now_serving}, 4 bytes each. */
    record Ticket(int size, int nextTicket, int nowServing) implements LockLayout {}

    /**
     * An MCS lock.
     *
     * @param tail offset of the pointer to the last node
     * @param nodes offset of the node of core 0
     * @param stride distance between the nodes of two neighbouring cores
     * @param count how many nodes there are
     * @param next offset of the pointer to the next node, within a node
     * @param busy offset of the flag on which the owner waits, within a node
     */
    record Mcs(int size, int tail, int nodes, int stride, int count, int next, int busy) implements LockLayout {
        /** Address of a core's node of the lock at this address. */
        public int node(int lock, int core) {
            return lock + nodes + core * stride;
        }

        /** The core whose node of the lock begins at this address. */
        public OptionalInt owner(int lock, int node) {
            int offset = node - lock - nodes;
            boolean inside = offset >= 0 && stride > 0 && offset % stride == 0 && offset / stride < count;
            return inside ? OptionalInt.of(offset / stride) : OptionalInt.empty();
        }
    }

    /** A structure that is neither; the reason says what is missing or different. */
    record Unknown(int size, String reason) implements LockLayout {}
}
