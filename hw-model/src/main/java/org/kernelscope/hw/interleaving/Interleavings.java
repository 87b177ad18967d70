/* The policies of interleaving, all of them. */
package org.kernelscope.hw.interleaving;

import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.state.StateHash;

/** Each policy is a pure function of the turn and of the arguments given here. */
public final class Interleavings {
    private static final int STAY = 7;
    private static final int DRAIN_BITS = 56;
    private static final int LEAVES = 3;

    private static final Interleaving BY_TIME = new Interleaving() {
        @Override
        public int choose(Turn turn) {
            int last = turn.last();
            boolean leads = turn.lead() > 0 && stays(turn) && turn.clock(last) < before(turn, last);
            return leads ? last : earliest(turn);
        }

        @Override
        public long turns(Turn turn, int core) {
            return NEVER;
        }

        @Override
        public long before(Turn turn, int core) {
            return before(turn, core, turn.lead());
        }

        @Override
        public long afterPause(Turn turn, int core) {
            return before(turn, core, 0);
        }

        @Override
        public boolean byClock() {
            return true;
        }

        private static long before(Turn turn, int core, long lead) {
            long before = NEVER;
            for (int other = 0; other < turn.cores(); other++) {
                if (other != core && turn.canRun(other)) {
                    before = Math.min(before, turn.clock(other) + Math.max(lead, core < other ? 1 : 0));
                }
                before = Math.min(before, turn.storeDue(other));
            }
            return before;
        }
    };

    private Interleavings() {}

    /**
     * The core with the smallest clock, the lowest id among equals: what real cores side by side would do. Where the
     * profile allows a lead, a core goes on until it has it, pauses or halts. A store leaves its buffer when it is due,
     * before whoever reads at that time.
     */
    public static Interleaving byTime() {
        return BY_TIME;
    }

    /**
     * Each core in turn for this many instructions; a core that cannot run or spins is passed over. The stores of a core
     * that are due leave before its next instruction.
     */
    public static Interleaving roundRobin(int quantum) {
        if (quantum < 1) {
            throw new IllegalArgumentException("a round-robin quantum must be at least 1 instruction, not " + quantum);
        }
        return new Interleaving() {
            @Override
            public int choose(Turn turn) {
                int core = turn.step() % quantum != 0 && stays(turn) ? turn.last() : after(turn, turn.last());
                return turn.storesWait() && turn.storeDue(core) <= turn.clock(core) ? Interleaving.drain(core) : core;
            }

            @Override
            public long turns(Turn turn, int core) {
                return quantum - turn.step() % quantum;
            }
        };
    }

    /**
     * Seven times in eight the last core if it can and does not spin, else any that can run. While stores wait, one turn in
     * four makes the oldest of some core visible.
     */
    public static Interleaving random(long seed) {
        return turn -> {
            long dice = StateHash.mix(StateHash.mix(seed) ^ turn.step());
            if (turn.storesWait() && (dice >>> DRAIN_BITS & LEAVES) == 0) {
                return Interleaving.drain(waiting(turn, (int) (dice >>> 40 & 0xFF) % turn.cores()));
            }
            if ((dice & STAY) != 0 && stays(turn)) {
                return turn.last();
            }
            return after(turn, (int) Long.remainderUnsigned(dice >>> 3, turn.cores()));
        };
    }

    /** As recorded; by time where nothing was recorded, or where the recorded core cannot run. */
    public static Interleaving replay(Decisions decisions) {
        var reader = decisions.reader();
        return turn -> {
            int choice = reader.at(turn.step());
            return possible(turn, choice) ? choice : earliest(turn);
        };
    }

    /** Whether the machine can do what was chosen. */
    public static boolean possible(Interleaving.Turn turn, int choice) {
        int core = Interleaving.coreOf(choice);
        if (choice < 0 || core >= turn.cores()) {
            return false;
        }
        return Interleaving.isDrain(choice) ? turn.storeDue(core) != Interleaving.NEVER : turn.canRun(core);
    }

    private static int earliest(Interleaving.Turn turn) {
        int best = -1;
        long clock = Long.MAX_VALUE;
        for (int core = 0; core < turn.cores(); core++) {
            if (turn.canRun(core) && turn.clock(core) < clock) {
                best = core;
                clock = turn.clock(core);
            }
        }
        return turn.storesWait() ? earliestStore(turn, best, Math.max(clock, 0)) : best;
    }

    private static int earliestStore(Interleaving.Turn turn, int runner, long clock) {
        int best = runner;
        long due = clock;
        for (int core = turn.cores() - 1; core >= 0; core--) {
            if (turn.storeDue(core) <= due) {
                best = Interleaving.drain(core);
                due = turn.storeDue(core);
            }
        }
        return best;
    }

    /** The first core from this one on whose buffer holds a store. */
    private static int waiting(Interleaving.Turn turn, int from) {
        int core = from;
        while (turn.storeDue(core) == Interleaving.NEVER) {
            core = core + 1 == turn.cores() ? 0 : core + 1;
        }
        return core;
    }

    private static boolean stays(Interleaving.Turn turn) {
        return turn.canRun(turn.last()) && !turn.paused(turn.last());
    }

    private static int after(Interleaving.Turn turn, int core) {
        int next = core;
        do {
            next = next + 1 == turn.cores() ? 0 : next + 1;
        } while (!turn.canRun(next));
        return next;
    }
}
