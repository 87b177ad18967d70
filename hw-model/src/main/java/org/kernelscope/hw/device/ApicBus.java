/* The local APICs of a machine and the messages between them. */
package org.kernelscope.hw.device;

import java.util.ArrayDeque;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.kernelscope.hw.ByDistance;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Topology;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Delivers interprocessor interrupts and timer interrupts at their virtual times. */
public final class ApicBus implements Device {
    /** Physical address at which every core sees its own APIC. */
    public static final int BASE = 0xFEE0_0000;

    private static final int FIXED = 0;
    private static final int LOWEST_PRIORITY = 1;
    private static final int NMI = 4;
    private static final int INIT = 5;
    private static final int STARTUP = 6;
    private static final int LEGACY = 7;
    private static final int LOGICAL = 1 << 11;
    private static final int ASSERT = 1 << 14;
    private static final int LEVEL = 1 << 15;

    private final LocalApic[] apics;
    private final Cores cores;
    private final Topology topology;
    private final ByDistance latency;
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private IntConsumer endOfLevel = vector -> {};
    private IntSupplier legacy = () -> 0;
    private long next = LocalApic.NEVER;

    /**
     * The APICs of a machine.
     *
     * @param latency cycles between sending and arrival, by the distance between the cores
     */
    public ApicBus(Topology topology, ByDistance latency, Cores cores) {
        apics = new LocalApic[topology.cores()];
        for (int id = 0; id < apics.length; id++) {
            apics[id] = new LocalApic(id);
        }
        this.topology = topology;
        this.latency = latency;
        this.cores = cores;
    }

    /** What an INIT or a start-up message does to a core. */
    public interface Cores {
        void init(int core);

        /** Starts the core at this 4 KiB page in real mode, if it waits for that. */
        void startup(int core, int page);

        /** A non-maskable interrupt. */
        void nmi(int core);
    }

    /** Who hears the vectors of level-triggered interrupts that end. */
    void onEndOfLevel(IntConsumer listener) {
        endOfLevel = listener;
    }

    /** Who tells the vector of an interrupt that came through LINT0. */
    public void legacy(IntSupplier acknowledge) {
        legacy = acknowledge;
    }

    /** What firmware sets up in the boot processor, so that the 8259 pair's interrupts reach it. */
    public void virtualWire() {
        apics[0].virtualWire();
    }

    /** Drives the LINT0 pins of all cores. */
    public void lint0(boolean high) {
        for (int core = 0; core < apics.length; core++) {
            if (apics[core].lint0(high)) {
                cores.nmi(core);
            }
        }
    }

    /**
     * Sends a message from an I/O APIC, which hangs on the package of core 0.
     *
     * @param mode delivery mode as in a redirection entry
     * @return when it has arrived everywhere
     */
    long send(int destination, boolean logical, int mode, int vector, boolean level, long now) {
        boolean known = mode <= LOWEST_PRIORITY || mode == NMI || mode == INIT || mode == LEGACY;
        long last = now + latency.here();
        if (known) {
            long arrives = post(0, apic -> apic.addressed(destination, logical), mode, vector, level, now);
            last = Math.max(last, arrives);
        }
        refresh();
        return last;
    }

    /**
     * To all that are meant; one of lowest priority to the one of them that is enabled and does the least urgent work, the
     * first among equals.
     *
     * @return when it has arrived everywhere; now if it goes nowhere
     */
    private long post(int from, Predicate<LocalApic> meant, int mode, int vector, boolean level, long now) {
        int chosen = -1;
        long last = now;
        for (int core = 0; core < apics.length; core++) {
            if (!meant.test(apics[core])) {
                continue;
            }
            if (mode != LOWEST_PRIORITY) {
                last = Math.max(last, enqueue(from, core, mode, vector, level, now));
            } else if (apics[core].enabled() && (chosen < 0 || apics[core].priority() < apics[chosen].priority())) {
                chosen = core;
            }
        }
        return chosen < 0 ? last : enqueue(from, chosen, mode, vector, level, now);
    }

    /** Whether such a message would be news to any core. */
    boolean wouldTell(int destination, boolean logical, int mode, int vector) {
        for (LocalApic apic : apics) {
            if (apic.addressed(destination, logical) && (mode > LOWEST_PRIORITY || apic.listens(vector))) {
                return true;
            }
        }
        return false;
    }

    /** One core's APIC. */
    public LocalApic apic(int core) {
        return apics[core];
    }

    /** Whether the physical address belongs to the APIC page. */
    public static boolean at(int physical) {
        return (physical & ~0xFFF) == BASE;
    }

    /** Reads a register of the core's own APIC. */
    public int read(int core, int physical, long now) {
        return apics[core].read(physical - BASE, now);
    }

