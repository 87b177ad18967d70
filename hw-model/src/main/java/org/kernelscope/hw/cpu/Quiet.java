/* Turns of a core that change nothing but its registers. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import java.util.Optional;
import org.kernelscope.hw.cache.CacheSystem;

/**
 * Plain instructions that write no memory and read, where accesses have a cost, only lines that the first-level cache has
 * as the latest used of their sets; and PAUSE. As memory cannot change meanwhile, a loop that comes back to a PAUSE with
 * the same registers repeats itself: whole periods of it are taken at once.
 *
 * <p>What such turns change is known: general registers, flags, instruction pointer, clock, the count of instructions,
 * that of hits in the cache, and whether the last of them was a PAUSE. So they can be taken back.
 */
public final class Quiet {
    private final Core core;
    private final Registers registers;
    private final Interpreter interpreter;
    private final Optional<CacheSystem> caches;
    private final int width;
    private final Place start = new Place();
    private final Place mark = new Place();
    private boolean on = true;
    private boolean early;
    private boolean spins;
    private long taken;
    private long latest;
    private long periodTurns;
    private long periodCycles;
    private long periodHits;

    Quiet(Core core, Registers registers, Interpreter interpreter, Environment environment, int width) {
        this.core = core;
        this.registers = registers;
        this.interpreter = interpreter;
        this.width = width;
        caches = environment.caches();
    }

    /** Whether anything is done here at all. */
    public void on(boolean whether) {
        on = whether;
    }

    /** When the latest turn began, at the latest: that of one in a compiled region is not known. */
    long latest() {
        return latest;
    }

    /** Whether the core took early turns that neither became due nor were taken back since. */
    public boolean early() {
        return early;
    }

    /** Turns taken when it went on last, less those that were taken back. */
    public long taken() {
        return taken;
    }

    /** Whether it was found to repeat itself when it went on last. */
    public boolean spins() {
        return spins;
    }

    /** Whether it may have read this line when it went on last. */
    public boolean read(int line) {
        return interpreter.readQuietly(line);
    }

    /** The early turns are due: nothing of them will be taken back any more. */
    public void due() {
        early = false;
    }

    /**
     * Takes early turns, which can be taken {@link #back}. The core is undisturbed.
     *
     * @return turns taken, at most so many, all of which begin before this time
     */
    public long goAhead(long turns, long before) {
        taken = 0;
        start.keep();
        run(turns, before, before, true);
        early = taken > 0;
        return taken;
    }

    /**
     * Takes back the early turns that begin at this time or later, and makes the others due.
     *
     * @return how many
     */
    public long back(long before) {
        early = false;
        if (latest < before) {
            return 0;
        }
        long all = taken;
        if (spins && periodCycles > 0 && mark.clock < before) {
            mark.restore();
            repeat((before - 1 - mark.clock) / periodCycles);
        } else {
            start.restore();
        }
        boolean goes = true;
        while (goes) {
            plain(Long.MAX_VALUE, before);
            goes = pause(Long.MAX_VALUE, before);
        }
        return all - taken;
    }

    /**
     * Takes up to so many turns, none of which begins at this time or later, or right after a PAUSE at the other.
     *
     * @return turns taken
     */
    long run(long turns, long before, long afterPause) {
        return run(turns, before, afterPause, false);
    }

    /** Whoever is content with whole periods stops behind them. */
    private long run(long turns, long before, long afterPause, boolean content) {
        taken = 0;
        spins = false;
        if (!on || caches.isEmpty()) {
            return 0;
        }
        interpreter.beginQuiet();
        int looks = 0;
        boolean goes = true;
        while (goes) {
            plain(turns, before);
            goes = pause(turns, before) && registers.clock < afterPause;
            if (goes && !spins) {
                if (looks > 0 && mark.isHere()) {
                    found(turns, afterPause);
                    goes = !content;
                } else if (looks == 0 || looks == width) {
                    mark.keep();
                    looks = 1;
                } else {
                    looks++;
                }
            }
        }
        return taken;
    }

    private void plain(long turns, long before) {
        long more = interpreter.quiet(turns - taken, before);
        if (more > 0) {
            taken += more;
            latest = interpreter.inRegion() ? registers.clock : interpreter.latest();
            core.paused(false);
        }
    }

    /** Takes a PAUSE if that comes next; whether it did. */
    private boolean pause(long turns, long before) {
        long begin = registers.clock;
        if (taken >= turns || begin >= before || !interpreter.pause()) {
            return false;
        }
        latest = begin;
        core.paused(true);
        taken++;
        return true;
    }

    /** The core is where it was at the mark: as many periods as end before a time and fit into the turns. */
    private void found(long turns, long before) {
        spins = true;
        periodTurns = taken - mark.taken;
        periodCycles = registers.clock - mark.clock;
        periodHits = hits() - mark.hits;
        long fit = (turns - taken) / periodTurns;
        repeat(periodCycles == 0 ? fit : Math.min(fit, (before - 1 - registers.clock) / periodCycles));
    }

    private void repeat(long periods) {
        taken += periods * periodTurns;
        registers.retired += periods * periodTurns;
        registers.clock += periods * periodCycles;
        latest += periods * periodCycles;
        caches.orElseThrow().count(core.id(), periods * periodHits);
    }

    private long hits() {
        return caches.orElseThrow().hits(core.id());
    }

    /** Everything that quiet turns change, as it was once. */
    private final class Place {
        private final int[] general = new int[8];
        private int eip;
        private int eflags;
        private boolean paused;
        private long clock;
        private long retired;
        private long hits;
        private long taken;
        private long latest;

        void keep() {
            System.arraycopy(registers.r, 0, general, 0, general.length);
            eip = registers.eip;
            eflags = registers.eflags;
            paused = core.paused();
            clock = registers.clock;
            retired = registers.retired;
            hits = Quiet.this.hits();
            taken = Quiet.this.taken;
            latest = Quiet.this.latest;
        }

        void restore() {
            System.arraycopy(general, 0, registers.r, 0, general.length);
            registers.eip = eip;
            registers.eflags = eflags;
            core.paused(paused);
            registers.clock = clock;
            registers.retired = retired;
            caches.orElseThrow().count(core.id(), hits - Quiet.this.hits());
            Quiet.this.taken = taken;
            Quiet.this.latest = latest;
        }

        /** Whether the core would go on from here as it did then: it stands behind a PAUSE both times. */
        boolean isHere() {
            return registers.eip == eip
                    && registers.eflags == eflags
                    && ((registers.retired ^ retired) & width - 1) == 0
                    && Arrays.equals(registers.r, 0, general.length, general, 0, general.length);
        }
    }
}
