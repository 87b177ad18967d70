/* The fold from what the machine reports to what the kernel is doing. */
package org.kernelscope.engine.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.kernelscope.engine.event.KernelEvent.CoreStarted;
import org.kernelscope.engine.event.KernelEvent.LockGranted;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockQueued;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.event.KernelEvent.LockRequested;
import org.kernelscope.engine.model.KernelMap.KnownLock;
import org.kernelscope.engine.model.LockTrack.LineMove;
import org.kernelscope.engine.view.LockView.Move;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MachineEvent.Interrupted;
import org.kernelscope.hw.MachineEvent.LineMoved;
import org.kernelscope.hw.MachineEvent.Probed;

/** Immutable: each event gives the next model, often the same. The guest is watched, never asked. */
public final class KernelModel {
    private final KernelMap map;
    private final CoreTrack[] cores;
    private final LockTrack[] locks;

    private KernelModel(KernelMap map, CoreTrack[] cores, LockTrack[] locks) {
        this.map = map;
        this.cores = cores;
        this.locks = locks;
    }

    /** Power-on: core 0 starts, the others wait. */
    public static KernelModel atPowerOn(KernelMap map, int cores) {
        CoreTrack[] tracks = new CoreTrack[cores];
        Arrays.fill(tracks, CoreTrack.in(Phase.IDLE));
        tracks[0] = CoreTrack.in(Phase.BUSY);
        return new KernelModel(
                map, tracks, map.locks().stream().map(LockTrack::untouched).toArray(LockTrack[]::new));
    }

    public CoreTrack core(int core) {
        return cores[core];
    }

    /** Every lock that is a variable or was ever asked for, in address order. */
    public List<LockTrack> locks() {
        return Arrays.stream(locks)
                .sorted(Comparator.comparingLong(
                        track -> Integer.toUnsignedLong(track.lock().address())))
                .toList();
    }

    /** The model after this event. */
    public KernelModel after(MachineEvent event, Surroundings at) {
        return switch (event) {
            case Probed probed -> passed(probed, at);
            case Accessed access when access.kind() != Access.READ -> wrote(access, at);
            case LineMoved moved -> moved(moved, at);
            case Interrupted interrupted -> woken(interrupted.core(), at);
            default -> this;
        };
    }

    private KernelModel passed(Probed probed, Surroundings at) {
        Landmark landmark = map.landmarks().get(probed.address());
        int core = probed.core();
        if (landmark == null) {
            return this;
        }
        return switch (landmark) {
            case ACQUIRE_ENTRY -> requested(core, at);
            case ACQUIRE_RETURN -> cores[core].acquiring() == CoreTrack.NONE ? this : granted(core, at);
            case RELEASE_ENTRY -> releaseEntered(core, at);
            case RELEASE_RETURN -> cores[core].releasing() == CoreTrack.NONE ? this : releaseLeft(core, at);
            case THINK_ENTRY -> with(core, cores[core].works(true)).in(core, Phase.THINKS, at);
            case BARRIER_ENTRY -> with(core, cores[core].works(false)).in(core, Phase.BUSY, at);
            case CORE_START -> started(core, at);
            case HALT -> in(core, Phase.IDLE, at);
        };
    }

    private KernelModel started(int core, Surroundings at) {
        at.happened(new CoreStarted(at.step(), at.time(core), core));
        return in(core, Phase.BUSY, at);
    }

    private KernelModel woken(int core, Surroundings at) {
        return cores[core].phase() == Phase.IDLE ? in(core, Phase.BUSY, at) : this;
    }

    private KernelModel requested(int core, Surroundings at) {
        int address = at.argument(core);
        KernelModel known = knowing(address);
        int index = known.indexOf(address);
        LockTrack track = known.locks[index];
        long time = at.time(core);
        at.happened(new LockRequested(at.step(), time, core, track.lock().name()));
        return known.with(core, cores[core].acquiring(index))
                .with(index, track.requested(core, at.step(), time))
                .in(core, Phase.SPINS, at);
    }

    private KernelModel granted(int core, Surroundings at) {
        int index = cores[core].acquiring();
        LockTrack track = locks[index];
        long time = at.time(core);
        long asked = track.claim(core).map(claim -> claim.waiter().since()).orElse(time);
        String name = track.lock().name();
        at.happened(new LockGranted(at.step(), time, core, name, time - asked));
        track.release()
                .filter(release ->
                        track.claim(core).isPresent() && track.claim(core).get().step() < release.step())
                .ifPresent(release -> at.happened(new LockHandedOver(
                        at.step(),
                        time,
                        core,
                        name,
                        release.core(),
                        release.time(),
                        Math.max(0, time - release.time()),
                        track.transfers())));
        return with(core, cores[core].acquiring(CoreTrack.NONE))
                .with(index, track.granted(core, time))
                .in(core, Phase.HOLDS, at);
    }

