/* One run of a subject under one strategy, judged while it happens. */
package org.kernelscope.engine.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kernelscope.engine.explore.Strategy.Point;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.Observer;

/**
 * Plays a subject from the start of its workload until all cores came to its end, a promise is broken, or a fair suffix
 * shows that nothing moves any more. A core that only waits gives its place up after a while at no cost: it executed
 * PAUSE, or read shared memory again that nobody changed.
 */
final class ScheduleRun implements Interleaving, Observer {
    private static final int PATIENCE = 64;
    private static final int LONGEST_STAY = 2_000;
    private static final int SUFFIX_QUANTUM = 5;

    private final Subject subject;
    private final Machine machine;
    private final Strategy strategy;
    private final Oracle oracle;
    private final SharedPoints shared;
    private final boolean learning;
    private final Limits limits;
    private final int direction;
    private final int cores;
    private final int endPlace;
    private final int panicPlace;

    private final boolean[] ended;
    private final BitSet visited = new BitSet();
    private final List<Point> points = new ArrayList<>();
    private final Trail trail = new Trail();
    private int remaining;
    private int current;
    private int currentPc;
    private int waits;
    private long stay;
    private long turns;
    private int preemptions;
    private boolean allBlocked;
    private boolean fatal;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * How long a run may take.
     *
     * @param turns before the fair suffix begins
     * @param suffix turns of the fair suffix, after which a run is stuck
     */
    record Limits(long turns, long suffix) {}

    /**
     * What a run came to.
     *
     * @param violations the broken promises, each kind once; only the last can be fatal
     * @param points the moments of choice, in order
     * @param preemptions switches away from a core that could go on and did not wait
     * @param trail the cores that had the turns since the workload began
     * @param turns how many those are
     * @param idle whether no core at all could run after that
     * @param stateHash the machine's state at the end; 0 where nothing was broken
     */
    record Result(
            List<Violation> violations,
            List<Point> points,
            int preemptions,
            Trail trail,
            long turns,
            boolean idle,
            long stateHash) {}

    /** Where a run begins: which core first, and which way round they follow. */
    record Order(int first, int direction) {}

    ScheduleRun(
            Subject subject,
            Strategy strategy,
            Order order,
            Oracle oracle,
            SharedPoints shared,
            boolean learning,
            Limits limits) {
        this.subject = subject;
        this.machine = subject.machine();
        this.strategy = strategy;
        this.oracle = oracle;
        this.shared = shared;
        this.learning = learning;
        this.limits = limits;
        this.direction = order.direction();
        this.current = order.first();
        cores = subject.cores();
        ended = new boolean[cores];
        remaining = cores;
        endPlace = Subject.address(subject.image(), Subject.END);
        panicPlace = Subject.address(subject.image(), "panic");
    }

    Result run() {
        subject.rewind();
        Set<Integer> lines = new HashSet<>(shared.lines());
        lines.addAll(oracle.lines());
        machine.watch(lines);
        machine.watchAll(learning);
        machine.observe(this);
        try {
            play();
        } finally {
            machine.unobserve();
            machine.watchAll(false);
        }
        boolean idle = machine.state() instanceof MachineState.Idle;
        long stateHash = violations.isEmpty() ? 0 : machine.stateHash();
        return new Result(List.copyOf(violations), List.copyOf(points), preemptions, trail, turns, idle, stateHash);
    }

    private void play() {
        while (goesOn()) {
            int core = machine.step(this);
            if (core < 0) {
                break;
            }
            turns++;
            look(core);
        }
        if (fatal) {
            return;
        }
        if (remaining == 0) {
            oracle.finished(machine, machine.steps()).ifPresent(this::broke);
        } else {
            broke(oracle.stuck(machine, turns));
        }
    }

    private boolean goesOn() {
        return !fatal && remaining > 0 && !allBlocked && turns < limits.turns() + limits.suffix();
    }

    private void look(int core) {
        switch (machine.state()) {
            case MachineState.ShutDown(int broken) -> crashed(broken, "core " + broken + " met a triple fault");
            case MachineState.ResetRequested(int asker) -> crashed(asker, "core " + asker + " asked for a reset");
            case MachineState.PoweredOff(int asker) -> crashed(asker, "core " + asker + " switched the machine off");
            case MachineState.Exited(int code) -> crashed(core, "the kernel ended itself with code " + code);
            case MachineState.Running(), MachineState.Idle() -> {}
        }
    }

    private void crashed(int core, String what) {
        String where = " (" + CodePlace.of(subject.image(), currentPc) + ")";
        broke(new Violation(Violation.Kind.CRASH, core, machine.steps(), what + where));
    }

    private void broke(Violation violation) {
        boolean known = violations.stream().anyMatch(other -> other.kind() == violation.kind());
        if (!fatal && !known) {
            violations.add(violation);
            fatal = violation.kind().fatal();
        }
    }

