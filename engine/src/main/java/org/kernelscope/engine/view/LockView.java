/* What the kernel believes about one lock, typed. */
package org.kernelscope.engine.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.hw.LineState.Mesi;

/** A lock: its memory read by peeking, its holder and waiters derived from what the cores did. */
public sealed interface LockView {
    /** The C variable's name. */
    String name();

    /** Linear address of the variable. */
    int address();

    Optional<Holder> holder();

    /** In the order in which they will get the lock, the next one first. */
    List<Waiter> waiters();

    /** The lock's cache lines, in address order. */
    List<LineView> lines();

    /**
     * The core inside the critical section.
     *
     * @param core its number
     * @param since virtual time in cycles of the grant
     * @param releasing whether it has entered {@code lock_release}
     */
    record Holder(int core, long since, boolean releasing) {}

    /**
     * A core that has asked and not yet got the lock.
     *
     * @param core its number
     * @param since virtual time in cycles of the request
     * @param queued whether it has its place in the order; before that the order is open
     * @param ticket its ticket, for a ticket lock
     */
    record Waiter(int core, long since, boolean queued, OptionalInt ticket) {}

    /**
     * One cache line of the lock in all private caches.
     *
     * @param label what lies in it: {@code work_lock}, {@code tail}, {@code node 1}
     * @param address physical address of the line
     * @param byCore its MESI state in each core's cache
     * @param before the states at the previous stop
     * @param moves transfers of this line since the event before the latest: what led to it, oldest first
     */
    record LineView(String label, int address, List<Mesi> byCore, List<Mesi> before, List<Move> moves) {
        public LineView {
            byCore = List.copyOf(byCore);
            before = List.copyOf(before);
            moves = List.copyOf(moves);
        }
    }

    /**
     * A line came to a core.
     *
     * @param time virtual time in cycles
     * @param to the core that got it
     * @param from the core that had it, or empty: shared cache or memory
     * @param forWrite whether the others lost their copies
     * @param cycles what it cost, queueing included
     */
    record Move(long time, int to, OptionalInt from, boolean forWrite, int cycles) {}

    /**
     * A ticket lock.
     *
     * @param nextTicket the ticket that the next core will draw
     * @param nowServing the ticket that may enter
     */
    record Ticket(
            String name,
            int address,
            long nextTicket,
            long nowServing,
            Optional<Holder> holder,
            List<Waiter> waiters,
            List<LineView> lines)
            implements LockView {
        public Ticket {
            waiters = List.copyOf(waiters);
            lines = List.copyOf(lines);
        }
    }

    /**
     * An MCS lock (Mellor-Crummey and Scott 1991).
     *
     * @param tail the core whose node is last, or empty when the lock is free
     * @param nodes one node per core, indexed by core
     */
    record Mcs(
            String name,
            int address,
            OptionalInt tail,
            List<Node> nodes,
            Optional<Holder> holder,
            List<Waiter> waiters,
            List<LineView> lines)
            implements LockView {
        public Mcs {
            nodes = List.copyOf(nodes);
            waiters = List.copyOf(waiters);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A core's queue node.
     *
     * @param core whose it is
     * @param address linear address
     * @param next the core whose node it points to, or empty for a null pointer
     * @param busy whether its owner must wait
     * @param changedNext whether {@code next} differs from the previous stop
     * @param changedBusy whether {@code busy} differs from the previous stop
     */
    record Node(int core, int address, OptionalInt next, boolean busy, boolean changedNext, boolean changedBusy) {}

    /**
     * A lock whose type the engine cannot read.
     *
     * @param reason in words: which field is missing or has another type
     */
    record Unreadable(
            String name,
            int address,
            String reason,
            Optional<Holder> holder,
            List<Waiter> waiters,
            List<LineView> lines)
            implements LockView {
        public Unreadable {
            waiters = List.copyOf(waiters);
            lines = List.copyOf(lines);
        }
    }
}
