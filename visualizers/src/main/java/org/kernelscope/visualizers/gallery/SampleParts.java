/* What the sample frames are put together from. */
package org.kernelscope.visualizers.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.engine.view.CoreView.AssemblyLine;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.Timeline;
import org.kernelscope.engine.view.Timeline.HandOver;
import org.kernelscope.engine.view.Timeline.Span;
import org.kernelscope.engine.view.Timeline.Turn;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.Variant;

/** Pure functions; the same arguments give the same frame. */
final class SampleParts {
    private static final int MEGAHERTZ = 3200;

    private SampleParts() {}

    static Frame frame(
            Variant.Lock lock,
            int cores,
            long now,
            Phase[] phases,
            Optional<LockView> view,
            Optional<KernelEvent> latest,
            List<KernelEvent> events,
            Timeline timeline) {
        List<CoreView> views = new ArrayList<>();
        for (int id = 0; id < cores; id++) {
            views.add(core(id, phases[id], now, lock));
        }
        int actor = latest.map(KernelEvent::core).orElse(0);
        return new Frame(
                scenario(lock, cores),
                latest.map(KernelEvent::step).orElse(1840L),
                now,
                Frame.Status.PAUSED,
                OptionalInt.of(actor),
                views,
                KernelView.ofLocks(view.map(List::of).orElse(List.of())),
                events.isEmpty() ? latest.stream().toList() : events,
                events,
                timeline,
                "kscope run=contention\n",
                Optional.of("9f3c00000000e2"));
    }

    /** A frame of a kernel with user programs: its latest events are those since the last stop. */
    static Frame user(int cores, long now, Phase[] phases, KernelView kernel, List<KernelEvent> recent, int fresh) {
        Frame frame = frame(
                Variant.Lock.MCS,
                cores,
                now,
                phases,
                Optional.empty(),
                Optional.of(recent.getLast()),
                recent,
                programs(kernel, cores, now));
        return new Frame(
                frame.scenario(),
                frame.step(),
                frame.time(),
                frame.status(),
                frame.actor(),
                frame.cores(),
                kernel,
                recent,
                recent.subList(recent.size() - fresh, recent.size()),
                frame.timeline(),
                "kscope run=user\ninit: shell (5)\n",
                frame.stateHash());
    }

    /** A string of I with one other letter at a core's place. */
    static String only(int core, char letter) {
        return "I".repeat(core) + letter + "I".repeat(15 - core);
    }

    private static Scenario scenario(Variant.Lock lock, int cores) {
        HardwareProfile profile = new HardwareProfile("core-i7", List.of());
        return new Scenario(
                "spinlock",
                "Spinlock hand-off",
                "How a lock passes from core to core.",
                Variant.of(lock, Variant.Optimisation.O1),
                new MachineConfig(cores, 64, profile),
                "kscope run=contention",
                InterleavingChoice.BY_TIME,
                MEGAHERTZ);
    }

    private static CoreView core(int id, Phase phase, long now, Variant.Lock lock) {
        boolean idle = phase == Phase.IDLE;
        CodeLocation location = location(phase, lock);
        int eip = idle ? 0 : 0x00101a3e + location.line();
        List<Integer> registers = List.of(
                idle ? 0 : 0x001080c0 + 64 * id,
                location.line(),
                id,
                0x00108040,
                0x00116fd8 + 0x1000 * id,
                0x00116ff0 + 0x1000 * id,
                0x00000200 + id,
                0x0000beef);
        CoreState state = new CoreState(
                id,
                idle ? CoreState.Activity.WAITING_FOR_STARTUP : CoreState.Activity.RUNNING,
                registers,
                eip,
                eip,
                phase == Phase.SPINS ? 0x246 : 0x287,
                List.of(0x10, 0x08, 0x10, 0x10, 0x10, 0x10),
                0x11,
                0,
                0,
                0,
                0,
                now,
                idle ? 0 : 40_000 + 811L * id,
                idle
                        ? new CoreState.Counters(0, 0, 0, 0, 0, 0, 0)
                        : new CoreState.Counters(38_211 + 90L * id, 214, 118 + id, 37, 96, 52, 9_120 + 400L * id));
        Set<Integer> changed = phase == Phase.THINKS && id == 1 ? Set.of(CoreState.EAX, 8) : Set.of(8);
        return new CoreView(state, phase, now - 212 - 176L * id, location, assembly(phase, eip), changed);
    }