    private KernelModel releaseEntered(int core, Surroundings at) {
        int index = indexOf(at.argument(core));
        if (index < 0 || !locks[index].heldBy(core)) {
            return this;
        }
        return with(core, cores[core].releasing(index)).with(index, locks[index].releasing(true));
    }

    /** A lock of unknown type counts as released here; one of known type only when its word was written. */
    private KernelModel releaseLeft(int core, Surroundings at) {
        int index = cores[core].releasing();
        KernelModel left = with(core, cores[core].releasing(CoreTrack.NONE));
        if (!locks[index].heldBy(core)) {
            return left;
        }
        return locks[index].lock().layout() instanceof LockLayout.Unknown
                ? left.released(core, index, at)
                : left.with(index, locks[index].releasing(false));
    }

    private KernelModel released(int core, int index, Surroundings at) {
        LockTrack track = locks[index];
        long time = at.time(core);
        long held = track.holder().map(holder -> time - holder.since()).orElse(0L);
        at.happened(new LockReleased(at.step(), time, core, track.lock().name(), held));
        KernelModel free = with(index, track.released(core, at.step(), time));
        boolean holdsAnother = Arrays.stream(free.locks).anyMatch(other -> other.heldBy(core));
        if (holdsAnother) {
            return free;
        }
        return free.in(core, cores[core].works() ? Phase.THINKS : Phase.BUSY, at);
    }

    private KernelModel wrote(Accessed access, Surroundings at) {
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

    private KernelModel queued(Accessed access, int index, Surroundings at) {
        LockTrack track = locks[index];
        int core = access.core();
        boolean drawn = track.lock().layout() instanceof LockLayout.Ticket;
        long before = access.after() - 1 & 0xFFFF_FFFFL;
        OptionalLong ticket = drawn ? OptionalLong.of(before) : OptionalLong.empty();
        at.happened(new LockQueued(at.step(), at.time(core), core, track.lock().name(), ticket, track.ahead()));
        return with(index, track.queued(core, drawn ? OptionalInt.of((int) before) : OptionalInt.empty()));
    }

    private KernelModel moved(LineMoved moved, Surroundings at) {
        KernelModel model = this;
        for (int index = 0; index < locks.length; index++) {
            KnownLock lock = locks[index].lock();
            int from = lock.address() & -KernelMap.LINE_BYTES;
            if (moved.line() - from >= 0
                    && moved.line() < lock.address() + lock.layout().size()) {
                OptionalInt source = moved.source() >= 0 ? OptionalInt.of(moved.source()) : OptionalInt.empty();
                Move move = new Move(
                        at.time(moved.core()), moved.core(), source, moved.kind() != Access.READ, moved.cycles());
                model = model.with(index, locks[index].moved(new LineMove(moved.line(), move)));
            }
        }
        return model;
    }

    private KernelModel in(int core, Phase phase, Surroundings at) {
        if (cores[core].phase() == phase) {
            return this;
        }
        long time = at.time(core);
        at.began(core, phase, time);
        return with(core, cores[core].phase(phase, time));
    }

    /** This model, with the lock at this address in it even if no variable is known there. */
    private KernelModel knowing(int address) {
        if (indexOf(address) >= 0) {
            return this;
        }
        LockTrack[] more = Arrays.copyOf(locks, locks.length + 1);
        String name = "lock at 0x" + Integer.toHexString(address);
        var layout = new LockLayout.Unknown(4, "no variable of type struct lock lies at this address");
        more[locks.length] = LockTrack.untouched(new KnownLock(name, address, layout));
        return new KernelModel(map, cores, more);
    }

    private int indexOf(int address) {
        for (int index = 0; index < locks.length; index++) {
            if (locks[index].lock().address() == address) {
                return index;
            }
        }
        return -1;
    }

    private KernelModel with(int core, CoreTrack track) {
        CoreTrack[] changed = cores.clone();
        changed[core] = track;
        return new KernelModel(map, changed, locks);
    }

    private KernelModel with(int index, LockTrack track) {
        LockTrack[] changed = locks.clone();
        changed[index] = track;
        return new KernelModel(map, cores, changed);
    }
}
