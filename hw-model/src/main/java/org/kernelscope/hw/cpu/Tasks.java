/* Switching tasks in hardware. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ES;
import static org.kernelscope.hw.cpu.Registers.LDTR;
import static org.kernelscope.hw.cpu.Registers.SS;
import static org.kernelscope.hw.cpu.Registers.TR;

import java.util.List;

/**
 * Task switches (SDM 3A, 7.3). Until the new task's registers are loaded, a fault is one of the old task and nothing has
 * changed; from then on it is one of the new task, before its first instruction.
 */
final class Tasks {
    /** What asks for the switch. */
    enum Way {
        JUMP,
        /** CALL, or an interrupt or exception through a task gate: the new task returns to the old one. */
        NESTED,
        RETURN
    }

    /**
     * Where a task state segment has what.
     *
     * @param limit the least limit
     * @param bytes of a register
     * @param eip EFLAGS and the general registers follow
     * @param segments selectors, ES first
     * @param count of selectors
     */
    private record Layout(int limit, int bytes, int eip, int segments, int count) {
        int eflags() {
            return eip + bytes;
        }

        int general() {
            return eip + 2 * bytes;
        }

        int ldt() {
            return segments + count * bytes;
        }
    }

    /** What a task starts with. */
    private record State(int eip, int eflags, int[] general, int[] selectors, int ldt, int cr3, boolean traps) {}

    private static final Layout WIDE = new Layout(0x67, 4, 0x20, 0x48, 6);
    private static final Layout NARROW = new Layout(0x2B, 2, 0x0E, 0x22, 4);
    private static final int TABLES = 0x1C;
    private static final int TRAP = 0x64;
    private static final int WIDE_TYPE = 0x8;
    private static final List<Integer> DATA_SEGMENTS = List.of(Registers.ES, Registers.DS, Registers.FS, Registers.GS);

    private final Registers registers;
    private final DataPath data;
    private final Segments segments;
    private final Paging paging;
    private final Breakpoints breakpoints;
    private final Costs costs;
    private final Tally tally;

    Tasks(
            Registers registers,
            DataPath data,
            Segments segments,
            Paging paging,
            Breakpoints breakpoints,
            Costs costs,
            Tally tally) {
        this.registers = registers;
        this.data = data;
        this.segments = segments;
        this.paging = paging;
        this.breakpoints = breakpoints;
        this.costs = costs;
        this.tally = tally;
    }

    static boolean isState(int rights) {
        int type = rights & 0x1F & ~Segments.BUSY;
        return type == Segments.TSS16_AVAILABLE || type == Segments.TSS32_AVAILABLE;
    }

    /** Switches through a task gate that was checked; selectors that do not fit raise #GP. */
    void throughGate(int selector, Way way) {
        if ((selector & 4) != 0) {
            throw fault(Fault.GENERAL_PROTECTION, selector);
        }
        switchTo(selector, segments.descriptor(selector, Fault.GENERAL_PROTECTION), way);
    }

    /** IRET with NT: back to the task that is named in this one's state. */
    void back() {
        int selector = data.readSystem(registers.base[TR], 2);
        if ((selector & 4) != 0) {
            throw fault(Fault.INVALID_TSS, selector);
        }
        switchTo(selector, segments.descriptor(selector, Fault.INVALID_TSS), Way.RETURN);
    }

    /** Switches to the task of a descriptor whose privilege was checked where that counts. */
    void switchTo(int selector, long descriptor, Way way) {
        int rights = Segments.rightsOf(descriptor);
        int misfit = way == Way.RETURN ? Fault.INVALID_TSS : Fault.GENERAL_PROTECTION;
        if (!isState(rights) || (rights & Segments.BUSY) != 0 != (way == Way.RETURN)) {
            throw fault(misfit, selector);
        }
        if ((rights & Segments.PRESENT) == 0) {
            throw fault(Fault.SEGMENT_NOT_PRESENT, selector);
        }
        Layout layout = layout(rights);
        if (Integer.compareUnsigned(Segments.limitOf(descriptor), layout.limit()) < 0) {
            throw fault(Fault.INVALID_TSS, selector);
        }
        int oldRing = registers.cpl;
        data.checkSystemRead(Segments.baseOf(descriptor), layout.limit() + 1);
        leave(selector, Segments.baseOf(descriptor), way);
        State state = read(layout, Segments.baseOf(descriptor));
        int busy = way == Way.RETURN ? rights : segments.setBusy(selector, rights, true);
        registers.setSegment(TR, selector, Segments.baseOf(descriptor), Segments.limitOf(descriptor), busy);
        registers.cr0 |= Registers.CR0_TS;
        begin(state, layout, way);
        try {
            enter(state);
        } catch (Fault fault) {
            throw fault.afterSwitch();
        }
        registers.clock += costs.modeSwitch();
        if (registers.cpl != oldRing) {
            tally.switched(registers.cpl);
        }
    }

    private State read(Layout layout, int base) {
        int bytes = layout.bytes();
        int[] general = new int[8];
        for (int i = 0; i < general.length; i++) {
            general[i] = data.readSystem(base + layout.general() + i * bytes, bytes);
        }
        int[] selectors = new int[6];
        for (int i = 0; i < layout.count(); i++) {
            selectors[i] = data.readSystem(base + layout.segments() + i * bytes, 2);
        }
        boolean wide = layout.equals(WIDE);
        return new State(
                data.readSystem(base + layout.eip(), bytes),
                data.readSystem(base + layout.eflags(), bytes),
                general,
                selectors,
                data.readSystem(base + layout.ldt(), 2),
                wide ? data.readSystem(base + TABLES, 4) : registers.cr3,
                wide && (data.readSystem(base + TRAP, 2) & 1) != 0);
    }

