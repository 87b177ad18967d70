/* What the fold knows of entries into the kernel. */
package org.kernelscope.engine.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.event.KernelEvent.InterruptSent;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.ProcessCreated;
import org.kernelscope.engine.event.KernelEvent.ProcessExited;
import org.kernelscope.engine.event.KernelEvent.ProcessKilled;
import org.kernelscope.engine.event.KernelEvent.SystemCallEntered;
import org.kernelscope.engine.event.KernelEvent.SystemCallReturned;
import org.kernelscope.engine.event.KernelEvent.TimerTicked;
import org.kernelscope.engine.event.KernelEvent.TrapEntered;
import org.kernelscope.engine.event.KernelEvent.TrapLeft;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.hw.MachineEvent.Interrupted;
import org.kernelscope.hw.cpu.PageWalk;

/**
 * The topic of traps.
 *
 * @param begun whether the kernel's trap layer ever served anything
 * @param inside a bit for each core that came from a user program, or by an exception, and has not left yet
 * @param last by core: its latest entry
 * @param calls names of the system calls under way, by the address of their saved registers
 */
public record TrapsTrack(boolean begun, long inside, List<Optional<Entered>> last, Map<Integer, String> calls) {
    static final int USER_RING = 3;
    private static final int ERROR_PRESENT = 1;
    private static final int ERROR_WRITE = 2;
    private static final int ERROR_USER = 4;

    public TrapsTrack {
        last = List.copyOf(last);
        calls = Map.copyOf(calls);
    }

    /**
     * An entry into the kernel.
     *
     * @param frame linear address of the saved registers, a {@code struct irq_frame}
     * @param walk for a page fault: the walk of its address, as the tables were then
     */
    public record Entered(
            int frame,
            int vector,
            long time,
            int fromRing,
            int eip,
            long error,
            Optional<String> call,
            OptionalInt result,
            boolean left,
            Optional<PageWalk> walk) {
        Entered calling(String name) {
            return new Entered(
                    frame, vector, time, fromRing, eip, error, Optional.of(name), OptionalInt.empty(), left, walk);
        }

        Entered answering(int value) {
            return new Entered(frame, vector, time, fromRing, eip, error, call, OptionalInt.of(value), left, walk);
        }

        Entered leaving() {
            return new Entered(frame, vector, time, fromRing, eip, error, call, result, true, walk);
        }
    }

