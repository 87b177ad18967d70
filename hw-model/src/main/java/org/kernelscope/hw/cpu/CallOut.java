/* Turns that the fast path leaves to the units of its core, without ending. */
package org.kernelscope.hw.cpu;

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
    private long began;
    private int top;
    private int flagsBefore;
    private boolean goesOn = true;
    private boolean alone = true;
    private boolean raised;

    CallOut(
            Registers registers,
            Paging paging,
            CodeCache code,
            Units units,
            Environment environment,
            Costs costs,
            LazyFlags flags) {
        this.registers = registers;
        this.paging = paging;
        this.code = code;
        this.units = units;
        this.environment = environment;
        this.costs = costs;
        this.flags = flags;
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

    /** Executes the instruction at EIP, which is {@link MicroOp#OUTSIDE}; whether the fast path can go on. */
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
                && registers.plain()
                && ((registers.eflags ^ flagsBefore) & MODES) == 0
                && paging.codeChanges() == translations
                && code.ready(at).length > 0;
        return goesOn;
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
