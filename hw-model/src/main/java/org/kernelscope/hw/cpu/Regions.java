/* The compiled regions of one core: when one is made, and how it runs. */
package org.kernelscope.hw.cpu;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.kernelscope.hw.cache.FirstLevel;
import org.kernelscope.hw.cpu.RegionCompiler.Mode;
import org.kernelscope.hw.cpu.RegionFinder.Block;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * A region begins where control was often transferred to, and holds what is reached from there inside its page. It always
 * leaves one turn to the interpreter, which knows when that began.
 */
public final class Regions {
    private static final int HOT = 500;
    private static final int NEVER = 0;
    private static final int FEWEST_TURNS = 32;
    private static final int MOST_TURNS = 1 << 30;
    private static final int MOST_INSTRUCTIONS = 300;

    private final int core;
    private final Registers registers;
    private final Watch watch;
    private final LazyFlags flags;
    private final CallOut callOut;
    private final Pace pace;
    private final boolean possible;
    private final Region.Frame frame;
    private int hot = HOT;
    private Mode mode;
    private int state;
    private long turns;
    private long taken;
    private long left;
    private long before;
    private int budget;
    private boolean endsRuns;
    private OptionalInt ended = OptionalInt.empty();

    Regions(
            int core,
            Registers registers,
            Paging paging,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            Watch watch,
            LazyFlags flags,
            OrdinaryFloats floats,
            CallOut callOut) {
        this.callOut = callOut;
        this.core = core;
        this.registers = registers;
        this.watch = watch;
        this.flags = flags;
        Optional<FirstLevel> first = environment.caches().map(caches -> caches.firstLevel(core));
        pace = costs.pace(first.map(FirstLevel::hit).orElse(0));
        possible = costs.even() || costs.timed() && costs.simple() == 1 && first.isPresent();
        mode = new Mode(false, false, false, pace, first);
        frame = new Region.Frame(core, registers, paging, memory, environment.caches(), floats, this);
    }

    /** Turns that regions took since the machine was made. */
    long turns() {
        return turns;
    }

    /** Whether the core's run of turns ends after each region, so that what that did can be looked at. */
    public void endRuns(boolean on) {
        endsRuns = on;
        ended = OptionalInt.empty();
    }

    /** Where the region begins that ended the run of turns, if one did since {@link #endRuns}. */
    public OptionalInt ended() {
        return ended;
    }

    /** Compiles what control was transferred to so often, or never if 0. */
    void hotAfter(int transfers) {
        hot = transfers;
    }

    /** Whether regions are compiled at all. */
    public void compile(boolean on) {
        hot = on ? HOT : NEVER;
    }

    /** Whether regions can run now, in the state in which the core is. */
    boolean enter() {
        if (!possible || hot == NEVER || watch.probing() || watch.watching()) {
            return false;
        }
        boolean paged = registers.cr0 < 0;
        boolean user = registers.cpl == 3;
        boolean protects = (registers.cr0 & Registers.CR0_WP) != 0;
        int now = Mode.state(paged, user, protects);
        if (state != now) {
            state = now;
            mode = new Mode(paged, user, protects, pace, mode.first());
        }
        return true;
    }

    /** Whether the latest region ended before an instruction that it could not execute. */
    boolean gaveUp() {
        return frame.gaveUp;
    }

    /**
     * Runs the region that begins at an instruction; makes it if it is time.
     *
     * @param page what is decoded around it
     * @param most turns, of which one is left
     * @param before the time before which the turn after them begins
     * @return turns taken, 0 if there is no region or it cannot run
     */
    long run(MicroOp at, MicroOp[] page, long most, long before) {
        int units = units(most, before);
        if (units < FEWEST_TURNS) {
            return 0;
        }
        if (!fits(at.region)) {
            at.heat++;
            if (at.heat < hot) {
                return 0;
            }
            at.heat = 0;
            at.region = compile(page, false);
        }
        return at.region.isPresent() && flags.lend(frame) ? execute(at.region.get(), units) : 0;
    }

