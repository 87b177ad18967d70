/* The compiled regions of one core: when one is made, and how it runs. */
package org.kernelscope.hw.cpu;

import java.util.Optional;
import java.util.SortedMap;
import org.kernelscope.hw.cpu.RegionCompiler.Mode;
import org.kernelscope.hw.cpu.RegionFinder.Block;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * A region begins where control was often transferred to, and holds what is reached from there inside its page. It
 * executes only where every instruction takes one cycle, so that turns tell the time; and always leaves one turn to the
 * interpreter, which knows when it began.
 */
final class Regions {
    private static final int HOT = 500;
    private static final int NEVER = 0;
    private static final int FEWEST_TURNS = 32;
    private static final int MOST_TURNS = 1 << 30;
    private static final int MOST_INSTRUCTIONS = 300;

    private final Registers registers;
    private final Watch watch;
    private final LazyFlags flags;
    private final boolean even;
    private final Region.Frame frame;
    private int hot = HOT;
    private Mode mode = new Mode(false, false, false);

    Regions(Registers registers, Paging paging, PhysicalMemory memory, Costs costs, Watch watch, LazyFlags flags) {
        this.registers = registers;
        this.watch = watch;
        this.flags = flags;
        even = costs.even();
        frame = new Region.Frame(
                registers.r, memory.bytes(), memory.attention(), paging.recentKeys(), paging.recentFrames());
    }

    /** Compiles what control was transferred to so often, or never if 0. */
    void hotAfter(int transfers) {
        hot = transfers;
    }

    /** Whether regions are compiled at all. */
    void compile(boolean on) {
        hot = on ? HOT : NEVER;
    }

    /** Whether regions can run now, in the state in which the core is. */
    boolean enter() {
        if (!even || hot == NEVER || watch.probing()) {
            return false;
        }
        boolean paged = registers.cr0 < 0;
        boolean user = registers.cpl == 3;
        boolean protects = (registers.cr0 & Registers.CR0_WP) != 0;
        if (mode.paged() != paged || mode.user() != user || mode.protects() != protects) {
            mode = new Mode(paged, user, protects);
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
     * @return turns taken, 0 if there is no region or it cannot run
     */
    int run(MicroOp at, MicroOp[] page, long most) {
        if (most < FEWEST_TURNS) {
            return 0;
        }
        Optional<Region> region = at.region;
        if (region.isEmpty() || !region.get().mode.equals(mode)) {
            at.heat++;
            if (at.heat < hot) {
                return 0;
            }
            at.heat = 0;
            at.region = compile(page);
            if (at.region.isEmpty()) {
                return 0;
            }
        }
        return execute(at.region.get(), (int) Math.min(most - 1, MOST_TURNS));
    }

    private int execute(Region region, int turns) {
        if (!flags.lend(frame)) {
            return 0;
        }
        frame.eip = registers.eip;
        int taken = turns - region.run(frame, turns);
        flags.takeBack(frame);
        registers.eip = frame.eip;
        registers.clock += taken;
        registers.retired += taken;
        return taken;
    }

    private Optional<Region> compile(MicroOp[] page) {
        for (int most = MOST_INSTRUCTIONS; most > 0; most /= 2) {
            SortedMap<Integer, Block> blocks = RegionFinder.blocks(page, registers.eip, most);
            if (!blocks.containsKey(registers.eip)) {
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
