/* Who has the next turn: the machine's only source of nondeterminism. */
package org.kernelscope.hw;

/**
 * Chooses the core that takes the next turn.
 *
 * <p>A policy is a function of the {@link Turn} and its own constants. It keeps no state of its own, so that going back
 * in time needs nothing but the machine's snapshot: a random policy hashes its seed with the step number.
 */
@FunctionalInterface
public interface Interleaving {
    /**
     * The core to run, one of those for which {@link Turn#canRun} holds; at least one does.
     *
     * @param turn the machine just before the turn; valid only during the call
     */
    int choose(Turn turn);

    /** What a policy may look at. */
    interface Turn {
        /** Number of turns taken since power-on. */
        long step();

        int cores();

        /** Whether the core can execute an instruction or take an interrupt now. */
        boolean canRun(int core);

        /** The core's cycle counter. */
        long clock(int core);

        /** Linear address of the core's next instruction. */
        int linearEip(int core);

        /** The core that had the previous turn; 0 before the first. */
        int last();

        /** Whether the last instruction of this core was PAUSE: it is spinning and others should go on. */
        boolean paused(int core);
    }
}
