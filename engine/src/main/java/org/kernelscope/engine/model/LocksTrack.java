/* What the fold knows of locks, and of what the cores do with them. */
package org.kernelscope.engine.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.kernelscope.engine.event.KernelEvent.CoreStarted;
import org.kernelscope.engine.event.KernelEvent.LockGranted;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockQueued;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.event.KernelEvent.LockRequested;
import org.kernelscope.engine.model.KernelMap.KnownLock;
import org.kernelscope.engine.model.LockTrack.LineMove;
import org.kernelscope.engine.model.LockTrack.Release;
import org.kernelscope.engine.view.LockView.Move;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MachineEvent.LineMoved;

/** The topic of locks. Of a lock that is a part of something greater only contention is told. */
public final class LocksTrack {
    private static final int MOST_PARTS = 16;

    private final KernelMap map;
    private final CoreTrack[] cores;
    private final LockTrack[] locks;

    private LocksTrack(KernelMap map, CoreTrack[] cores, LockTrack[] locks) {
        this.map = map;
        this.cores = cores;
        this.locks = locks;
    }

    /** Power-on: core 0 starts, the others wait. */
    static LocksTrack atPowerOn(KernelMap map, int cores) {
        CoreTrack[] tracks = new CoreTrack[cores];
        Arrays.fill(tracks, CoreTrack.in(Phase.IDLE));
        tracks[0] = CoreTrack.in(Phase.BUSY);
        return new LocksTrack(
                map, tracks, map.locks().stream().map(LockTrack::untouched).toArray(LockTrack[]::new));
    }

    public CoreTrack core(int core) {
        return cores[core];
    }

    /**
     * Every lock that is a variable of its own; of the parts of something greater those that matter now: held, wanted,
     * or among the last that were released. In address order.
     */
    public List<LockTrack> locks() {
        Stream<LockTrack> whole =
                Arrays.stream(locks).filter(track -> !track.lock().part());
        Stream<LockTrack> parts = Arrays.stream(locks)
                .filter(track -> track.lock().part() && track.used())
                .sorted(Comparator.comparing(LockTrack::idle)
                        .thenComparing(LockTrack::lastRelease, Comparator.reverseOrder()))
                .limit(MOST_PARTS);
        return Stream.concat(whole, parts)
                .sorted(Comparator.comparingLong(
                        track -> Integer.toUnsignedLong(track.lock().address())))
                .toList();
    }

    LocksTrack thinks(Call call, Surroundings at) {
        int core = call.core();
        return with(core, cores[core].works(true)).in(core, Phase.THINKS, at);
    }

    /** A core waits for the others before and after the workload. */
    LocksTrack meets(Call call, Surroundings at) {
        int core = call.core();
        return with(core, cores[core].works(false)).in(core, Phase.BUSY, at);
    }

    LocksTrack started(Call call, Surroundings at) {
        int core = call.core();
        at.happened(new CoreStarted(at.step(), at.time(core), core));
        return in(core, Phase.BUSY, at);
    }

    LocksTrack halted(int core, Surroundings at) {
        return in(core, Phase.IDLE, at);
    }

    LocksTrack woken(int core, Surroundings at) {
        return cores[core].phase() == Phase.IDLE ? in(core, Phase.BUSY, at) : this;
    }

    LocksTrack runsProgram(int core, Surroundings at) {
        return in(core, Phase.USER, at);
    }

    LocksTrack interrupted(int core, Surroundings at) {
        return cores[core].phase() == Phase.USER ? in(core, Phase.BUSY, at) : this;
    }

    LocksTrack requested(Call call, Surroundings at) {
        int core = call.core();
        int address = call.argument(0);
        LocksTrack known = knowing(address);
        int index = known.indexOf(address);
        LockTrack track = known.locks[index];
        long time = at.time(core);
        LocksTrack asked =
                known.with(core, cores[core].acquiring(index)).with(index, track.requested(core, at.step(), time));
        if (track.lock().part()) {
            return asked;
        }
        at.happened(new LockRequested(at.step(), time, core, track.lock().name()));
        return asked.in(core, Phase.SPINS, at);
    }