    private static CodeLocation location(Phase phase, Variant.Lock lock) {
        String file = lock.folder() + "/lock.c";
        return switch (phase) {
            case IDLE -> CodeLocation.UNKNOWN;
            case USER -> new CodeLocation("delay", "user/lib/delay.c", 12);
            case BUSY -> new CodeLocation("console_write", "console/console.c", 58);
            case THINKS -> new CodeLocation("contention_think", "contention/contention.c", 71);
            case SPINS -> new CodeLocation("lock_acquire", file, 29);
            case HOLDS -> new CodeLocation("contention_section", "contention/contention.c", 83);
        };
    }

    private static List<AssemblyLine> assembly(Phase phase, int eip) {
        return switch (phase) {
            case IDLE -> List.of();
            case SPINS ->
                List.of(
                        new AssemblyLine(eip - 2, "pause", false),
                        new AssemblyLine(eip, "cmp dword ptr [eax + 4], 0", true));
            case HOLDS -> List.of(new AssemblyLine(eip, "mov dword ptr [ebx + 8*ecx], edx", true));
            case THINKS, BUSY, USER -> List.of(new AssemblyLine(eip, "dec ecx", true));
        };
    }

    /** A run in which the lock goes round, ending some cycles after the present. */
    static Timeline timeline(int cores, long now, long ahead) {
        long end = now + ahead;
        long section = 1056;
        List<List<Span>> lanes = new ArrayList<>();
        List<HandOver> handOvers = new ArrayList<>();
        long start = now - 8 * section;
        for (int core = 0; core < cores; core++) {
            lanes.add(lane(core, cores, start, section, end));
        }
        int turns = (int) Math.ceilDiv(end - start, section);
        for (int turn = 1; turn < turns; turn++) {
            long released = start + turn * section;
            handOvers.add(
                    new HandOver("work_lock", holder(turn - 1, cores), holder(turn, cores), released, released + 96));
        }
        return new Timeline(lanes, List.of(), handOvers, end);
    }

    /** A run in which each core's threads have it in turn, in and out of the kernel. */
    private static Timeline programs(KernelView kernel, int cores, long now) {
        List<List<Span>> lanes = new ArrayList<>();
        List<List<Turn>> turns = new ArrayList<>();
        long start = now - 9600;
        for (int core = 0; core < cores; core++) {
            List<Span> lane = new ArrayList<>(List.of(new Span(Phase.BUSY, 0, start)));
            List<Turn> given = new ArrayList<>();
            List<Integer> threads = threadsOf(kernel, core);
            for (int turn = 0; turn < 12 && !threads.isEmpty(); turn++) {
                long from = start + turn * 1150L + 120L * core;
                long to = from + 1150;
                boolean idle = threads.size() == 1 || turn % threads.size() == threads.size() - 1;
                lane.add(new Span(Phase.BUSY, lane.getLast().to(), from + 260));
                lane.add(new Span(idle ? Phase.IDLE : Phase.USER, from + 260, to - 90L * (turn % 3)));
                given.add(new Turn(threads.get(turn % threads.size()), from, to));
            }
            lane.add(new Span(Phase.BUSY, lane.getLast().to(), now + 5800));
            lanes.add(lane);
            turns.add(given);
        }
        return new Timeline(lanes, turns, List.of(), now + 5800);
    }

    /** Idle ones at the end. */
    private static List<Integer> threadsOf(KernelView kernel, int core) {
        return kernel.threads().stream()
                .filter(thread -> thread.cpu() == core)
                .sorted(Comparator.comparing(ThreadView::idle))
                .map(ThreadView::id)
                .toList();
    }

    private static int holder(int turn, int cores) {
        return Math.floorMod(turn * 3, cores);
    }

    private static List<Span> lane(int core, int cores, long start, long section, long end) {
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(Phase.IDLE, 0, start - 4000));
        spans.add(new Span(Phase.BUSY, start - 4000, start - 1500 + 130L * core));
        long last = start - 1500 + 130L * core;
        for (int turn = 0; start + turn * section < end; turn++) {
            if (holder(turn, cores) != core) {
                continue;
            }
            long granted = start + turn * section + 96;
            long asked = Math.max(last + 300, granted - 1204 - 130L * core);
            spans.add(new Span(Phase.THINKS, last, asked));
            spans.add(new Span(Phase.SPINS, asked, granted));
            last = Math.min(end, granted + section - 96);
            spans.add(new Span(Phase.HOLDS, granted, last));
        }
        if (last < end) {
            spans.add(new Span(Phase.THINKS, last, end));
        }
        return spans.stream().filter(span -> span.to() > span.from()).toList();
    }
}
