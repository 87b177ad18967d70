/* Judges a spinlock by what it does, whatever its code. */
package org.kernelscope.engine.explore;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.engine.explore.Violation.Kind;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variable;

/**
 * Judges {@code work_lock} by entries and returns of {@code lock_acquire} and {@code lock_release} and by accesses.
 *
 * <p>A core is in line once, inside {@code lock_acquire}, it has changed a word of the lock by a locked operation, or
 * executed {@value #DOORWAY} instructions while no other core changed one. Whoever enters after that must be granted the
 * lock later. This doorway fits ticket and queue locks of any make; a plain store does not count, for a queue lock
 * readies its node by plain stores before it joins. (The order of holding is that of drawing numbers in CertiKOS' ticket
 * lock, OSDI 2016; the doorway is Lamport's, CACM 1974.)
 */
public final class LockOracle implements Oracle {
    static final int DOORWAY = 64;

    private static final int CALLED_OBJECT = 4;

    private enum Phase {
        ELSEWHERE,
        ASKING,
        HOLDING,
        RELEASING
    }

    private static final class Track {
        private Phase phase = Phase.ELSEWHERE;
        private int returnPlace;
        private boolean inLine;
        private int quiet;
        private final Set<Integer> before = new HashSet<>();
    }

    private final KernelImage image;
    private final int acquire;
    private final int release;
    private final int lock;
    private final int lockBytes;
    private final List<Variable> foreign;
    private final WorkLog log;
    private final boolean endsFree;
    private final Track[] tracks;
    private int grants;

    /**
     * An oracle for one run.
     *
     * @param ownFile the source file whose variables the lock's code may change
     * @param endsFree whether the two counters of a ticket lock must be equal at the end
     */
    public LockOracle(Subject subject, String ownFile, int rounds, boolean endsFree) {
        image = subject.image();
        acquire = Subject.address(image, "lock_acquire");
        release = Subject.address(image, "lock_release");
        Variable variable = image.variable("work_lock").orElseThrow(() -> new AssertionError("no work_lock"));
        lock = variable.address();
        lockBytes = variable.type().size();
        foreign = image.variables().stream()
                .filter(other -> !other.file().equals(ownFile) && other.address() != lock)
                .toList();
        log = new WorkLog(image, subject.cores(), rounds);
        this.endsFree = endsFree;
        tracks = new Track[subject.cores()];
        Arrays.setAll(tracks, core -> new Track());
    }

    @Override
    public Set<Integer> lines() {
        Set<Integer> lines = new HashSet<>(log.lines());
        for (int offset = 0; offset < lockBytes; offset += 1 << SharedPoints.LINE_SHIFT) {
            lines.add(lock + offset);
        }
        return lines;
    }

    @Override
    public Optional<Violation> after(Machine machine, int core, int eip, long step) {
        Track track = tracks[core];
        return switch (track.phase) {
            case ELSEWHERE -> {
                if (eip == acquire && enters(machine, core)) {
                    asks(core);
                }
                yield Optional.empty();
            }
            case ASKING -> {
                track.quiet++;
                track.inLine |= track.quiet >= DOORWAY;
                yield eip == track.returnPlace ? granted(core, step) : Optional.empty();
            }
            case HOLDING -> {
                if (eip == release && enters(machine, core)) {
                    track.phase = Phase.RELEASING;
                }
                yield Optional.empty();
            }
            case RELEASING -> {
                if (eip == track.returnPlace) {
                    track.phase = Phase.ELSEWHERE;
                }
                yield Optional.empty();
            }
        };
    }

    private boolean enters(Machine machine, int core) {
        int stack = machine.core(core).registers().get(CoreState.ESP);
        OptionalInt object = word(machine, core, stack + CALLED_OBJECT);
        if (object.isEmpty() || object.getAsInt() != lock) {
            return false;
        }
        tracks[core].returnPlace = word(machine, core, stack).orElseThrow();
        return true;
    }

    private void asks(int core) {
        Track track = tracks[core];
        track.phase = Phase.ASKING;
        track.inLine = false;
        track.quiet = 0;
        track.before.clear();
        for (int other = 0; other < tracks.length; other++) {
            if (other != core && tracks[other].phase == Phase.ASKING && tracks[other].inLine) {
                track.before.add(other);
            }
        }
    }