    @Override
    public int choose(Turn turn) {
        if (trail.end() == turns + 1 && turn.canRun(trail.last())) {
            return trail.last();
        }
        if (turns > 0) {
            arrived(turn);
        }
        int next = turns < limits.turns() ? pick(turn) : fair(turn);
        if (next != current) {
            visited.clear();
            waits = 0;
            stay = 0;
        }
        stay++;
        current = next;
        currentPc = turn.linearEip(next);
        trail.put(turns, next);
        return next;
    }

    private void arrived(Turn turn) {
        int eip = turn.linearEip(current);
        if (eip == endPlace && !ended[current]) {
            ended[current] = true;
            remaining--;
        } else if (eip == panicPlace) {
            crashed(current, "core " + current + " panics");
        }
        oracle.after(machine, current, eip, turn.step()).ifPresent(this::broke);
    }

    private int pick(Turn turn) {
        int others = candidates(turn);
        boolean able = turn.canRun(current) && !ended[current];
        if (others == 0) {
            allBlocked = !able;
            return able ? current : anyRunning(turn);
        }
        if (!able || waitsTooLong(turn)) {
            return strategy.atWait(point(turn, others));
        }
        int eip = turn.linearEip(current);
        if (!shared.isPoint(eip) || visited.get(eip)) {
            return current;
        }
        visited.set(eip);
        Point point = point(turn, others);
        points.add(point);
        int next = strategy.atPoint(point);
        preemptions += next == current ? 0 : 1;
        return next;
    }

    private boolean waitsTooLong(Turn turn) {
        if (turns == 0) {
            return false;
        }
        int eip = turn.linearEip(current);
        if (turn.paused(current) || shared.isPoint(eip) && visited.get(eip)) {
            waits++;
        }
        return waits >= PATIENCE || stay >= LONGEST_STAY;
    }

    private int fair(Turn turn) {
        int others = candidates(turn);
        boolean able = turn.canRun(current) && !ended[current];
        if (others == 0 || able && stay < SUFFIX_QUANTUM) {
            allBlocked = !able;
            return able ? current : anyRunning(turn);
        }
        return point(turn, others).next();
    }

    private Point point(Turn turn, int others) {
        return new Point(turn.step(), points.size(), current, others, cores, direction);
    }

    private int candidates(Turn turn) {
        int found = 0;
        for (int core = 0; core < cores; core++) {
            if (core != current && !ended[core] && turn.canRun(core)) {
                found |= 1 << core;
            }
        }
        return found;
    }

    private int anyRunning(Turn turn) {
        int core = 0;
        while (!turn.canRun(core)) {
            core++;
        }
        return core;
    }

    @Override
    public void saw(MachineEvent event) {
        switch (event) {
            case Accessed access -> accessed(access);
            case MachineEvent.Interrupted interrupted
            when !interrupted.external() ->
                crashed(interrupted.core(), "core " + interrupted.core() + " met " + exception(interrupted.vector()));
            default -> {}
        }
    }

    /** Names of the exceptions that broken code meets (SDM 3A, table 6-1). */
    private static String exception(int vector) {
        return switch (vector) {
            case 0 -> "a division error";
            case 3 -> "a breakpoint";
            case 6 -> "an invalid opcode";
            case 12 -> "a stack fault";
            case 13 -> "a general protection fault";
            case 14 -> "a page fault";
            default -> "exception " + vector;
        };
    }

    private void accessed(Accessed access) {
        if (learning) {
            shared.learn(access, currentPc);
        }
        if (access.before() != access.after() && shared.isShared(access.physical())) {
            visited.clear();
            waits = 0;
        }
        oracle.accessed(access, currentPc, machine.steps()).ifPresent(this::broke);
    }

    /** Which core had which turn of a run, as runs of one core. */
    static final class Trail {
        private byte[] cores = new byte[32];
        private long[] ends = new long[32];
        private int runs;

        private void put(long turn, int core) {
            if (runs > 0 && turn < ends[runs - 1]) {
                ends[runs - 1] = turn;
                runs -= runs > 1 && ends[runs - 2] == turn || turn == 0 ? 1 : 0;
            }
            if (runs > 0 && cores[runs - 1] == core) {
                ends[runs - 1] = turn + 1;
                return;
            }
            if (runs == cores.length) {
                cores = Arrays.copyOf(cores, 2 * runs);
                ends = Arrays.copyOf(ends, 2 * runs);
            }
            cores[runs] = (byte) core;
            ends[runs++] = turn + 1;
        }

        long end() {
            return runs == 0 ? 0 : ends[runs - 1];
        }

        int last() {
            return runs == 0 ? -1 : cores[runs - 1];
        }

        /** The core that had a turn, counted from 0. */
        int at(long turn) {
            int found = Arrays.binarySearch(ends, 0, runs, turn + 1);
            return cores[found >= 0 ? found : -found - 1];
        }

        /** How many runs of one core. */
        int runs() {
            return runs;
        }

        int core(int run) {
            return cores[run];
        }

        long length(int run) {
            return run == 0 ? ends[0] : ends[run] - ends[run - 1];
        }
    }
}
