/* Turns that the fast path leaves to the units of its core, without ending. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDI;
import static org.kernelscope.hw.cpu.Registers.ESI;

/**
 * Takes a turn as {@link Core#step} would, where no interrupt can come and the instruction is known. What it finds changed
 * behind it decides whether the fast path can go on. A fault is left to the core, which delivers it.
 */
final class CallOut {
    private static final int MODES = Flags.TF | Flags.RF | Flags.VM;

    private final Registers registers;
    private final Paging paging;
    private final CodeCache code;
    private final Units units;
    private final Environment environment;
    private final Costs costs;
    private final LazyFlags flags;
    private final PlainData data;
    private final boolean even;
    private long began;
    private int top;
    private int flagsBefore;
    private boolean goesOn = true;
    private boolean alone = true;
    private boolean raised;
    private boolean ends;

    CallOut(
            Registers registers,
            Paging paging,
            CodeCache code,
            Units units,
            Environment environment,
            Costs costs,
            LazyFlags flags,
            PlainData data) {
        this.registers = registers;
        this.paging = paging;
        this.code = code;
        this.units = units;
        this.environment = environment;
        this.costs = costs;
        this.flags = flags;
        this.data = data;
        even = costs.even();
    }

    /** Many turns begin, at this time. */
    void begin(long time) {
        began = time;
        ends = false;
    }

    /** The fast path does not go on behind the turn that is under way. */
    void end() {
        ends = true;
    }

    /** The fast path begins. */
    void enter() {
        goesOn = true;
        alone = true;
        raised = false;
    }

    /** Whether the fast path can go on behind the latest turn. */
    boolean goesOn() {
        return goesOn;
    }

    /** Whether that turn concerned this core alone, and interrupts reach it as before. */
    boolean alone() {
        return alone;
    }

    /** Whether that turn found a fault, which waits in the registers. */
    boolean raised() {
        return raised;
    }

    /** When that turn began. */
    long began() {
        return began;
    }

    /** The stack pointer at that time. */
    int top() {
        return top;
    }

    /** EFLAGS at that time. */
    int flagsBefore() {
        return flagsBefore;
    }

    /** Executes the instruction at EIP, which {@link MicroOp#isForUnits}; whether the fast path can go on. */
    boolean take(MicroOp op) {
        Instruction in = op.whole;
        if (op.touchesFlags) {
            flags.settle();
        }
        int at = registers.eip;
        int changes = environment.changes();
        int translations = paging.codeChanges();
        top = registers.r[Registers.ESP];
        flagsBefore = registers.eflags;
        began = registers.clock;
        environment.now(began);
        registers.next = at + op.length;
        boolean free = ((int) registers.retired & costs.width() - 1) != 0 && in.repeat() == 0;
        registers.clock = began + op.cycles - (free ? costs.simple() : 0);
        try {
            units.execute(in);
        } catch (Fault _) {
            fail(op);
            return false;
        }
        if (registers.next != at || in.repeat() == 0) {
            registers.retired++;
        }
        registers.eip = registers.next;
        int set = registers.eflags & ~flagsBefore;
        alone = environment.changes() == changes && (set & Flags.IF) == 0 && !registers.shadow;
        goesOn = alone
                && !ends
                && registers.plain()
                && ((registers.eflags ^ flagsBefore) & MODES) == 0
                && paging.codeChanges() == translations
                && code.ready(at).length > 0;
        return goesOn;
    }

    /**
     * Takes turns of a repeated MOVS or STOS at EIP, but not its last, where each takes a cycle and they need no more than
     * plain instructions do; at most so many.
     *
     * @return turns taken
     */
    long repeat(MicroOp op, long most) {
        Instruction in = op.whole;
        boolean moves = in.operation() == Operation.MOVS;
        boolean upwards = in.wideAddress() && (registers.eflags & Flags.DF) == 0;
        boolean flat = in.segment() < Registers.FS && in.segment() != Registers.CS;
        boolean served = even && in.repeat() != 0 && (moves || in.operation() == Operation.STOS);
        return served && upwards && flat
                ? repeat(moves, in.first().bytes(), Math.min(most, (registers.r[ECX] & 0xFFFF_FFFFL) - 1))
                : 0;
    }

    private long repeat(boolean moves, int size, long most) {
        int[] r = registers.r;
        int stored = registers.get(EAX, size);
        long done = 0;
        while (done < most) {
            int from = moves ? data.readable(r[ESI], size) : 0;
            int to = data.writable(r[EDI], size);
            if (from == PlainData.NO || to == PlainData.NO) {
                break;
            }
            data.put(to, size, moves ? data.value(from, size) : stored);
            r[ESI] += moves ? size : 0;
            r[EDI] += size;
            done++;
        }
        r[ECX] -= (int) done;
        registers.clock += done;
        began = done > 0 ? registers.clock - 1 : began;
        return done;
    }

    /** Flags that still wait are those before the instruction, which does not touch them. */
    private void fail(MicroOp op) {
        if (!op.touchesFlags) {
            flags.settle();
            flagsBefore = registers.eflags;
        }
        raised = true;
        alone = false;
        goesOn = false;
    }
}