    private Optional<Violation> granted(int core, long step) {
        Track track = tracks[core];
        track.phase = Phase.HOLDING;
        grants++;
        for (int other = 0; other < tracks.length; other++) {
            if (other != core && tracks[other].phase == Phase.HOLDING) {
                return broke(
                        Kind.MUTUAL_EXCLUSION,
                        core,
                        step,
                        "core " + core + " is granted the lock while core " + other + " still holds it");
            }
        }
        for (int other : track.before) {
            if (tracks[other].phase == Phase.ASKING) {
                return broke(
                        Kind.FIRST_COME_FIRST_SERVED,
                        core,
                        step,
                        "core " + core + " is granted the lock before core " + other + ", which was in line when core "
                                + core + " came");
            }
        }
        tracks[core].before.clear();
        for (Track other : tracks) {
            other.before.remove(core);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Violation> accessed(Accessed access, int pc, long step) {
        if (access.before() == access.after()) {
            return Optional.empty();
        }
        Track track = tracks[access.core()];
        boolean locking = track.phase == Phase.ASKING || track.phase == Phase.RELEASING;
        if (inside(access.linear(), lock, lockBytes)) {
            for (int core = 0; core < tracks.length; core++) {
                tracks[core].quiet = core == access.core() ? tracks[core].quiet : 0;
            }
            track.inLine |= track.phase == Phase.ASKING && access.kind() == Access.LOCKED;
            return Optional.empty();
        }
        return locking ? changedElsewhere(access, pc, step) : Optional.empty();
    }

    private Optional<Violation> changedElsewhere(Accessed access, int pc, long step) {
        return foreign.stream()
                .filter(variable -> inside(
                        access.linear(), variable.address(), variable.type().size()))
                .findFirst()
                .flatMap(variable -> broke(
                        Kind.WROTE_ELSEWHERE,
                        access.core(),
                        step,
                        "the lock's code on core " + access.core() + " changes " + variable.name() + " of "
                                + variable.file() + at(pc)));
    }

    @Override
    public Optional<Violation> finished(Machine machine, long step) {
        Optional<String> damage = log.damage(machine);
        if (damage.isPresent()) {
            return broke(Kind.DATA_LOST, -1, step, damage.get());
        }
        OptionalInt next = counter(machine, "next_ticket");
        OptionalInt now = counter(machine, "now_serving");
        if (endsFree && next.isPresent() && !next.equals(now)) {
            return broke(
                    Kind.NOT_FREE_AT_END,
                    -1,
                    step,
                    "nobody holds the lock or waits for it, but next_ticket is "
                            + Integer.toUnsignedString(next.getAsInt()) + " and now_serving is "
                            + Integer.toUnsignedString(now.orElse(0)));
        }
        return Optional.empty();
    }

    private OptionalInt counter(Machine machine, String member) {
        return image.struct("lock").flatMap(type -> type.member(member)).stream()
                .mapToInt(found -> word(machine, 0, lock + found.offset()).orElse(0))
                .findFirst();
    }

    @Override
    public Violation stuck(Machine machine, long turns) {
        for (int core = 0; core < tracks.length; core++) {
            Phase phase = tracks[core].phase;
            if (phase == Phase.RELEASING) {
                return stuckAt(machine, core, "core " + core + " never comes back from lock_release");
            }
            if (phase == Phase.HOLDING) {
                return stuckAt(machine, core, "core " + core + " holds the lock and never comes to release it");
            }
        }
        for (int core = 0; core < tracks.length; core++) {
            if (tracks[core].phase == Phase.ASKING) {
                String history = grants == 0 ? "nobody was ever granted it" : "nobody holds it";
                return stuckAt(
                        machine, core, "core " + core + " asks for the lock and never gets it, although " + history);
            }
        }
        return stuckAt(machine, 0, "no core comes to the end of its work");
    }

    private Violation stuckAt(Machine machine, int core, String what) {
        String where = at(machine.core(core).linearEip());
        return new Violation(Kind.STUCK, core, machine.steps(), what + where);
    }

    private Optional<Violation> broke(Kind kind, int core, long step, String sentence) {
        return Optional.of(new Violation(kind, core, step, sentence));
    }

    private String at(int pc) {
        return " (" + CodePlace.of(image, pc) + ")";
    }

    private static boolean inside(int address, int start, int length) {
        return Integer.compareUnsigned(address - start, length) < 0;
    }

    private static OptionalInt word(Machine machine, int core, int address) {
        byte[] bytes = machine.peekOwn(core, address, 4);
        return bytes.length < 4 ? OptionalInt.empty() : OptionalInt.of(WorkLog.word(bytes, 0));
    }
}
