/* What just happened, in the kernel's terms. */
package org.kernelscope.engine.event;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * A kernel event, derived from probes at primitives and watches on words; the guest is never asked.
 *
 * <p>{@link #step} is the number of turns taken when it became visible, {@link #time} the virtual time in cycles,
 * {@link #core} the core that caused it.
 */
public sealed interface KernelEvent {
    long step();

    long time();

    int core();

    /** One sentence, as the headline and the event list show it. */
    String sentence();

    /** A core entered {@code lock_acquire}. */
    record LockRequested(long step, long time, int core, String lock) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " asks for " + lock;
        }
    }

    /**
     * A core took its place in the lock's order: drew a ticket, or put its node at the tail.
     *
     * @param ticket the ticket, for a ticket lock
     * @param ahead cores before it, the holder included
     */
    record LockQueued(long step, long time, int core, String lock, OptionalLong ticket, int ahead)
            implements KernelEvent {
        @Override
        public String sentence() {
            String place = ticket.isPresent() ? "draws ticket " + ticket.getAsLong() : "joins the queue";
            return "core " + core + " " + place + " of " + lock + ", " + ahead + " ahead";
        }
    }

    /**
     * A core left {@code lock_acquire}: it holds the lock.
     *
     * @param waited cycles since it asked
     */
    record LockGranted(long step, long time, int core, String lock, long waited) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " holds " + lock + " after " + cycles(waited);
        }
    }

    /**
     * The store that gives the lock away took place.
     *
     * @param held cycles since it was granted
     */
    record LockReleased(long step, long time, int core, String lock, long held) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " releases " + lock + ", held for " + cycles(held);
        }
    }

    /**
     * A waiting core got the lock that another had released. Follows the new holder's {@link LockGranted}.
     *
     * @param core the new holder
     * @param from the core that released
     * @param released when, in cycles
     * @param cycles between release and grant
     * @param transfers cache lines of the lock moved between the two moments
     */
    record LockHandedOver(
            long step, long time, int core, String lock, int from, long released, long cycles, int transfers)
            implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + from + " hands " + lock + " over to core " + core + ": " + KernelEvent.cycles(cycles)
                    + ", " + transfers + (transfers == 1 ? " line transfer" : " line transfers");
        }
    }

    /** An application processor executed its first instruction. */
    record CoreStarted(long step, long time, int core) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " starts";
        }
    }

    private static String cycles(long count) {
        return String.format(Locale.ROOT, "%,d cycles", count);
    }
}
