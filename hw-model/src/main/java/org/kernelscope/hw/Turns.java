/* The run of a machine: one turn after another, as a policy chooses and virtual time demands. */
package org.kernelscope.hw;

import java.util.Arrays;
import java.util.OptionalInt;
import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.cpu.Watch;
import org.kernelscope.hw.device.LocalApic;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** How many turns were taken, when the latest began and whose it was; and how the next ones come about. */
final class Turns {
    /** A machine in which so much happened in a row without any core beginning to run is idle: a timer ticks in vain. */
    private static final int MOST_IN_VAIN = 1 << 20;

    private static final MachineState RUNNING = new MachineState.Running();

    private final Core[] cores;
    private final Board board;
    private final long lead;
    private final Interleaving.Turn view;
    private final Watch watch;
    private final Ahead ahead;
    private final boolean ordered;

    private long steps;
    private long now;
    private int last;
    private MachineState state = RUNNING;
    private boolean stopRequested;

    Turns(MachineConfig config, Core[] cores, Board board, PhysicalMemory memory, Watch watch) throws ImageException {
        this.cores = cores;
        this.board = board;
        this.watch = watch;
        lead = config.profile().value("clock.lead");
        view = new OpenTurn(this, cores, lead);
        ahead = new Ahead(cores, board);
        boolean timed = config.profile().value("caches.timed") != 0;
        ordered = timed && lead == 0 && config.order() == MemoryOrder.SEQUENTIAL && cores.length > 1;
        board.caches.guard((core, line) -> steps -= ahead.moves(core, line));
        board.guard(this::alone);
        memory.guardCode(this::alone);
    }

    long steps() {
        return steps;
    }

    long now() {
        return now;
    }

    int last() {
        return last;
    }

    MachineState state() {
        return state;
    }

    void requestStop() {
        stopRequested = true;
    }

    void runAhead(boolean on) {
        ahead.on(on);
        for (Core core : cores) {
            core.quiet().on(on);
        }
    }

    int step(Interleaving policy) {
        if (!(state instanceof MachineState.Running)) {
            return -1;
        }
        int choice = choose(policy);
        advance(choice, 1, policy);
        return choice < 0 ? -1 : Interleaving.coreOf(choice);
    }

    long run(Interleaving policy, long maxSteps) {
        stopRequested = false;
        long begin = steps;
        boolean early = ordered && policy.byClock() && !watch.observed();
        boolean goes = maxSteps > 0 && goesOn();
        while (goes) {
            advance(policy, maxSteps - (steps - begin));
            long left = maxSteps - (steps - begin);
            goes = goesOn();
            if (!goes || left == 0) {
                steps -= ahead.settle(now, last);
                goes &= steps - begin < maxSteps;
            } else if (early) {
                steps += ahead.go(last, left);
            }
        }
        return steps - begin;
    }

    private boolean goesOn() {
        return !stopRequested && state instanceof MachineState.Running;
    }

    OptionalInt runRegion(Interleaving policy, long maxSteps) {
        stopRequested = false;
        Arrays.asList(cores).forEach(core -> core.regions().endRuns(true));
        long end = steps + maxSteps;
        OptionalInt region = OptionalInt.empty();
        while (steps < end && region.isEmpty() && goesOn()) {
            advance(policy, end - steps);
            region = cores[last].regions().ended();
        }
        Arrays.asList(cores).forEach(core -> core.regions().endRuns(false));
        return region;
    }

    /** Takes the turns, at most so many, that one choice of the policy stands for. */
    private void advance(Interleaving policy, long maxSteps) {
        int choice = choose(policy);
        boolean core = choice >= 0 && !Interleaving.isDrain(choice);
        long most = core ? Math.min(maxSteps, policy.turns(view, choice)) : 1;
        advance(choice, most, policy);
    }