    static TrapsTrack atPowerOn(int cores) {
        List<Optional<Entered>> none = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            none.add(Optional.empty());
        }
        return new TrapsTrack(false, 0, none, Map.of());
    }

    private TrapsTrack with(int core, Entered entered) {
        List<Optional<Entered>> changed = new ArrayList<>(last);
        changed.set(core, Optional.of(entered));
        return new TrapsTrack(true, inside, changed, calls);
    }

    private TrapsTrack with(int core, boolean isInside) {
        long bit = 1L << core;
        return new TrapsTrack(begun, isInside ? inside | bit : inside & ~bit, last, calls);
    }

    private Optional<Entered> open(int core) {
        return last.get(core).filter(entered -> !entered.left());
    }

    static void interrupted(Interrupted event, Surroundings at) {
        if (event.external() && event.vector() == Vectors.TIMER) {
            at.happened(new TimerTicked(at.step(), at.time(event.core()), event.core()));
        }
    }

    TrapsTrack sent(Call call, Surroundings at) {
        at.happened(
                new InterruptSent(at.step(), at.time(call.core()), call.core(), call.argument(1), call.argument(0)));
        return this;
    }

    /** Interrupts of the kernel itself are told by what they do: they are entries, but no events. */
    TrapsTrack entered(Call call, Surroundings at) throws Unreadable {
        Place frame = at.guest().struct(call.argument(0), "irq_frame");
        int vector = frame.member("vector").word();
        int ring = frame.member("cs").word() & USER_RING;
        boolean isEvent = ring != 0 || vector < Vectors.EXCEPTIONS;
        long time = at.time(call.core());
        long error = frame.member("error").number();
        if (isEvent) {
            at.happened(new TrapEntered(at.step(), time, call.core(), vector, Vectors.name(vector), ring));
        }
        Optional<PageWalk> walk =
                vector == Vectors.PAGE_FAULT ? Optional.of(faulted(call, (int) error, at)) : Optional.empty();
        TrapsTrack told = isEvent ? with(call.core(), true) : this;
        return told.with(
                call.core(),
                new Entered(
                        frame.address(),
                        vector,
                        time,
                        ring,
                        frame.member("eip").word(),
                        error,
                        Optional.empty(),
                        OptionalInt.empty(),
                        false,
                        walk));
    }

    private static PageWalk faulted(Call call, int error, Surroundings at) throws Unreadable {
        int core = call.core();
        int address = at.guest().machine().core(core).cr2();
        at.happened(new PageFaulted(
                at.step(),
                at.time(core),
                core,
                ThreadsTrack.space(core, at),
                address,
                (error & ERROR_WRITE) != 0,
                (error & ERROR_USER) != 0,
                (error & ERROR_PRESENT) != 0));
        return at.guest().machine().walk(core, address);
    }

    /** Another thread may go on than the one that came; an interrupt of the kernel itself ends where it came. */
    TrapsTrack left(int core, boolean toUser, Surroundings at) {
        Optional<Entered> now = open(core).filter(entered -> toUser || entered.fromRing() == 0);
        boolean exception =
                now.filter(entered -> entered.vector() < Vectors.EXCEPTIONS).isPresent();
        TrapsTrack left = this;
        if ((inside & 1L << core) != 0 && (toUser || exception)) {
            at.happened(new TrapLeft(at.step(), at.time(core), core));
            left = with(core, false);
        }
        return now.isPresent() ? left.with(core, now.get().leaving()) : left;
    }

    TrapsTrack calls(Call call, Surroundings at) throws Unreadable {
        Place frame = at.guest().struct(call.argument(0), "irq_frame");
        int number = frame.member("eax").word();
        Place table = at.guest().variable("syscall_table");
        boolean known = number >= 0 && number < table.count();
        String name = known
                ? at.guest().text(table.at(number).member("name").word())
                : "call " + Integer.toUnsignedString(number);
        int count = known ? table.at(number).member("arguments").word() : 0;
        List<Integer> arguments = List.of(
                frame.member("ebx").word(),
                frame.member("esi").word(),
                frame.member("edi").word());
        at.happened(new SystemCallEntered(
                at.step(), at.time(call.core()), call.core(), name, arguments.subList(0, Math.clamp(count, 0, 3))));
        TrapsTrack noted = noting(call.argument(0), Optional.of(name));
        return open(call.core())
                .map(entered -> noted.with(call.core(), entered.calling(name)))
                .orElse(noted);
    }

    private TrapsTrack noting(int frame, Optional<String> name) {
        Map<Integer, String> changed = new HashMap<>(calls);
        changed.remove(frame);
        name.ifPresent(known -> changed.put(frame, known));
        return new TrapsTrack(begun, inside, last, changed);
    }

    /** The thread that returns from its call may have been switched away and back since it came. */
    TrapsTrack answered(Call call, Surroundings at) throws Unreadable {
        Place frame = at.guest().struct(call.argument(0), "irq_frame");
        int result = frame.member("eax").word();
        String name = calls.getOrDefault(call.argument(0), "its call");
        at.happened(new SystemCallReturned(at.step(), at.time(call.core()), call.core(), name, result));
        TrapsTrack done = noting(call.argument(0), Optional.empty());
        return open(call.core())
                .filter(entered -> entered.frame() == call.argument(0))
                .map(entered -> done.with(call.core(), entered.answering(result)))
                .orElse(done);
    }

    TrapsTrack created(Call call, Surroundings at) throws Unreadable {
        if (call.result() >= 0) {
            String name = at.guest().text(call.argument(1));
            at.happened(new ProcessCreated(at.step(), at.time(call.core()), call.core(), call.result(), name));
        }
        return this;
    }

    TrapsTrack exited(Call call, Surroundings at) throws Unreadable {
        int id = ThreadsTrack.running(call.core(), at);
        at.happened(new ProcessExited(at.step(), at.time(call.core()), call.core(), id, call.argument(0)));
        return this;
    }

    TrapsTrack killed(Call call, Surroundings at) throws Unreadable {
        int id = ThreadsTrack.running(call.core(), at);
        String reason = Reason.of(call, at.guest());
        at.happened(new ProcessKilled(at.step(), at.time(call.core()), call.core(), id, reason));
        return this;
    }
}