    LocksTrack acquired(Call call, Surroundings at) {
        return cores[call.core()].acquiring() == CoreTrack.NONE ? this : granted(call.core(), at);
    }

    private LocksTrack granted(int core, Surroundings at) {
        int index = cores[core].acquiring();
        LockTrack track = locks[index];
        long time = at.time(core);
        LocksTrack inside = with(core, cores[core].acquiring(CoreTrack.NONE)).with(index, track.granted(core, time));
        Optional<Release> given = track.release()
                .filter(release -> track.claim(core)
                        .filter(claim -> claim.step() < release.step())
                        .isPresent());
        if (track.lock().part() && given.isEmpty()) {
            return inside;
        }
        long asked = track.claim(core).map(claim -> claim.waiter().since()).orElse(time);
        String name = track.lock().name();
        at.happened(new LockGranted(at.step(), time, core, name, time - asked));
        given.ifPresent(release -> at.happened(new LockHandedOver(
                at.step(),
                time,
                core,
                name,
                release.core(),
                release.time(),
                Math.max(0, time - release.time()),
                track.transfers())));
        return inside.in(core, Phase.HOLDS, at);
    }

    LocksTrack releaseEntered(Call call, Surroundings at) {
        int core = call.core();
        int index = indexOf(call.argument(0));
        if (index < 0 || !locks[index].heldBy(core)) {
            return this;
        }
        return with(core, cores[core].releasing(index)).with(index, locks[index].releasing(true));
    }

    /** A lock of unknown type counts as released here; one of known type only when its word was written. */
    LocksTrack releaseLeft(Call call, Surroundings at) {
        int core = call.core();
        int index = cores[core].releasing();
        if (index == CoreTrack.NONE) {
            return this;
        }
        LocksTrack left = with(core, cores[core].releasing(CoreTrack.NONE));
        if (!locks[index].heldBy(core)) {
            return left;
        }
        return locks[index].lock().layout() instanceof LockLayout.Unknown
                ? left.released(core, index, at)
                : left.with(index, locks[index].releasing(false));
    }

    private LocksTrack released(int core, int index, Surroundings at) {
        LockTrack track = locks[index];
        long time = at.time(core);
        long held = track.holder().map(holder -> time - holder.since()).orElse(0L);
        if (!track.lock().part() || track.awaited()) {
            at.happened(new LockReleased(at.step(), time, core, track.lock().name(), held));
        }
        LocksTrack free = with(index, track.released(core, at.step(), time));
        if (cores[core].phase() != Phase.HOLDS || free.holdsAny(core)) {
            return free;
        }
        return free.in(core, cores[core].works() ? Phase.THINKS : Phase.BUSY, at);
    }

    private boolean holdsAny(int core) {
        for (LockTrack lock : locks) {
            if (lock.heldBy(core)) {
                return true;
            }
        }
        return false;
    }

    LocksTrack wrote(Accessed access, Surroundings at) {
        int core = access.core();
        int acquiring = cores[core].acquiring();
        if (acquiring != CoreTrack.NONE) {
            return takesPlace(access, acquiring) ? queued(access, acquiring, at) : this;
        }
        int releasing = cores[core].releasing();
        boolean givesAway =
                releasing != CoreTrack.NONE && locks[releasing].heldBy(core) && givesAway(access, releasing);
        return givesAway ? released(core, releasing, at) : this;
    }

