/* Cores that take turns before it is their time, because nobody would notice. */
package org.kernelscope.hw;

import java.util.Arrays;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.cpu.Quiet;

/**
 * Where turns go strictly by clock, a core whose time has passed takes early turns as long as it changes nothing but its
 * registers and reads nothing but lines that it has: the others see no difference, and each gets longer stretches. Whoever
 * is about to do something that such a core could notice says so first; a core that went further than that is set back to
 * just there and goes the same way again.
 *
 * <p>A place in the order of turns is the time at which a turn begins and the number of its core.
 */
final class Ahead {
    private static final int MOST_TURNS = 1 << 14;
    private static final int FEWEST_TURNS = 8;
    /** To go ahead for less costs more than it gains: a core that did rests for a while. */
    private static final int ENOUGH = 24;

    private static final int LONGEST_REST = 64;
    private static final long FURTHEST = 1 << 14;
    private static final long NEAREST = 64;

    private final Core[] cores;
    private final Board board;
    private final long[] distance;
    private final int[] rest;
    private final int[] resting;
    private boolean on = true;
    /** How many cores have taken early turns that are not due yet. */
    private int early;

    Ahead(Core[] cores, Board board) {
        this.cores = cores;
        this.board = board;
        distance = new long[cores.length];
        rest = new int[cores.length];
        resting = new int[cores.length];
        Arrays.fill(distance, FURTHEST);
    }

    void on(boolean whether) {
        on = whether;
    }

    /**
     * Lets a core go ahead if others come before it, of which nobody may be told.
     *
     * @param most turns until the machine is to stop
     * @return turns taken
     */
    long go(int core, long most) {
        long turns = Math.min(MOST_TURNS, most / (2L * cores.length));
        if (!on || turns < FEWEST_TURNS || isNext(core)) {
            return 0;
        }
        if (resting[core] > 0) {
            resting[core]--;
            return 0;
        }
        if (!cores[core].undisturbed()) {
            return 0;
        }
        long limit = Math.min(cores[core].clock() + distance[core], board.next());
        long taken = cores[core].quiet().goAhead(turns, limit);
        if (taken > 0) {
            early++;
        } else {
            rests(core);
        }
        return taken;
    }

    private boolean isNext(int core) {
        long clock = cores[core].clock();
        for (int other = 0; other < cores.length; other++) {
            long begins = cores[other].clock();
            if (other != core && cores[other].canRun() && (begins < clock || begins == clock && other < core)) {
                return false;
            }
        }
        return true;
    }

    /** All turns of the others until now were taken: the early ones of this core are due. */
    void reached(int core) {
        if (cores[core].quiet().early()) {
            cores[core].quiet().due();
            distance[core] = Math.min(FURTHEST, distance[core] * 2);
            isDue(core);
        }
    }

    /**
     * Before a core takes or gives a line, or makes another core lose one: whoever read it later than that takes it back.
     *
     * @return turns taken back
     */
    long moves(int core, int line) {
        long back = 0;
        for (int other = 0; early > 0 && other < cores.length; other++) {
            Quiet quiet = cores[other].quiet();
            if (other != core && quiet.early() && quiet.read(line)) {
                back += settle(other, cores[core].stretch().began(), core);
            }
        }
        if (back > 0) {
            cores[core].stretch().end();
        }
        return back;
    }

    /**
     * Takes back all early turns that belong behind a place, and makes the others due.
     *
     * @return how many
     */
    long settle(long time, int core) {
        long back = 0;
        for (int other = 0; early > 0 && other < cores.length; other++) {
            if (cores[other].quiet().early()) {
                back += settle(other, time, core);
            }
        }
        if (back > 0) {
            cores[core].stretch().end();
        }
        return back;
    }

    /** The cores become what was saved: none has early turns. */
    void forget() {
        early = 0;
        for (Core core : cores) {
            core.quiet().due();
        }
    }

    private long settle(int other, long time, int core) {
        Quiet quiet = cores[other].quiet();
        if (!quiet.spins()) {
            distance[other] = Math.max(NEAREST, distance[other] / 2);
        }
        long back = quiet.back(other < core ? time + 1 : time);
        isDue(other);
        return back;
    }

    private void isDue(int core) {
        early--;
        if (cores[core].quiet().taken() >= ENOUGH) {
            rest[core] = 0;
        } else {
            rests(core);
        }
    }

    private void rests(int core) {
        rest[core] = Math.min(LONGEST_REST, rest[core] * 2 + 1);
        resting[core] = rest[core];
    }
}
