/* Entering handlers of interrupts and exceptions. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.TR;

import org.kernelscope.hw.MachineEvent.Interrupted;

/** Delivery through the interrupt descriptor table (SDM 3A, 6.11 to 6.15). */
final class Interrupts {
    private static final int INTERRUPT_GATE16 = 0x6;
    private static final int TRAP_GATE16 = 0x7;
    private static final int INTERRUPT_GATE32 = 0xE;
    private static final int TRAP_GATE32 = 0xF;
    private static final int TASK_GATE = 0x5;
    private static final int IN_IDT = 2;

    /** Who asks for a handler. */
    private enum Cause {
        SOFTWARE,
        EXCEPTION,
        CONTROLLER
    }

    private final int core;
    private final Registers registers;
    private final DataPath data;
    private final Operands operands;
    private final Segments segments;
    private final FarTransfers far;
    private final Tasks tasks;
    private final Breakpoints breakpoints;
    private final Costs costs;
    private final Watch watch;
    private final Tally tally;

    Interrupts(
            int core,
            Registers registers,
            DataPath data,
            Operands operands,
            Segments segments,
            FarTransfers far,
            Tasks tasks,
            Breakpoints breakpoints,
            Costs costs,
            Watch watch,
            Tally tally) {
        this.core = core;
        this.registers = registers;
        this.data = data;
        this.operands = operands;
        this.segments = segments;
        this.far = far;
        this.tasks = tasks;
        this.breakpoints = breakpoints;
        this.costs = costs;
        this.watch = watch;
        this.tally = tally;
    }

    /** INT n, which in virtual-8086 mode needs IOPL 3; the handler returns behind it. */
    void software(int vector) {
        if (registers.virtual() && registers.inputOutputLevel() < 3) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        trap(vector);
    }

    /** INT3 and INTO; the handler returns behind them. */
    void trap(int vector) {
        registers.eflags &= ~Flags.RF;
        enter(vector, Cause.SOFTWARE, 0);
    }

    /** INT1; the handler returns behind it, and what it may do does not depend on the ring. */
    void debug() {
        registers.eflags &= ~Flags.RF;
        breakpoints.handled();
        enter(Fault.DEBUG, Cause.EXCEPTION, 0);
    }

    /** An interrupt from the local APIC; {@link Registers#next} is where it returns to. */
    void external(int vector) {
        enter(vector, Cause.CONTROLLER, 0);
    }

    /**
     * Enters the handler of a fault at EIP; a second fault on the way makes a double fault (SDM 3A, table 6-5).
     *
     * @return false if there is a third, and the processor shuts down
     */
    boolean deliver(int firstVector, int firstCode) {
        int vector = firstVector;
        int errorCode = firstCode;
        for (int attempt = 0; attempt < 4; attempt++) {
            registers.next = registers.eip;
            try {
                exception(vector, errorCode);
                registers.eip = registers.next;
                return true;
            } catch (Fault fault) {
                if (vector == Fault.DOUBLE_FAULT) {
                    return false;
                }
                boolean doubles = Fault.contributory(vector) && Fault.contributory(fault.vector())
                        || vector == Fault.PAGE && (fault.vector() == Fault.PAGE || Fault.contributory(fault.vector()));
                vector = doubles ? Fault.DOUBLE_FAULT : fault.vector();
                errorCode = doubles ? 0 : fault.errorCode();
            }
        }
        return false;
    }

    /**
     * An exception; {@link Registers#next} is where it returns to. A fault's handler returns with RF, so that the
     * instruction is not met by its breakpoint again (SDM 3B, 17.3.1.1).
     */
    void exception(int vector, int errorCode) {
        if (vector == Fault.DEBUG ? errorCode == Fault.RESUMES : vector != Fault.DOUBLE_FAULT) {
            registers.eflags |= Flags.RF;
        }
        if (vector == Fault.DEBUG) {
            breakpoints.handled();
        }
        enter(vector, Cause.EXCEPTION, errorCode);
    }

    private void enter(int vector, Cause cause, int errorCode) {
        int top = registers.r[ESP];
        int flags = registers.eflags;
        data.drain();
        try {
            if ((registers.cr0 & Registers.CR0_PE) != 0) {
                enterProtected(vector, cause, errorCode);
            } else {
                enterReal(vector);
            }
        } catch (Fault fault) {
            if (!fault.switched()) {
                registers.r[ESP] = top;
                registers.eflags = flags;
            }
            throw cause == Cause.SOFTWARE ? fault : external(fault);
        }
        registers.shadow = false;
        registers.trap = registers.trap & (Breakpoints.SWITCHED | Breakpoints.KEEPS_RESUME) | Breakpoints.NO_STEP;
        registers.clock += costs.interrupt();
        if (cause == Cause.CONTROLLER) {
            tally.interrupts++;
        } else {
            tally.exceptions++;
        }
        if (watch.observed()) {
            watch.tell(new Interrupted(core, vector, cause == Cause.CONTROLLER));
        }
    }

