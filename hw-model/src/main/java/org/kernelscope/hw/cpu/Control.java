/* Carries out transfers of control. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.ECX;

import org.kernelscope.hw.cpu.Instruction.Where;

/** The operations of {@link Operation.Group#CONTROL}. */
final class Control {
    private final Registers registers;
    private final DataPath data;
    private final Operands operands;
    private final FarTransfers far;
    private final Interrupts interrupts;
    private final Costs costs;

    Control(
            Registers registers,
            DataPath data,
            Operands operands,
            FarTransfers far,
            Interrupts interrupts,
            Costs costs) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
        this.far = far;
        this.interrupts = interrupts;
        this.costs = costs;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case J -> relativeIf(in, Flags.holds(in.condition(), registers.eflags));
            case JMP -> go(target(in));
            case CALL -> {
                int target = target(in);
                requireInside(target);
                operands.push(registers.next, in.size());
                go(target);
            }
            case RET -> {
                int target = operands.pop(in.size());
                operands.setStack(registers.r[Registers.ESP] + in.immediate());
                go(target);
            }
            case LOOP -> loop(in, true);
            case LOOPE -> loop(in, (registers.eflags & Flags.ZF) != 0);
            case LOOPNE -> loop(in, (registers.eflags & Flags.ZF) == 0);
            case JCXZ -> relativeIf(in, registers.get(ECX, in.wideAddress() ? 4 : 2) == 0);
            case INT -> interrupts.software(in.immediate());
            case INT1 -> interrupts.debug();
            case INT3 -> interrupts.trap(Fault.BREAKPOINT);
            case INTO -> {
                if ((registers.eflags & Flags.OF) != 0) {
                    interrupts.trap(Fault.OVERFLOW);
                }
            }
            case BOUND -> bound(in);
            case SYSENTER -> far.sysenter();
            case SYSEXIT -> far.sysexit();
            case IRET -> far.interruptReturn(in.size());
            case JMP_FAR -> far.jump(farSelector(in), farOffset(in));
            case CALL_FAR -> far.call(farSelector(in), farOffset(in), in.size());
            default -> far.farReturn(in.size(), in.immediate());
        }
    }

    private int target(Instruction in) {
        if (in.first().where() == Where.IMMEDIATE) {
            return relative(in);
        }
        return operands.get(in, in.first());
    }

    private int relative(Instruction in) {
        int target = registers.next + in.immediate();
        return in.size() == 4 ? target : target & 0xFFFF;
    }

    private void relativeIf(Instruction in, boolean taken) {
        if (taken) {
            go(relative(in));
        }
    }

    private void loop(Instruction in, boolean condition) {
        int size = in.wideAddress() ? 4 : 2;
        int count = registers.get(ECX, size) - 1;
        boolean taken = condition && (count & Alu.mask(size * 8)) != 0;
        if (taken) {
            go(relative(in));
        }
        registers.set(ECX, size, count);
    }

    private void go(int target) {
        requireInside(target);
        registers.next = target;
        registers.clock += costs.branchTaken();
    }

    private void requireInside(int target) {
        if (Integer.compareUnsigned(target, registers.limit[CS]) > 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }

    private void bound(Instruction in) {
        int size = in.size();
        int address = operands.address(in);
        int lower = Alu.signExtend(data.read(in.segment(), address, size), size * 8);
        int upper = Alu.signExtend(data.read(in.segment(), address + size, size), size * 8);
        int value = Alu.signExtend(operands.get(in, in.first()), size * 8);
        if (value < lower || value > upper) {
            throw registers.fault.of(Fault.BOUND, 0);
        }
    }

    private int farOffset(Instruction in) {
        return in.first().where() == Where.IMMEDIATE
                ? in.immediate()
                : data.read(in.segment(), operands.address(in), in.size());
    }

    private int farSelector(Instruction in) {
        return in.first().where() == Where.IMMEDIATE
                ? in.extra()
                : data.read(in.segment(), operands.address(in) + in.size(), 2);
    }
}