    /** Saves the old task and links the new one to it. The pages are looked at before anything is written. */
    private void leave(int selector, int newBase, Way way) {
        int base = registers.base[TR];
        Layout layout = layout(registers.rights[TR]);
        if (Integer.compareUnsigned(registers.limit[TR], layout.limit()) < 0) {
            throw fault(Fault.INVALID_TSS, registers.selector[TR]);
        }
        data.checkSystemWrite(base, layout.limit() + 1);
        if (way == Way.NESTED) {
            data.checkSystemWrite(newBase, 2);
        }
        segments.checkMarking(selector);
        segments.checkMarking(registers.selector[TR]);
        int flags = way == Way.RETURN ? registers.eflags & ~Flags.NT : registers.eflags;
        int bytes = layout.bytes();
        data.writeSystem(base + layout.eip(), bytes, registers.next);
        data.writeSystem(base + layout.eflags(), bytes, flags);
        for (int i = 0; i < 8; i++) {
            data.writeSystem(base + layout.general() + i * bytes, bytes, registers.r[EAX + i]);
        }
        for (int i = 0; i < layout.count(); i++) {
            data.writeSystem(base + layout.segments() + i * bytes, 2, registers.selector[ES + i]);
        }
        if (way == Way.NESTED) {
            data.writeSystem(newBase, 2, registers.selector[TR]);
        } else {
            segments.setBusy(registers.selector[TR], registers.rights[TR], false);
        }
    }

    /** Loads what needs no check; the segments keep nothing of the old task. */
    private void begin(State state, Layout layout, Way way) {
        int loaded = registers.writableFlags | (layout.equals(WIDE) ? Flags.RF | Flags.VM : 0);
        registers.eflags = state.eflags() & loaded | Flags.FIXED | (way == Way.NESTED ? Flags.NT : 0);
        System.arraycopy(state.general(), 0, registers.r, EAX, 8);
        registers.eip = state.eip();
        registers.next = state.eip();
        for (int segment = Registers.ES; segment <= Registers.GS; segment++) {
            registers.setSegment(segment, state.selectors()[segment], 0, 0, 0);
        }
        registers.setSegment(LDTR, state.ldt(), 0, 0, 0);
        registers.cpl = (registers.eflags & Flags.VM) != 0 ? 3 : state.selectors()[CS] & 3;
        breakpoints.taskSwitched();
        registers.shadow = false;
        registers.trap = Breakpoints.NO_STEP | Breakpoints.KEEPS_RESUME | (state.traps() ? Breakpoints.SWITCHED : 0);
    }

    private void enter(State state) {
        if (registers.cr0 < 0 && state.cr3() != registers.cr3) {
            paging.loadTables(state.cr3());
        }
        int[] selectors = state.selectors();
        loadLdt(state.ldt());
        if ((registers.eflags & Flags.VM) != 0) {
            segments.enterVirtual(selectors);
        } else {
            loadCode(selectors[CS]);
            segments.loadStack(selectors[SS], registers.cpl, Fault.INVALID_TSS);
            for (int segment : DATA_SEGMENTS) {
                segments.loadData(segment, selectors[segment], Fault.INVALID_TSS);
            }
        }
        if (Integer.compareUnsigned(state.eip(), registers.limit[CS]) > 0) {
            throw fault(Fault.GENERAL_PROTECTION, 0);
        }
    }

    private void loadLdt(int selector) {
        if (Segments.isNull(selector)) {
            return;
        }
        if ((selector & 4) != 0) {
            throw fault(Fault.INVALID_TSS, selector);
        }
        long descriptor = segments.descriptor(selector, Fault.INVALID_TSS);
        int rights = Segments.rightsOf(descriptor);
        if ((rights & (Segments.PRESENT | 0x1F)) != (Segments.PRESENT | Segments.LDT)) {
            throw fault(Fault.INVALID_TSS, selector);
        }
        registers.setSegment(LDTR, selector, Segments.baseOf(descriptor), Segments.limitOf(descriptor), rights);
    }

    private void loadCode(int selector) {
        if (Segments.isNull(selector)) {
            throw fault(Fault.INVALID_TSS, 0);
        }
        long descriptor = segments.descriptor(selector, Fault.INVALID_TSS);
        int rights = Segments.rightsOf(descriptor);
        boolean conforming = (rights & Segments.CONFORMING) != 0;
        int dpl = Segments.dpl(rights);
        boolean fits = conforming ? dpl <= (selector & 3) : dpl == (selector & 3);
        if (!Segments.isCode(rights) || !fits) {
            throw fault(Fault.INVALID_TSS, selector);
        }
        if ((rights & Segments.PRESENT) == 0) {
            throw fault(Fault.SEGMENT_NOT_PRESENT, selector);
        }
        segments.install(CS, selector, descriptor);
    }

    private static Layout layout(int rights) {
        return (rights & WIDE_TYPE) != 0 ? WIDE : NARROW;
    }

    private Fault fault(int vector, int selector) {
        return registers.fault.of(vector, selector & 0xFFFC);
    }
}