    /** Writes a register of the core's own APIC. */
    public void write(int core, int physical, int value, long now) {
        int offset = physical - BASE;
        apics[core].write(offset, value, now);
        if ((offset & 0xFF0) == LocalApic.END_OF_INTERRUPT) {
            int ended = apics[core].endOfInterrupt();
            if (ended >= 0) {
                endOfLevel.accept(ended);
            }
        }
        if ((offset & 0xFF0) == LocalApic.ICR_LOW) {
            send(core, now);
        }
        refresh();
    }

    /** Takes the core's most urgent interrupt into service. */
    public int acknowledge(int core) {
        if (!apics[core].legacyPending()) {
            return apics[core].acknowledge();
        }
        int vector = legacy.getAsInt();
        apics[core].takeLegacy();
        return vector;
    }

    /** Virtual time of the next message or timer interrupt; {@link LocalApic#NEVER} if there is none. */
    @Override
    public long next() {
        return next;
    }

    @Override
    public long nextWake() {
        long wake = messages.isEmpty() ? LocalApic.NEVER : messages.peek().arrival();
        for (LocalApic apic : apics) {
            if (apic.timerMatters()) {
                wake = Math.min(wake, apic.deadline());
            }
        }
        return wake;
    }

    /** Delivers all that is due: messages in the order of arrival and of sending, then timers in the order of cores. */
    @Override
    public void deliver(long now) {
        while (!messages.isEmpty() && messages.peek().arrival() <= now) {
            arrive(messages.remove());
        }
        for (LocalApic apic : apics) {
            if (apic.deadline() <= now) {
                apic.fireTimer(now);
            }
        }
        refresh();
    }

    private void send(int core, long now) {
        LocalApic from = apics[core];
        int command = from.command();
        int mode = command >>> 8 & 7;
        int vector = command & 0xFF;
        boolean interrupt = mode == FIXED || mode == LOWEST_PRIORITY;
        if (interrupt && vector < 16) {
            from.sendFailed();
            return;
        }
        boolean deassert = mode == INIT && (command & LEVEL) != 0 && (command & ASSERT) == 0;
        if (deassert || !interrupt && mode != NMI && mode != INIT && mode != STARTUP) {
            return;
        }
        post(core, apic -> meant(core, apic, command, from.commandDestination()), mode, vector, false, now);
    }

    /** Puts a message behind those that arrive no later; when it arrives. */
    private long enqueue(int from, int to, int mode, int vector, boolean level, long now) {
        long arrival = now + latency.at(topology.between(from, to));
        ArrayDeque<Message> later = new ArrayDeque<>();
        while (!messages.isEmpty() && messages.peekLast().arrival() > arrival) {
            later.push(messages.removeLast());
        }
        messages.add(new Message(arrival, to, mode, vector, level));
        messages.addAll(later);
        return arrival;
    }

    /** SDM 3A, 12.6.1: bits 18 and 19 name a destination without the destination field. */
    private static boolean meant(int from, LocalApic target, int command, int destination) {
        boolean self = target.addressed(from, false);
        return switch (command >>> 18 & 3) {
            case 1 -> self;
            case 2 -> true;
            case 3 -> !self;
            default -> target.addressed(destination, (command & LOGICAL) != 0);
        };
    }

    private void arrive(Message message) {
        LocalApic apic = apics[message.target()];
        switch (message.mode()) {
            case INIT -> {
                apic.reset();
                cores.init(message.target());
            }
            case STARTUP -> cores.startup(message.target(), message.vector());
            case NMI -> cores.nmi(message.target());
            case LEGACY -> apic.requestLegacy();
            default -> apic.request(message.vector(), message.level());
        }
    }

    private void refresh() {
        next = messages.isEmpty() ? LocalApic.NEVER : messages.peek().arrival();
        for (LocalApic apic : apics) {
            next = Math.min(next, apic.deadline());
        }
    }

    @Override
    public void save(StateWriter out) {
        for (LocalApic apic : apics) {
            apic.save(out);
        }
        out.putInt(messages.size());
        for (Message message : messages) {
            out.putLong(message.arrival());
            out.putInt(message.target());
            out.putInt(message.mode());
            out.putInt(message.vector());
            out.putBoolean(message.level());
        }
    }

    @Override
    public void load(StateReader in) throws ImageException {
        for (LocalApic apic : apics) {
            apic.load(in);
        }
        messages.clear();
        for (int left = in.getInt(); left > 0; left--) {
            Message message = new Message(in.getTime(), in.getInt(), in.getInt(), in.getInt(), in.getBoolean());
            if (message.target() < 0 || message.target() >= apics.length) {
                throw new ImageException("saved state holds an interrupt for a core that this machine does not have");
            }
            messages.add(message);
        }
        refresh();
    }

    private record Message(long arrival, int target, int mode, int vector, boolean level) {}
}
