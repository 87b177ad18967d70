/* What the plain instructions of a region spend: turns, cycles, and hits in the first-level cache. */
package org.kernelscope.hw.cpu;

/**
 * The part of a profile's costs that plain instructions have, all in cycles.
 *
 * @param timed whether the caches are asked
 * @param width instructions that complete together in one cycle
 * @param simple what a group of them costs
 * @param load extra for each read that hits the first-level cache
 * @param store extra for each write that does
 * @param branchTaken extra for a transfer of control
 */
record Pace(boolean timed, int width, int simple, int load, int store, int branchTaken) {
    /**
     * What instructions spend.
     *
     * @param turns how many they are
     * @param extra cycles beyond those of their groups
     * @param hits accesses to the first-level cache
     */
    record Spending(int turns, int extra, int hits) {
        static final Spending NONE = new Spending(0, 0, 0);

        Spending plus(Spending other) {
            return new Spending(turns + other.turns, extra + other.extra, hits + other.hits);
        }

        Spending minus(Spending other) {
            return new Spending(turns - other.turns, extra - other.extra, hits - other.hits);
        }

        /** Turns in which as much time would pass, at least as many as there are. */
        int units(int width) {
            return turns + extra * width;
        }
    }

    /** What one instruction spends if its accesses hit, without {@link #branch}; nothing if others count. */
    Spending spending(MicroOp op) {
        if (op.code == MicroOp.OUTSIDE) {
            return Spending.NONE;
        }
        int reads = op.reads();
        int writes = op.writes();
        boolean jumps = RegionFinder.transfers(op) && op.code != MicroOp.JUMP_IF;
        int extra = op.cycles - simple + reads * load + writes * store + (jumps ? branchTaken : 0);
        return new Spending(1, extra, timed ? reads + writes : 0);
    }

    /** What a conditional transfer of control spends besides if it is taken. */
    Spending branch() {
        return new Spending(0, branchTaken, 0);
    }

    /** Cycles of groups that begin among so many instructions, the first of which is this one of the core's. */
    long grouped(long first, int count) {
        return groups(first + count) - groups(first);
    }

    private long groups(long instructions) {
        return (instructions + width - 1) / width * simple;
    }
}
