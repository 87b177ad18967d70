/* Who has the next turn, and when stores become visible: the machine's only source of nondeterminism. */
package org.kernelscope.hw;

/**
 * Chooses the core that takes the next turn, or, under {@link MemoryOrder#TOTAL_STORE}, the core whose oldest buffered
 * store becomes visible in it.
 *
 * <p>A policy is a function of the {@link Turn} and its own constants. It keeps no state of its own, so that going back
 * in time needs nothing but the machine's snapshot: a random policy hashes its seed with the step number.
 */
@FunctionalInterface
public interface Interleaving {
    /** No time that ever comes. */
    long NEVER = Long.MAX_VALUE;

    /** A time that has passed. */
    long AT_ONCE = Long.MIN_VALUE;

    /**
     * The core to run, one of those for which {@link Turn#canRun} holds; at least one does. Or {@link #drain} of a core
     * whose buffer holds a store.
     *
     * @param turn the machine just before the turn; valid only during the call
     */
    int choose(Turn turn);

    /**
     * How many turns in a row, at least 1, this policy gives to the core that it just chose, as long as its clock stays
     * below {@link #before} and, after a PAUSE, below {@link #afterPause}, and it does not halt, no store waits, and no
     * other core begins or ceases to be able to run. What it would choose after that, it is asked.
     */
    default long turns(Turn turn, int core) {
        return 1;
    }

    /** The clock of the chosen core at which the policy would choose another; {@link #NEVER} if it does not matter. */
    default long before(Turn turn, int core) {
        return NEVER;
    }

    /**
     * The clock of the chosen core at which the policy would choose another when the core has just paused, not later than
     * {@link #before}; {@link #AT_ONCE} if it is to be asked after each PAUSE.
     */
    default long afterPause(Turn turn, int core) {
        return AT_ONCE;
    }

    /**
     * Whether this chooses the core of the smallest clock, the lowest number among equals, wherever cores have no lead and
     * no store waits, and need not be asked each time.
     */
    default boolean byClock() {
        return false;
    }

    /** The choice that makes the oldest store in this core's buffer visible. */
    static int drain(int core) {
        return MachineConfig.MAX_CORES + core;
    }

    /** Whether a choice is a {@link #drain}. */
    static boolean isDrain(int choice) {
        return choice >= MachineConfig.MAX_CORES;
    }

    /** The core that a choice is about. */
    static int coreOf(int choice) {
        return isDrain(choice) ? choice - MachineConfig.MAX_CORES : choice;
    }

    /** What a policy may look at. */
    interface Turn {
        /** Number of turns taken since power-on. */
        long step();

        int cores();

        /** Whether the core can execute an instruction or take an interrupt now. */
        boolean canRun(int core);

        /** The core's cycle counter. */
        long clock(int core);

        /** How far the clock of a core may be ahead of another's that runs beside it, in cycles; 0 if not at all. */
        default long lead() {
            return 0;
        }

        /** Linear address of the core's next instruction. */
        int linearEip(int core);

        /** The core that had the previous turn; 0 before the first. */
        int last();

        /** Whether the last instruction of this core was PAUSE: it is spinning and others should go on. */
        boolean paused(int core);

        /** Whether any core's buffer holds a store; never under sequential consistency. */
        default boolean storesWait() {
            return false;
        }

        /** When the oldest store in this core's buffer leaves by itself, {@link #NEVER} if there is none. */
        default long storeDue(int core) {
            return NEVER;
        }
    }
}