    /** A fault on the way to a handler that no instruction asked for says so (SDM 3A, 6.13). */
    private Fault external(Fault fault) {
        boolean selects = fault.vector() >= Fault.INVALID_TSS && fault.vector() <= Fault.GENERAL_PROTECTION;
        return selects && (registers.cr0 & Registers.CR0_PE) != 0 ? fault.external() : fault;
    }

    private void enterReal(int vector) {
        if (vector * 4 + 3 > registers.idtLimit) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        int target = data.readSystem(registers.idtBase + vector * 4, 4);
        operands.push(registers.eflags, 2);
        operands.push(registers.selector[CS], 2);
        operands.push(registers.next, 2);
        registers.eflags &= ~(Flags.IF | Flags.TF | Flags.AC);
        segments.loadReal(CS, target >>> 16);
        registers.next = target & 0xFFFF;
    }

    private void enterProtected(int vector, Cause cause, int errorCode) {
        int gateCode = vector * 8 + IN_IDT;
        if (vector * 8 + 7 > registers.idtLimit) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, gateCode);
        }
        int low = data.readSystem(registers.idtBase + vector * 8, 4);
        int high = data.readSystem(registers.idtBase + vector * 8 + 4, 4);
        int rights = high >>> 8;
        int type = rights & 0x1F;
        boolean gate = type == TASK_GATE
                || type == INTERRUPT_GATE16
                || type == TRAP_GATE16
                || type == INTERRUPT_GATE32
                || type == TRAP_GATE32;
        if (!gate || cause == Cause.SOFTWARE && Segments.dpl(rights) < registers.cpl) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, gateCode);
        }
        if ((rights & Segments.PRESENT) == 0) {
            throw registers.fault.of(Fault.SEGMENT_NOT_PRESENT, gateCode);
        }
        boolean error = cause == Cause.EXCEPTION && Fault.hasErrorCode(vector);
        if (type == TASK_GATE) {
            toTask(low >>> 16, error, errorCode);
            return;
        }
        boolean wide = type >= INTERRUPT_GATE32;
        int offset = wide ? low & 0xFFFF | high & 0xFFFF_0000 : low & 0xFFFF;
        through(low >>> 16, offset, wide ? 4 : 2, error, errorCode);
        int cleared = Flags.TF | Flags.NT | Flags.RF | Flags.VM;
        registers.eflags &= ~((type & 1) == 0 ? cleared | Flags.IF : cleared);
    }

    /** The handler is a task; it finds the error code on its own stack. */
    private void toTask(int selector, boolean error, int errorCode) {
        tasks.throughGate(selector, Tasks.Way.NESTED);
        if (error) {
            try {
                operands.push(errorCode, (registers.rights[TR] & 8) != 0 ? 4 : 2);
            } catch (Fault fault) {
                throw fault.afterSwitch();
            }
        }
    }

    private void through(int selector, int offset, int size, boolean error, int errorCode) {
        if (Segments.isNull(selector)) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        if (!segments.exists(selector)) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
        }
        long code = segments.descriptor(selector, Fault.GENERAL_PROTECTION);
        int rights = Segments.rightsOf(code);
        if (!Segments.isCode(rights) || Segments.dpl(rights) > registers.cpl) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
        }
        if ((rights & Segments.PRESENT) == 0) {
            throw registers.fault.of(Fault.SEGMENT_NOT_PRESENT, selector & 0xFFFC);
        }
        if (registers.virtual() && ((rights & Segments.CONFORMING) != 0 || Segments.dpl(rights) != 0)) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
        }
        boolean inner = (rights & Segments.CONFORMING) == 0 && Segments.dpl(rights) < registers.cpl;
        if (inner) {
            int ring = Segments.dpl(rights);
            far.onInnerStack(ring, () -> pushAndGo(selector, code, offset, ring, size, error, errorCode), size);
        } else {
            pushAndGo(selector, code, offset, registers.cpl, size, error, errorCode);
        }
    }

    private void pushAndGo(int selector, long code, int offset, int ring, int size, boolean error, int errorCode) {
        operands.push(registers.eflags, size);
        operands.push(registers.selector[CS], size);
        operands.push(registers.next, size);
        if (error) {
            operands.push(errorCode, size);
        }
        far.install(selector, code, offset, ring);
    }
}