    /**
     * Gives turns to the core that was chosen, one at least and at most so many, as long as the policy would choose it
     * again; or lets a store become visible in one turn; or ends.
     */
    private void advance(int choice, long most, Interleaving policy) {
        if (choice < 0) {
            state = new MachineState.Idle();
            return;
        }
        if (Interleaving.isDrain(choice)) {
            cores[Interleaving.coreOf(choice)].drainOldestStore();
            steps++;
            return;
        }
        Core core = cores[choice];
        ahead.reached(choice);
        if (core.clock() < now - lead) {
            core.setClock(now);
        }
        now = Math.max(now, core.clock());
        board.now(now);
        if (board.next() <= now) {
            board.deliver(now);
        }
        last = choice;
        long taken = core.canRun() ? run(core, most, policy) : 1;
        steps += taken;
        if (core.activity() == Activity.SHUT_DOWN && state instanceof MachineState.Running) {
            state = new MachineState.ShutDown(choice);
        }
    }

    private long run(Core core, long most, Interleaving policy) {
        long before = most > 1 ? policy.before(view, last) : Interleaving.NEVER;
        long afterPause = most > 1 ? policy.afterPause(view, last) : Interleaving.AT_ONCE;
        long taken = core.stretch().run(most, Math.min(before, board.next()), Math.min(afterPause, board.next()));
        now = Math.max(now, core.stretch().latest());
        return taken;
    }

    /**
     * Lets everything happen that is due before any core could start its turn, then asks the policy. What is delivered
     * does not depend on the answer, so that a replay that knows the answer sees the same.
     */
    private int choose(Interleaving policy) {
        for (int idle = 0; ; idle++) {
            long earliest = earliestStart();
            long due = earliest == LocalApic.NEVER ? board.nextWake() : board.next();
            if (earliest == LocalApic.NEVER && (due == LocalApic.NEVER || idle == MOST_IN_VAIN)) {
                return -1;
            }
            if (due == LocalApic.NEVER || due > earliest) {
                break;
            }
            steps -= due > now ? ahead.settle(due, 0) : ahead.settle(now, last);
            now = Math.max(now, due);
            board.deliver(now);
        }
        int choice = policy.choose(view);
        int core = Interleaving.coreOf(choice);
        assert Interleaving.isDrain(choice) ? cores[core].storeDue() != Interleaving.NEVER : cores[core].canRun()
                : "the policy chose " + (Interleaving.isDrain(choice) ? "a store of core " : "core ") + core
                        + ", which has none to do";
        return choice;
    }

    /** When the first of the cores that can run would start its turn; never if none can. */
    private long earliestStart() {
        long earliest = LocalApic.NEVER;
        for (Core core : cores) {
            if (core.canRun()) {
                earliest = Math.min(earliest, Math.max(now, core.clock()));
            }
        }
        return earliest;
    }

    /** The turn that is under way does something that others may notice: takes back all that belong behind it. */
    private void alone() {
        steps -= ahead.settle(cores[last].stretch().began(), last);
    }

    void settle() {
        if (state instanceof MachineState.Running
                && earliestStart() == LocalApic.NEVER
                && board.nextWake() == LocalApic.NEVER) {
            state = new MachineState.Idle();
        }
    }

    /** An idle machine goes on. */
    void wake() {
        state = state instanceof MachineState.Idle ? RUNNING : state;
    }

    void end(MachineState how) {
        state = state instanceof MachineState.Running || how instanceof MachineState.Exited ? how : state;
    }

    void save(StateWriter out) {
        out.putLong(steps);
        out.putLong(now);
        out.putInt(last);
        SavedState.putState(out, state);
    }

    void load(StateReader in) throws ImageException {
        ahead.forget();
        steps = in.getLong();
        now = in.getTime();
        in.present(now);
        last = in.getInt();
        state = SavedState.getState(in);
        if (last < 0 || last >= cores.length) {
            throw new ImageException("saved state names a core that this machine does not have");
        }
    }
}