    /** The same with a region that changes nothing but registers and reads no memory, if there is a loop in it. */
    long runQuiet(MicroOp at, MicroOp[] page, long most, long before) {
        int units = units(most, before);
        if (units < FEWEST_TURNS || endsRuns) {
            return 0;
        }
        if (!fits(at.quiet)) {
            at.quietHeat++;
            if (at.quietHeat < hot) {
                return 0;
            }
            at.quietHeat = 0;
            at.quiet = compile(page, true);
        }
        return at.quiet.isPresent() && flags.lend(frame) ? execute(at.quiet.get(), units) : 0;
    }

    private boolean fits(Optional<Region> region) {
        return region.isPresent() && region.get().state == state;
    }

    /** Compiles the one instruction at EIP and runs it; turns taken, 0 if that is not for a region. */
    long once(MicroOp[] page) {
        Optional<Region> region = enter() ? compile(page, false) : Optional.empty();
        left = 1;
        before = Long.MAX_VALUE;
        return region.isPresent() && flags.lend(frame) ? execute(region.get(), 1) : 0;
    }

    private int units(long most, long end) {
        left = most;
        before = end;
        return units();
    }

    /** How many turns the region may count, of those that are left: a transfer of control at their end is not counted. */
    private int units() {
        long cycles = Math.min(before - registers.clock, MOST_TURNS) - 2 - pace.branchTaken();
        return (int) Math.min(Math.min(left - 1, MOST_TURNS), cycles * pace.width());
    }

    private long execute(Region region, int units) {
        int entry = registers.eip;
        frame.eip = entry;
        frame.away = false;
        budget = units;
        taken = 0;
        account(region.run(frame, units));
        if (!frame.away) {
            flags.takeBack(frame);
            registers.eip = frame.eip;
        }
        turns += taken;
        if (endsRuns && taken > 0) {
            ended = OptionalInt.of(entry);
        }
        return taken;
    }

    private void account(int unitsLeft) {
        int done = budget - unitsLeft;
        if (pace.timed()) {
            done = frame.retired;
            registers.clock += pace.grouped(registers.retired, done) + frame.extra;
            frame.caches.orElseThrow().count(core, frame.hits);
        } else {
            registers.clock += done;
        }
        registers.retired += done;
        taken += done;
        left -= done;
    }

    /**
     * Takes the turn, and those of its repetitions, of an instruction that is left to the units, at {@code frame.eip}.
     *
     * @param unitsLeft of what the region may count
     * @return what it may count behind that; negative if it ends, where the core's registers say
     */
    int callOut(MicroOp op, int unitsLeft) {
        account(unitsLeft);
        flags.takeBack(frame);
        registers.eip = frame.eip;
        frame.gaveUp = watch.observed();
        boolean goes = !frame.gaveUp;
        while (goes && registers.eip == frame.eip && left > 0 && registers.clock < before) {
            long many = callOut.repeat(op, Math.min(left, before - registers.clock));
            if (many == 0) {
                goes = callOut.take(op);
                many = 1;
            }
            taken += many;
            left -= many;
        }
        budget = units();
        if (goes && budget >= 0 && registers.eip == frame.eip + op.length && flags.lend(frame)) {
            return budget;
        }
        budget = 0;
        frame.away = true;
        frame.eip = registers.eip;
        return -1;
    }

    private Optional<Region> compile(MicroOp[] page, boolean quiet) {
        for (int most = MOST_INSTRUCTIONS; most > 0; most /= 2) {
            SortedMap<Integer, Block> blocks = RegionFinder.blocks(page, registers.eip, most, quiet);
            if (!blocks.containsKey(registers.eip) || quiet && !RegionFinder.loops(blocks)) {
                return Optional.empty();
            }
            Optional<Region> region = RegionCompiler.compile(blocks, registers.eip, mode);
            if (region.isPresent()) {
                return region;
            }
        }
        return Optional.empty();
    }
}
