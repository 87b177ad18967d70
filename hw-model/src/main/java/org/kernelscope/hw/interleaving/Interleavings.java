/* The policies of interleaving, all of them. */
package org.kernelscope.hw.interleaving;

import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.state.StateHash;

/** Each policy is a pure function of the turn and of the arguments given here. */
public final class Interleavings {
    private static final int STAY = 7;

    private Interleavings() {}

    /** The core with the smallest clock, the lowest id among equals: what real cores side by side would do. */
    public static Interleaving byTime() {
        return Interleavings::earliest;
    }

    /** Each core in turn for this many instructions; a core that cannot run or spins is passed over. */
    public static Interleaving roundRobin(int quantum) {
        if (quantum < 1) {
            throw new IllegalArgumentException("a round-robin quantum must be at least 1 instruction, not " + quantum);
        }
        return turn -> turn.step() % quantum != 0 && stays(turn) ? turn.last() : after(turn, turn.last());
    }

    /** Seven times in eight the last core if it can and does not spin, else any that can run. */
    public static Interleaving random(long seed) {
        return turn -> {
            long dice = StateHash.mix(StateHash.mix(seed) ^ turn.step());
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
            int core = reader.at(turn.step());
            return core >= 0 && core < turn.cores() && turn.canRun(core) ? core : earliest(turn);
        };
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
        return best;
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
