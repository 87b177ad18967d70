/* A machine that goes both ways, and may be changed from outside in between. */
package org.kernelscope.engine.gdb;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.kernelscope.engine.history.Again;
import org.kernelscope.engine.history.Checkpoints;
import org.kernelscope.engine.history.Stretch;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Intervention;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.Snapshot;

/**
 * Backwards is a return to a checkpoint and the same turns again. The run is known up to some step; whoever takes another
 * way before that, by holding cores or by changing the machine, forgets what was known beyond. A moment at which the
 * machine was changed is kept as a checkpoint for good: whoever comes by it, from whichever side, finds the change made.
 */
final class Past {
    /** So many moments of change are kept; no more are made. */
    static final int CHANGES_MAX = 4096;

    private final Machine machine;
    private final Interleaving usual;
    private final NavigableMap<Long, Snapshot> checkpoints = new TreeMap<>();
    private final Set<Long> changed = new HashSet<>();
    /** Turns that went to another core than the usual policy would have chosen. */
    private final NavigableMap<Long, Integer> departures = new TreeMap<>();

    private long known;
    private boolean unkept;

    Past(Machine machine, Interleaving usual) {
        this.machine = machine;
        this.usual = usual;
        known = machine.steps();
        checkpoints.put(known, machine.snapshot());
    }

    Machine machine() {
        return machine;
    }

    long step() {
        return machine.steps();
    }

    /** The earliest moment that can be reached. */
    long begin() {
        return checkpoints.firstKey();
    }

    /**
     * Takes one turn as it comes.
     *
     * @param held cores that have no turn as long as another can have one
     * @return the core that had it, -1 if the machine has ended
     */
    int turn(BitSet held) {
        keepIfDue();
        long step = step();
        Choice choice = new Choice(held);
        int core = machine.step(choice);
        if (core < 0) {
            return core;
        }
        if (step < known && core != departures.getOrDefault(step, choice.usually)) {
            forgetAfter(step);
        }
        if (step >= known) {
            known = step + 1;
            if (core != choice.usually) {
                departures.put(step, core);
            }
        }
        meetChange();
        return core;
    }

    /** Takes one turn as it is known; the core that had it. */
    int turnAgain() {
        assert step() < known : "step " + step() + " was never taken";
        keepIfDue();
        int core = machine.step(new Known());
        assert core >= 0 : "a turn that was taken cannot be taken again";
        return core;
    }

    /** Goes back to the checkpoint from which the moment before this step's last turn is reached by the fewest turns. */
    void returnBefore(long step) {
        keepIfChanged();
        machine.restore(checkpoints.floorEntry(Math.max(begin(), step - 1)).getValue());
    }

    /** Goes to a known moment. */
    void travelTo(long step) {
        keepIfChanged();
        Map.Entry<Long, Snapshot> nearest = checkpoints.floorEntry(step);
        if (step < step() || nearest.getKey() > step()) {
            machine.restore(nearest.getValue());
        }
        while (step() < step) {
            turnAgain();
        }
        meetChange();
    }

    /** All that can be reached before the present, from one kept moment to the next. */
    List<Stretch> stretches() {
        keepIfChanged();
        return Stretch.between(List.copyOf(checkpoints.headMap(step(), true).values()), step());
    }

    /** Another machine that goes the same way again, as long as nothing else is done here. */
    Again again() {
        return new Again(machine.twin(checkpoints.firstEntry().getValue()), new Known(), machine.inputs());
    }

    /** Changes the machine at this moment; the future that was known is another's. False: it cannot be done. */
    boolean change(Intervention intervention) {
        boolean done = changed.size() < CHANGES_MAX && machine.intervene(intervention);
        unkept |= done;
        return done;
    }

    private void keepIfDue() {
        keepIfChanged();
        long present = step();
        if (present % Checkpoints.SPACING == 0 && !checkpoints.containsKey(present)) {
            checkpoints.put(present, machine.snapshot());
            long begin = begin();
            checkpoints
                    .keySet()
                    .removeIf(step -> step != begin && !changed.contains(step) && !Checkpoints.belongs(step, present));
        }
    }

    private void keepIfChanged() {
        if (unkept) {
            forgetAfter(step());
            checkpoints.put(step(), machine.snapshot());
            changed.add(step());
            unkept = false;
        }
    }

    private void forgetAfter(long step) {
        checkpoints.tailMap(step, false).clear();
        changed.removeIf(change -> change > step);
        departures.tailMap(step, true).clear();
        known = step;
    }

    /** The turn that led here led to the machine before it was changed. */
    private void meetChange() {
        if (changed.contains(step())) {
            machine.restore(checkpoints.get(step()));
        }
    }

    /** The way that was taken. */
    private final class Known implements Interleaving {
        @Override
        public int choose(Turn turn) {
            Integer departure = departures.get(turn.step());
            return departure == null ? usual.choose(turn) : departure;
        }

        @Override
        public long turns(Turn turn, int core) {
            Long next = departures.ceilingKey(turn.step());
            long free = next == null ? NEVER : next - turn.step();
            return Math.max(1, Math.min(free, usual.turns(turn, core)));
        }

        @Override
        public long before(Turn turn, int core) {
            return usual.before(turn, core);
        }
    }

    /** The usual choice among the cores that are not held, or among all if those cannot run. */
    private final class Choice implements Interleaving {
        private final BitSet held;
        private int usually = -1;

        Choice(BitSet held) {
            this.held = held;
        }

        @Override
        public int choose(Turn turn) {
            usually = usual.choose(turn);
            return held.get(usually) ? among(turn, new Others(turn, held)) : usually;
        }

        private int among(Turn all, Turn others) {
            for (int core = 0; core < all.cores(); core++) {
                if (others.canRun(core)) {
                    return usual.choose(others);
                }
            }
            return usually;
        }
    }

    /** A turn in which held cores cannot run. */
    private record Others(Interleaving.Turn all, BitSet held) implements Interleaving.Turn {
        @Override
        public long step() {
            return all.step();
        }

        @Override
        public int cores() {
            return all.cores();
        }

        @Override
        public boolean canRun(int core) {
            return !held.get(core) && all.canRun(core);
        }

        @Override
        public long clock(int core) {
            return all.clock(core);
        }

        @Override
        public int linearEip(int core) {
            return all.linearEip(core);
        }

        @Override
        public int last() {
            return all.last();
        }

        @Override
        public boolean paused(int core) {
            return all.paused(core);
        }
    }
}
