/* What just happened, in the kernel's terms. */
package org.kernelscope.engine.event;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A kernel event, derived from probes at primitives and watches on words; the guest is never asked. Threads,
 * containers, spaces and processes are given by their numbers, frames by physical address divided by 4096.
 *
 * <p>{@link #step} is the number of turns taken when it became visible, {@link #time} the virtual time in cycles,
 * {@link #core} the core that caused it.
 */
public sealed interface KernelEvent {
    long step();

    long time();

    int core();

    /** From here on a number is taken for an address. */
    int LARGE = 1 << 20;

    /** One sentence, as the headline and the event list show it. */
    String sentence();

    /** Something that happened to a lock. */
    sealed interface LockEvent extends KernelEvent {
        /** The lock's name, as C would write it. */
        String lock();
    }

    /** A core entered {@code lock_acquire}. */
    record LockRequested(long step, long time, int core, String lock) implements LockEvent {
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
            implements LockEvent {
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
    record LockGranted(long step, long time, int core, String lock, long waited) implements LockEvent {
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
    record LockReleased(long step, long time, int core, String lock, long held) implements LockEvent {
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
            implements LockEvent {
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

    /** How far two threads have come with sharing a page. */
    enum Sharing {
        ENDED,
        PENDING,
        READY
    }

    /** A thread block was filled and its thread made ready. */
    record ThreadSpawned(long step, long time, int core, int thread, String name, int onCpu) implements KernelEvent {
        @Override
        public String sentence() {
            return "thread " + thread + " (" + name + ") is spawned for core " + onCpu;
        }
    }

    /** The core goes on with another thread. */
    record ThreadSwitched(long step, long time, int core, int from, int to) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " switches from thread " + from + " to thread " + to;
        }
    }

    /**
     * The running thread gives its core up until it is woken.
     *
     * @param queue the name that its view has
     */
    record ThreadSlept(long step, long time, int core, int thread, String queue) implements KernelEvent {
        @Override
        public String sentence() {
            return "thread " + thread + " sleeps in " + queue;
        }
    }

    /**
     * A sleeping thread may run again.
     *
     * @param by the thread that was running on the waking core
     */
    record ThreadWoken(long step, long time, int core, int thread, int by, int toCpu) implements KernelEvent {
        @Override
        public String sentence() {
            return "thread " + by + " wakes thread " + thread + " on core " + toCpu;
        }
    }

    /** The running thread is over. */
    record ThreadExited(long step, long time, int core, int thread) implements KernelEvent {
        @Override
        public String sentence() {
            return "thread " + thread + " exits";
        }
    }

    /** The timer of the core interrupted it. */
    record TimerTicked(long step, long time, int core) implements KernelEvent {
        @Override
        public String sentence() {
            return "timer tick on core " + core;
        }
    }

    /** One core asked another to interrupt its work. */
    record InterruptSent(long step, long time, int core, int vector, int toCore) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " interrupts core " + toCore
                    + String.format(Locale.ROOT, " with vector 0x%02x", vector);
        }
    }

    /** A frame found its owner. */
    record FrameAllocated(long step, long time, int core, int frame, int owner) implements KernelEvent {
        @Override
        public String sentence() {
            return "frame " + hex(frame) + " goes to container " + owner;
        }
    }

    /** A frame is free again. */
    record FrameFreed(long step, long time, int core, int frame, int owner) implements KernelEvent {
        @Override
        public String sentence() {
            return "frame " + hex(frame) + " of container " + owner + " is free again";
        }
    }

    /** A container gave a part of its frames and ids to a new child. */
    record ContainerSplit(long step, long time, int core, int parent, int child, int quota, int ids)
            implements KernelEvent {
        @Override
        public String sentence() {
            return "container " + parent + " gives " + quota + (quota == 1 ? " frame and " : " frames and ") + ids
                    + (ids == 1 ? " id" : " ids") + " to its child " + child;
        }
    }

    /** A container may not use another frame. */
    record ContainerRefused(long step, long time, int core, int id) implements KernelEvent {
        @Override
        public String sentence() {
            return "container " + id + " is refused a frame";
        }
    }

    /** A container is gone, its quota back with its parent. */
    record ContainerExited(long step, long time, int core, int id) implements KernelEvent {
        @Override
        public String sentence() {
            return "container " + id + " is gone";
        }
    }

    /** A page table entry became present. */
    record PageMapped(long step, long time, int core, int space, int address, int frame, boolean writable)
            implements KernelEvent {
        @Override
        public String sentence() {
            return "space " + space + " maps " + hex(address) + " to frame " + hex(frame)
                    + (writable ? "" : ", read only");
        }
    }

    /** A page table entry was cleared. */
    record PageUnmapped(long step, long time, int core, int space, int address, int frame) implements KernelEvent {
        @Override
        public String sentence() {
            return "space " + space + " unmaps " + hex(address) + " from frame " + hex(frame);
        }
    }

    /** An access needed what the tables do not grant. */
    record PageFaulted(
            long step, long time, int core, int space, int address, boolean write, boolean user, boolean present)
            implements KernelEvent {
        @Override
        public String sentence() {
            return "page fault on core " + core + ": " + (user ? "user " : "kernel ")
                    + (write ? "write to " : "read of ") + hex(address) + (present ? ", not allowed" : ", not present");
        }
    }

    /** A core asked others to forget translations. */
    record ShootdownSent(long step, long time, int core, List<Integer> targets, int pages) implements KernelEvent {
        public ShootdownSent {
            targets = List.copyOf(targets);
        }

        @Override
        public String sentence() {
            return "core " + core + " asks " + (targets.size() == 1 ? "core " : "cores ") + list(targets)
                    + " to forget " + pages + (pages == 1 ? " page" : " pages");
        }
    }

    /** A core forgot what others had asked it to forget. */
    record ShootdownServed(long step, long time, int core) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " has forgotten the pages";
        }
    }

    /**
     * All cores that were asked have forgotten.
     *
     * @param cycles since it was sent
     */
    record ShootdownDone(long step, long time, int core, long cycles) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + "'s shootdown is done after " + KernelEvent.cycles(cycles);
        }
    }

    /** A thread offered a message. */
    record MessageSent(long step, long time, int core, int from, int to, int words) implements KernelEvent {
        @Override
        public String sentence() {
            return "thread " + from + " sends " + amount(words) + " to thread " + to;
        }
    }

    /** A message reached its receiver. */
    record MessageReceived(long step, long time, int core, int from, int to, int words) implements KernelEvent {
        @Override
        public String sentence() {
            return "thread " + to + " receives " + amount(words) + " from thread " + from;
        }
    }

    /** Bits were set in a thread's notification word. */
    record Notified(long step, long time, int core, int from, int to, int bits) implements KernelEvent {
        @Override
        public String sentence() {
            return "thread " + from + " notifies thread " + to + " of " + hex(bits);
        }
    }

    /** A value went into a bounded buffer. */
    record BufferPut(long step, long time, int core, int buffer, int value) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " puts " + value + " into buffer " + buffer;
        }
    }

    /** A value came out of a bounded buffer. */
    record BufferGot(long step, long time, int core, int buffer, int value) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " gets " + value + " from buffer " + buffer;
        }
    }

    /** Sharing of a page between two threads went on or ended. */
    record ShareChanged(long step, long time, int core, int from, int to, Sharing state) implements KernelEvent {
        @Override
        public String sentence() {
            return "sharing from " + from + " to " + to + " is " + state.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A core entered the kernel by interrupt, exception or system call. */
    record TrapEntered(long step, long time, int core, int vector, String name, int fromRing) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " enters the kernel from ring " + fromRing + ": " + name;
        }
    }

    /** A core left the kernel, back to where it came from. */
    record TrapLeft(long step, long time, int core) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " returns from its trap";
        }
    }

    /** A user program's system call reached its function. */
    record SystemCallEntered(long step, long time, int core, String name, List<Integer> arguments)
            implements KernelEvent {
        public SystemCallEntered {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String sentence() {
            return "core " + core + " calls " + name + "(" + list(arguments) + ")";
        }
    }

    /** A system call's function returned. */
    record SystemCallReturned(long step, long time, int core, String name, int result) implements KernelEvent {
        @Override
        public String sentence() {
            return "core " + core + " returns " + value(result) + " from " + name;
        }
    }

    /** A process exists, its program loaded. */
    record ProcessCreated(long step, long time, int core, int id, String name) implements KernelEvent {
        @Override
        public String sentence() {
            return "process " + id + " (" + name + ") is created";
        }
    }

    /** A process ended by itself. */
    record ProcessExited(long step, long time, int core, int id, int code) implements KernelEvent {
        @Override
        public String sentence() {
            return "process " + id + " exits with " + code;
        }
    }

    /** A process was ended by the kernel. */
    record ProcessKilled(long step, long time, int core, int id, String reason) implements KernelEvent {
        @Override
        public String sentence() {
            return "process " + id + " is killed: " + reason;
        }
    }

    private static String cycles(long count) {
        return String.format(Locale.ROOT, "%,d cycles", count);
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "0x%x", value);
    }

    private static String amount(int count) {
        return count + (count == 1 ? " word" : " words");
    }

    private static String list(List<Integer> values) {
        return values.stream().map(KernelEvent::value).collect(Collectors.joining(", "));
    }

    /** Small numbers as they are, addresses and masks in hexadecimal. */
    private static String value(int value) {
        return Math.abs((long) value) < LARGE ? Integer.toString(value) : hex(value);
    }
}
