/* Jumps, calls and returns between segments and rings. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.SS;
import static org.kernelscope.hw.cpu.Registers.TR;

import java.util.List;

/** Far transfers (SDM 3A, 5.8, and 7.3 where a task is the target). */
final class FarTransfers {
    private static final int CALL_GATE16 = 0x4;
    private static final int CALL_GATE32 = 0xC;
    private static final int TASK_GATE = 0x5;

    /** In the order in which they are pushed. */
    private static final List<Integer> VIRTUAL_SEGMENTS =
            List.of(Registers.GS, Registers.FS, Registers.DS, Registers.ES);

    private final Registers registers;
    private final DataPath data;
    private final Operands operands;
    private final Segments segments;
    private final Tasks tasks;
    private final Costs costs;
    private final Tally tally;

    FarTransfers(
            Registers registers,
            DataPath data,
            Operands operands,
            Segments segments,
            Tasks tasks,
            Costs costs,
            Tally tally) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
        this.segments = segments;
        this.tasks = tasks;
        this.costs = costs;
        this.tally = tally;
    }

    void jump(int selector, int offset) {
        if (!registers.protectedMode()) {
            goReal(selector, offset);
            return;
        }
        long descriptor = target(selector);
        int rights = Segments.rightsOf(descriptor);
        if (Segments.isCode(rights)) {
            enterCode(selector, descriptor, offset);
            return;
        }
        if (toTask(selector, descriptor, Tasks.Way.JUMP)) {
            return;
        }
        requireGate(selector, rights);
        int inner = gateSelector(descriptor);
        long code = target(inner);
        int codeRights = Segments.rightsOf(code);
        boolean conforming = (codeRights & Segments.CONFORMING) != 0;
        if (!Segments.isCode(codeRights)
                || (conforming
                        ? Segments.dpl(codeRights) > registers.cpl
                        : Segments.dpl(codeRights) != registers.cpl)) {
            throw protection(inner);
        }
        requirePresent(inner, codeRights);
        install(inner, code, gateOffset(descriptor), registers.cpl);
    }

    void call(int selector, int offset, int size) {
        if (!registers.protectedMode()) {
            pushReturn(size);
            goReal(selector, offset);
            return;
        }
        long descriptor = target(selector);
        int rights = Segments.rightsOf(descriptor);
        if (Segments.isCode(rights)) {
            checkCode(selector, descriptor, offset);
            pushReturn(size);
            install(selector, descriptor, offset, registers.cpl);
            return;
        }
        if (toTask(selector, descriptor, Tasks.Way.NESTED)) {
            return;
        }
        requireGate(selector, rights);
        callGate(descriptor, (rights & 0xF) == CALL_GATE32 ? 4 : 2);
    }

    /** Switches tasks if the descriptor is one of a task or a gate to it. */
    private boolean toTask(int selector, long descriptor, Tasks.Way way) {
        int rights = Segments.rightsOf(descriptor);
        boolean gate = (rights & 0x1F) == TASK_GATE;
        if (!gate && !Tasks.isState(rights)) {
            return false;
        }
        if (Segments.dpl(rights) < registers.cpl || Segments.dpl(rights) < (selector & 3)) {
            throw protection(selector);
        }
        if (gate) {
            requirePresent(selector, rights);
            tasks.throughGate(gateSelector(descriptor), way);
        } else if ((selector & 4) != 0) {
            throw protection(selector);
        } else {
            tasks.switchTo(selector, descriptor, way);
        }
        return true;
    }

    private void callGate(long gate, int size) {
        int selector = gateSelector(gate);
        long code = target(selector);
        int rights = Segments.rightsOf(code);
        if (!Segments.isCode(rights) || Segments.dpl(rights) > registers.cpl) {
            throw protection(selector);
        }
        requirePresent(selector, rights);
        requireInside(code, gateOffset(gate));
        if ((rights & Segments.CONFORMING) != 0 || Segments.dpl(rights) == registers.cpl) {
            pushReturn(size);
            install(selector, code, gateOffset(gate), registers.cpl);
            return;
        }
        int[] parameters = new int[(int) (gate >>> 32) & 0x1F];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = operands.peekStack(i * size, size);
        }
        int ring = Segments.dpl(rights);
        onInnerStack(
                ring,
                () -> {
                    for (int i = parameters.length - 1; i >= 0; i--) {
                        operands.push(parameters[i], size);
                    }
                    pushReturn(size);
                    install(selector, code, gateOffset(gate), ring);
                },
                size);
    }

    /**
     * Switches to a ring's stack from the task state, pushes the old stack pointer there, and goes on; whatever faults,
     * the old stack and ring are back.
     */
    void onInnerStack(int ring, Runnable body, int size) {
        int oldSelector = registers.selector[SS];
        int oldBase = registers.base[SS];
        int oldLimit = registers.limit[SS];
        int oldRights = registers.rights[SS];
        int oldTop = registers.r[ESP];
        int oldRing = registers.cpl;
        boolean wideTask = (registers.rights[TR] & 0x8) != 0;
        int entry = wideTask ? 4 + ring * 8 : 2 + ring * 4;
        int width = wideTask ? 4 : 2;
        if (Integer.compareUnsigned(entry + width + 1, registers.limit[TR]) > 0) {
            throw registers.fault.of(Fault.INVALID_TSS, registers.selector[TR] & 0xFFFC);
        }
        int top = data.readSystem(registers.base[TR] + entry, width);
        int selector = data.readSystem(registers.base[TR] + entry + width, 2);
        try {
            segments.loadStack(selector, ring, Fault.INVALID_TSS);
            registers.cpl = ring;
            registers.r[ESP] = top;
            pushVirtualSegments(size);
            operands.push(oldSelector, size);
            operands.push(oldTop, size);
            body.run();
        } catch (Fault fault) {
            boolean noRoom = registers.cpl == ring && fault.vector() == Fault.STACK && fault.errorCode() == 0;
            registers.setSegment(SS, oldSelector, oldBase, oldLimit, oldRights);
            registers.r[ESP] = oldTop;
            registers.cpl = oldRing;
            throw noRoom ? fault.of(Fault.STACK, selector & 0xFFFC) : fault;
        }
        if (registers.virtual()) {
            for (int segment : VIRTUAL_SEGMENTS) {
                registers.setSegment(segment, 0, 0, 0, 0);
            }
        }
        registers.clock += costs.modeSwitch();
        tally.switched(ring);
    }

    /** Out of virtual-8086 mode, the handler's stack keeps the segments too, whose selectors mean nothing to it. */
    private void pushVirtualSegments(int size) {
        if (registers.virtual()) {
            for (int segment : VIRTUAL_SEGMENTS) {
                operands.push(registers.selector[segment], size);
            }
        }
    }

    void farReturn(int size, int release) {
        int offset = operands.peekStack(0, size);
        int selector = operands.peekStack(size, size) & 0xFFFF;
        if (!registers.protectedMode()) {
            goReal(selector, offset);
            operands.setStack(registers.r[ESP] + 2 * size + release);
            return;
        }
        returnTo(selector, offset, 2 * size, size, release);
    }

    void interruptReturn(int size) {
        if (registers.virtual() && registers.inputOutputLevel() < 3) {
            throw protection(0);
        }
        if (registers.protectedMode() && (registers.eflags & Flags.NT) != 0) {
            tasks.back();
            return;
        }
        int offset = operands.peekStack(0, size);
        int selector = operands.peekStack(size, size) & 0xFFFF;
        int flags = operands.peekStack(2 * size, size);
        int changes = registers.writableFlags & ~Flags.IOPL & ~Flags.IF | Flags.RF;
        changes |= registers.cpl <= registers.inputOutputLevel() ? Flags.IF : 0;
        changes |= registers.cpl == 0 ? Flags.IOPL : 0;
        changes &= size == 2 ? 0xFFFF : -1;
        if (!registers.protectedMode()) {
            goReal(selector, offset);
            operands.setStack(registers.r[ESP] + 3 * size);
        } else if (size == 4 && (flags & Flags.VM) != 0 && registers.cpl == 0) {
            toVirtual(selector, offset);
            changes |= Flags.VM;
        } else {
            returnTo(selector, offset, 3 * size, size, 0);
        }
        registers.eflags = registers.eflags & ~changes | flags & changes;
        registers.trap |= size == 4 ? Breakpoints.KEEPS_RESUME : 0;
    }

    /** Into virtual-8086 mode, with the frame that an interrupt leaves which comes out of it (SDM 3B, 20.2.5). */
    private void toVirtual(int selector, int offset) {
        int top = operands.peekStack(12, 4);
        int[] selectors = new int[6];
        selectors[CS] = selector;
        selectors[SS] = operands.peekStack(16, 4);
        int[] others = {Registers.ES, Registers.DS, Registers.FS, Registers.GS};
        for (int i = 0; i < others.length; i++) {
            selectors[others[i]] = operands.peekStack(20 + i * 4, 4);
        }
        if (Integer.compareUnsigned(offset, 0xFFFF) > 0) {
            throw protection(0);
        }
        segments.enterVirtual(selectors);
        registers.r[ESP] = top;
        registers.next = offset;
        registers.clock += costs.modeSwitch();
        tally.switched(3);
    }

    /** Returns to the same or an outer ring; {@code frame} bytes of the stack hold the return address and flags. */
    private void returnTo(int selector, int offset, int frame, int size, int release) {
        if (Segments.isNull(selector)) {
            throw protection(0);
        }
        long descriptor = segments.descriptor(selector, Fault.GENERAL_PROTECTION);
        int rights = Segments.rightsOf(descriptor);
        int ring = selector & 3;
        boolean conforming = (rights & Segments.CONFORMING) != 0;
        boolean fits = conforming ? Segments.dpl(rights) <= ring : Segments.dpl(rights) == ring;
        if (!Segments.isCode(rights) || ring < registers.cpl || !fits) {
            throw protection(selector);
        }
        requirePresent(selector, rights);
        requireInside(descriptor, offset);
        if (ring == registers.cpl) {
            install(selector, descriptor, offset, ring);
            operands.setStack(registers.r[ESP] + frame + release);
            return;
        }
        int top = operands.peekStack(frame + release, size);
        int stackSelector = operands.peekStack(frame + release + size, size) & 0xFFFF;
        toOuterRing(selector, descriptor, offset, stackSelector);
        int mask = registers.stackMask();
        registers.r[ESP] = registers.r[ESP] & ~mask | top + release & mask;
        segments.dropInnerSegments();
        registers.clock += costs.modeSwitch();
        tally.switched(selector & 3);
    }

    /** Loads SS, then CS; if CS cannot be marked accessed, SS is as before. */
    private void toOuterRing(int selector, long descriptor, int offset, int stackSelector) {
        int oldSelector = registers.selector[SS];
        int oldBase = registers.base[SS];
        int oldLimit = registers.limit[SS];
        int oldRights = registers.rights[SS];
        segments.loadStack(stackSelector, selector & 3, Fault.GENERAL_PROTECTION);
        try {
            install(selector, descriptor, offset, selector & 3);
        } catch (Fault fault) {
            registers.setSegment(SS, oldSelector, oldBase, oldLimit, oldRights);
            throw fault;
        }
    }

    /** SYSENTER: to ring 0 with flat segments; neither memory nor descriptors are read (SDM 2B). */
    void sysenter() {
        requireFastCalls();
        int selector = registers.sysenterSelector & 0xFFFC;
        registers.eflags &= ~(Flags.VM | Flags.IF);
        goFlat(selector, selector + 8, 0);
        registers.r[ESP] = registers.sysenterStack;
        registers.next = registers.sysenterTarget;
    }

    /** SYSEXIT: to ring 3 at EDX with the stack at ECX (SDM 2B). */
    void sysexit() {
        requireFastCalls();
        if (registers.cpl != 0) {
            throw protection(0);
        }
        int selector = registers.sysenterSelector & 0xFFFC;
        goFlat(selector + 16, selector + 24, 3);
        registers.r[ESP] = registers.r[Registers.ECX];
        registers.next = registers.r[Registers.EDX];
    }

    private void requireFastCalls() {
        if ((registers.cr0 & Registers.CR0_PE) == 0 || Segments.isNull(registers.sysenterSelector)) {
            throw protection(0);
        }
    }

    private void goFlat(int code, int stackSegment, int ring) {
        int privilege = ring << 5;
        registers.setSegment(CS, code & 0xFFFC | ring, 0, -1, Registers.CODE32 | privilege);
        registers.setSegment(SS, stackSegment & 0xFFFC | ring, 0, -1, Registers.DATA32 | privilege);
        if (registers.cpl != ring) {
            tally.switched(ring);
        }
        registers.cpl = ring;
    }

    private void enterCode(int selector, long descriptor, int offset) {
        checkCode(selector, descriptor, offset);
        install(selector, descriptor, offset, registers.cpl);
    }

    private void checkCode(int selector, long descriptor, int offset) {
        int rights = Segments.rightsOf(descriptor);
        int dpl = Segments.dpl(rights);
        boolean conforming = (rights & Segments.CONFORMING) != 0;
        if (conforming ? dpl > registers.cpl : dpl != registers.cpl || (selector & 3) > registers.cpl) {
            throw protection(selector);
        }
        requirePresent(selector, rights);
        requireInside(descriptor, offset);
    }

    private long target(int selector) {
        if (Segments.isNull(selector)) {
            throw protection(0);
        }
        return segments.descriptor(selector, Fault.GENERAL_PROTECTION);
    }

    private void requireGate(int selector, int rights) {
        int type = rights & 0x1F;
        boolean gate = type == CALL_GATE16 || type == CALL_GATE32;
        if (!gate || Segments.dpl(rights) < registers.cpl || Segments.dpl(rights) < (selector & 3)) {
            throw protection(selector);
        }
        requirePresent(selector, rights);
    }

    private void requirePresent(int selector, int rights) {
        if ((rights & Segments.PRESENT) == 0) {
            throw registers.fault.of(Fault.SEGMENT_NOT_PRESENT, selector & 0xFFFC);
        }
    }

    private void requireInside(long descriptor, int offset) {
        if (Integer.compareUnsigned(offset, Segments.limitOf(descriptor)) > 0) {
            throw protection(0);
        }
    }

    /** Commits a transfer: CS with the ring, and the next instruction. */
    void install(int selector, long descriptor, int offset, int ring) {
        requireInside(descriptor, offset);
        segments.install(CS, selector & 0xFFFC | ring, descriptor);
        registers.cpl = ring;
        registers.next = offset;
    }

    private void goReal(int selector, int offset) {
        if (Integer.compareUnsigned(offset, 0xFFFF) > 0) {
            throw protection(0);
        }
        segments.loadReal(CS, selector);
        registers.next = offset;
    }

    private void pushReturn(int size) {
        operands.push(registers.selector[CS], size);
        operands.push(registers.next, size);
    }

    private Fault protection(int selector) {
        return registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
    }

    private static int gateSelector(long gate) {
        return (int) (gate >>> 16) & 0xFFFF;
    }

    private static int gateOffset(long gate) {
        int low = (int) gate & 0xFFFF;
        boolean wide = ((int) (gate >>> 40) & 0xF) == CALL_GATE32;
        return wide ? low | (int) (gate >>> 32) & 0xFFFF_0000 : low;
    }
}
