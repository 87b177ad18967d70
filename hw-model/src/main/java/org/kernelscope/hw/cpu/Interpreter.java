/* Executes the plain instructions of a core, many turns in a row. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * Does exactly what {@link Core#step} would do, faster, as long as nothing comes up that concerns more than registers and
 * plain RAM: an instruction is executed whole or not begun. It stops before the first that it leaves to the core.
 */
final class Interpreter {
    private static final int OFFSET = PhysicalMemory.PAGE_BYTES - 1;
    private static final int UNUSUAL = Flags.TF | Flags.RF | Flags.VM;

    private final Registers registers;
    private final CodeCache code;
    private final Costs costs;
    private final Watch watch;
    private final LazyFlags flags;
    private final Regions regions;
    private final PlainData data;
    private final PlainInstructions plain;
    private final CallOut callOut;
    private final boolean even;
    private final boolean buffers;
    private long latest;
    private boolean inRegion;
    private boolean ends;

    Interpreter(
            int core,
            Registers registers,
            Paging paging,
            CodeCache code,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            Watch watch,
            boolean buffers,
            FloatRegisters floatRegisters,
            Units units) {
        this.registers = registers;
        this.code = code;
        this.buffers = buffers;
        this.costs = costs;
        this.watch = watch;
        even = costs.even();
        flags = new LazyFlags(registers);
        data = new PlainData(core, registers, paging, memory, environment, costs, watch, buffers);
        callOut = new CallOut(registers, paging, code, units, environment, costs, flags, data);
        OrdinaryFloats floats = new OrdinaryFloats(registers, floatRegisters);
        regions = new Regions(core, registers, paging, memory, environment, costs, watch, flags, floats, callOut);
        plain = new PlainInstructions(registers, flags, data, floats, costs.branchTaken());
    }

    Regions regions() {
        return regions;
    }

    /** The turns that it leaves to the units. */
    CallOut callOut() {
        return callOut;
    }

    /** Whether a region took the latest turn of the latest {@link #run}, so that nobody knows when it began. */
    boolean inRegion() {
        return inRegion;
    }

    /** Begins many turns, at this time. */
    void begin(long time) {
        latest = time;
        ends = false;
        callOut.begin(time);
    }

    /** The turn that is under way is the last of its {@link #run}. */
    void end() {
        ends = true;
        callOut.end();
    }

    /** Begins many {@link #quiet} turns. */
    void beginQuiet() {
        ends = false;
        data.forgetLines();
    }

    /** Whether one of the latest of them may have read this line. */
    boolean readQuietly(int line) {
        return data.remembers(line);
    }

    /** Takes a PAUSE if that comes next and concerns registers alone; whether it did. */
    boolean pause() {
        if (!registers.plain() || (registers.eflags & UNUSUAL) != 0) {
            return false;
        }
        MicroOp[] ops = code.ready(registers.eip);
        MicroOp op = ops.length == 0 ? null : ops[registers.eip & OFFSET];
        if (op == null || op.operation != Operation.PAUSE) {
            return false;
        }
        registers.clock += op.whole.repeat() == 0 ? cycles(op) : op.cycles;
        registers.eip += op.length;
        registers.retired++;
        return true;
    }

    /** Of every group of instructions as wide as the core, one pays for all. */
    private int cycles(MicroOp op) {
        return op.cycles - (((int) registers.retired & costs.width() - 1) != 0 ? costs.simple() : 0);
    }

    /** When the latest turn of the latest {@link #run} began, or the one that is under way. */
    long latest() {
        return Math.max(latest, callOut.began());
    }

    /**
     * Takes up to so many turns, none of which begins at this time or later.
     *
     * @return turns taken
     */
    long run(long turns, long before) {
        return run(turns, before, false);
    }

    /** The same with turns that write nothing and read only what costs a hit and changes nothing. */
    long quiet(long turns, long before) {
        return run(turns, before, true);
    }

    private long run(long turns, long before, boolean quiet) {
        callOut.enter();
        if (!registers.plain() || (registers.eflags & UNUSUAL) != 0) {
            return 0;
        }
        data.enter(quiet);
        boolean calls = !quiet && !buffers && !watch.observed();
        boolean compiles = !(quiet && even) && !buffers && regions.enter();
        inRegion = false;
        boolean evenly = even && !watch.probing();
        long left = turns;
        boolean goes = true;
        while (goes && left > 0 && registers.clock < before) {
            MicroOp[] ops = code.ready(registers.eip);
            if (ops.length == 0) {
                break;
            }
            int page = registers.eip >>> PhysicalMemory.PAGE_SHIFT;
            while (goes
                    && left > 0
                    && registers.clock < before
                    && registers.eip >>> PhysicalMemory.PAGE_SHIFT == page) {
                MicroOp op = ops[registers.eip & OFFSET];
                goes = op != null;
                long taken = 0;
                if (goes && plain.transferred && compiles) {
                    plain.transferred = false;
                    taken = quiet ? regions.runQuiet(op, ops, left, before) : regions.run(op, ops, left, before);
                    inRegion |= taken > 0;
                    plain.transferred = taken > 0 && !regions.gaveUp();
                    goes = regions.ended().isEmpty() && callOut.goesOn();
                }
                if (goes && taken == 0) {
                    taken = evenly
                            ? straight(op, ops, Math.min(left, before - registers.clock), compiles)
                            : turn(op, ops);
                    if (taken == 0 && calls && op.isForUnits()) {
                        taken = outside(op, Math.min(left, before - registers.clock));
                    }
                    goes = taken > 0 && !ends && callOut.goesOn();
                    inRegion &= taken == 0;
                }
                left -= taken;
            }
        }
        flags.settle();
        return turns - left;
    }

    /** Executes the one instruction at EIP, which is decoded, as a region of its own; turns taken. */
    long compiledOnce() {
        MicroOp[] ops = registers.plain() ? code.ready(registers.eip) : CodeCache.NONE;
        callOut.enter();
        long taken = ops.length == 0 ? 0 : regions.once(ops);
        flags.settle();
        return taken;
    }

    /** Executes one instruction, or nothing of it if that is not for here; how many it was. */
    private long turn(MicroOp op, MicroOp[] ops) {
        if (watch.probed(registers.eip)) {
            return 0;
        }
        long begin = registers.clock;
        long earlier = latest;
        latest = begin;
        registers.clock = begin + cycles(op);
        if (plain.run(op, ops, registers.eip, 1, false) == 0) {
            registers.clock = begin;
            latest = earlier;
            return 0;
        }
        registers.eip = plain.eip;
        registers.retired++;
        return 1;
    }

    private long outside(MicroOp op, long most) {
        long taken = callOut.repeat(op, most);
        if (taken == 0) {
            callOut.take(op);
            taken = 1;
        }
        return taken;
    }

    /**
     * Executes instructions of a cycle each as long as one follows the other, up to the next transfer of control that
     * may lead into a region.
     *
     * @return turns taken
     */
    private long straight(MicroOp first, MicroOp[] ops, long most, boolean compiles) {
        long taken = plain.run(first, ops, registers.eip, most, !compiles);
        registers.eip = plain.eip;
        registers.retired += taken;
        registers.clock += taken;
        latest = taken > 0 ? registers.clock - 1 : latest;
        return taken;
    }
}
