/* Carries out what uses the stack without a transfer of control, or loads a segment register. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EBP;
import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.SS;

import org.kernelscope.hw.cpu.Instruction.Where;

/** The operations of {@link Operation.Group#STACK}. */
final class Stack {
    private static final int OPCODE_LES = 0xC4 & 15;
    private static final int OPCODE_LDS = 0xC5 & 15;

    private final Registers registers;
    private final DataPath data;
    private final Operands operands;
    private final Segments segments;

    Stack(Registers registers, DataPath data, Operands operands, Segments segments) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
        this.segments = segments;
    }

    void execute(Instruction in) {
        int size = in.size();
        switch (in.operation()) {
            case PUSH -> operands.push(operands.get(in, in.first()), size);
            case POP -> pop(in);
            case PUSHA -> pushAll(size);
            case POPA -> popAll(size);
            case PUSHF -> {
                requireFlags();
                operands.push(registers.eflags & ~(Flags.RF | Flags.VM), size);
            }
            case POPF -> {
                requireFlags();
                setFlags(operands.pop(size), size);
            }
            case ENTER -> enter(in);
            case LEAVE -> leave(size);
            case MOV_SEGMENT -> loadSegment(in.first().number(), operands.get(in, in.second()));
            default -> loadFar(in);
        }
    }

    /** In virtual-8086 mode EFLAGS are the monitor's unless IOPL is 3 (SDM 3B, 20.2.7). */
    private void requireFlags() {
        if (registers.virtual() && registers.inputOutputLevel() < 3) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }

    /** What POPF may change depends on the ring (SDM 2B, POPF). */
    void setFlags(int value, int size) {
        int changes = registers.writableFlags;
        if (registers.cpl != 0) {
            changes &= ~Flags.IOPL;
            if (registers.cpl > registers.inputOutputLevel()) {
                changes &= ~Flags.IF;
            }
        }
        if (size == 2) {
            changes &= 0xFFFF;
        }
        registers.eflags = registers.eflags & ~changes | value & changes;
    }

    private void pop(Instruction in) {
        if (in.first().where() == Where.SEGMENT) {
            int selector = operands.peekStack(0, in.size()) & 0xFFFF;
            int mask = registers.stackMask();
            loadSegment(in.first().number(), selector);
            registers.r[ESP] = registers.r[ESP] & ~mask | registers.r[ESP] + in.size() & mask;
            return;
        }
        operands.set(in, in.first(), operands.pop(in.size()));
    }

    /** MOV and POP; only their loads of SS hold back interrupts (SDM 3A, 6.8.3). */
    private void loadSegment(int segment, int selector) {
        segments.load(segment, selector);
        if (segment == SS) {
            registers.shadow = true;
            registers.trap |= (registers.trap & Breakpoints.HELD) == 0 ? Breakpoints.STACK_LOADED : 0;
        }
    }

    private void loadFar(Instruction in) {
        int address = operands.address(in);
        int offset = data.read(in.segment(), address, in.size());
        int selector = data.read(in.segment(), address + in.size(), 2);
        int segment = switch (in.condition()) {
            case OPCODE_LES -> in.form().mnemonic().equals("lfs") ? Registers.FS : Registers.ES;
            case OPCODE_LDS -> in.form().mnemonic().equals("lgs") ? Registers.GS : Registers.DS;
            default -> SS;
        };
        segments.load(segment, selector);
        registers.set(in.first().number(), in.size(), offset);
    }

    private void pushAll(int size) {
        int[] r = registers.r;
        int mask = registers.stackMask();
        int top = r[ESP];
        data.checkWrite(SS, top - 8 * size & mask, size);
        for (int i = 0; i < 8; i++) {
            data.write(SS, top - (i + 1) * size & mask, size, r[i]);
        }
        operands.setStack(top - 8 * size);
    }

    private void popAll(int size) {
        operands.peekStack(7 * size, size);
        for (int i = 7; i >= 0; i--) {
            int value = operands.pop(size);
            if (i != ESP) {
                registers.set(i, size, value);
            }
        }
    }

    /** SDM 2A, ENTER. */
    private void enter(Instruction in) {
        int size = in.size();
        int level = in.extra() & 31;
        int mask = registers.stackMask();
        int oldFrame = registers.r[EBP];
        operands.push(oldFrame, size);
        int frame = registers.r[ESP];
        for (int i = 1; i < level; i++) {
            operands.push(data.read(SS, oldFrame - i * size & mask, size), size);
        }
        if (level > 0) {
            operands.push(frame, size);
        }
        operands.setStack(registers.r[ESP] - in.immediate());
        data.checkWrite(SS, registers.r[ESP] & mask, size);
        registers.set(EBP, size, frame);
    }

    private void leave(int size) {
        int frame = registers.r[EBP];
        int mask = registers.stackMask();
        int value = data.read(SS, frame & mask, size);
        operands.setStack(frame + size);
        registers.set(EBP, size, value);
    }
}