    /** Whether the access draws a ticket, be it in one step or by a plain store, or puts the core's own node last. */
    private boolean takesPlace(Accessed access, int index) {
        KnownLock lock = locks[index].lock();
        int offset = access.linear() - lock.address();
        boolean locked = access.kind() == Access.LOCKED;
        return switch (lock.layout()) {
            case LockLayout.Ticket ticket ->
                offset == ticket.nextTicket() && (!locked || access.after() == (access.before() + 1 & 0xFFFF_FFFFL));
            case LockLayout.Mcs mcs ->
                locked && offset == mcs.tail() && (int) access.after() == mcs.node(lock.address(), access.core());
            case LockLayout.Unknown unknown -> false;
        };
    }

    /** Whether the access serves the next ticket, empties the tail, or ends another core's wait. */
    private boolean givesAway(Accessed access, int index) {
        KnownLock lock = locks[index].lock();
        int offset = access.linear() - lock.address();
        return switch (lock.layout()) {
            case LockLayout.Ticket ticket -> offset == ticket.nowServing();
            case LockLayout.Mcs mcs when offset == mcs.tail() -> access.before() != 0 && access.after() == 0;
            case LockLayout.Mcs mcs -> {
                OptionalInt owner = mcs.owner(lock.address(), access.linear() - mcs.busy());
                yield access.after() == 0 && owner.isPresent() && owner.getAsInt() != access.core();
            }
            case LockLayout.Unknown unknown -> false;
        };
    }

    private LocksTrack queued(Accessed access, int index, Surroundings at) {
        LockTrack track = locks[index];
        int core = access.core();
        boolean drawn = track.lock().layout() instanceof LockLayout.Ticket;
        long before = access.after() - 1 & 0xFFFF_FFFFL;
        LocksTrack placed = with(index, track.queued(core, drawn ? OptionalInt.of((int) before) : OptionalInt.empty()));
        if (track.lock().part() && track.ahead() == 0) {
            return placed;
        }
        OptionalLong ticket = drawn ? OptionalLong.of(before) : OptionalLong.empty();
        at.happened(new LockQueued(at.step(), at.time(core), core, track.lock().name(), ticket, track.ahead()));
        return placed.in(core, Phase.SPINS, at);
    }

    LocksTrack moved(LineMoved moved, Surroundings at) {
        List<Integer> touched = map.locksIn(moved.line());
        if (touched.isEmpty()) {
            return this;
        }
        OptionalInt source = moved.source() >= 0 ? OptionalInt.of(moved.source()) : OptionalInt.empty();
        var move = new LineMove(
                moved.line(),
                new Move(at.time(moved.core()), moved.core(), source, moved.kind() != Access.READ, moved.cycles()));
        LockTrack[] changed = locks.clone();
        for (int index : touched) {
            changed[index] = changed[index].moved(move);
        }
        return new LocksTrack(map, cores, changed);
    }

    private LocksTrack in(int core, Phase phase, Surroundings at) {
        if (cores[core].phase() == phase) {
            return this;
        }
        long time = at.time(core);
        at.began(core, phase, time);
        return with(core, cores[core].phase(phase, time));
    }

    /** This model, with the lock at this address in it even if no variable is known there. */
    private LocksTrack knowing(int address) {
        if (indexOf(address) >= 0) {
            return this;
        }
        LockTrack[] more = Arrays.copyOf(locks, locks.length + 1);
        String name = "lock at 0x" + Integer.toHexString(address);
        var layout = new LockLayout.Unknown(4, "no variable of type struct lock lies at this address");
        more[locks.length] = LockTrack.untouched(new KnownLock(name, address, layout, false));
        return new LocksTrack(map, cores, more);
    }

    private int indexOf(int address) {
        for (int index = map.locks().size(); index < locks.length; index++) {
            if (locks[index].lock().address() == address) {
                return index;
            }
        }
        return map.lockAt(address);
    }

    private LocksTrack with(int core, CoreTrack track) {
        CoreTrack[] changed = cores.clone();
        changed[core] = track;
        return new LocksTrack(map, changed, locks);
    }

    private LocksTrack with(int index, LockTrack track) {
        LockTrack[] changed = locks.clone();
        changed[index] = track;
        return new LocksTrack(map, cores, changed);
    }
}
