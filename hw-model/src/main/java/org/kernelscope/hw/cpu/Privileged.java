/* Carries out instructions on control registers, tables and model-specific registers. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.LDTR;
import static org.kernelscope.hw.cpu.Registers.TR;

import org.kernelscope.hw.cpu.Instruction.Where;

/** The operations of {@link Operation.Group#PRIVILEGED}. */
final class Privileged {
    private static final int MSR_APIC_BASE = 0x1B;
    private static final int MSR_TIME_STAMP = 0x10;
    private static final int MSR_SYSENTER_CS = 0x174;
    private static final int MSR_SYSENTER_ESP = 0x175;
    private static final int MSR_SYSENTER_EIP = 0x176;
    private static final int CR4_SUPPORTED =
            Registers.CR4_TSD | Registers.CR4_PSE | Registers.CR4_PGE | Registers.CR4_OSFXSR | Registers.CR4_OSXMMEXCPT;
    private static final int CR0_WRITABLE = 0xE005_003F;
    private static final int SYSTEM_TYPES_FOR_LAR =
            1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 9 | 1 << 11 | 1 << 12;
    private static final int SYSTEM_TYPES_FOR_LSL = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 9 | 1 << 11;

    private final Registers registers;
    private final DataPath data;
    private final Operands operands;
    private final Segments segments;
    private final Paging paging;
    private final Costs costs;

    Privileged(Registers registers, DataPath data, Operands operands, Segments segments, Paging paging, Costs costs) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
        this.segments = segments;
        this.paging = paging;
        this.costs = costs;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case SMSW -> operands.set(in, in.first(), registers.cr0);
            case SGDT -> storeTable(in, registers.gdtBase, registers.gdtLimit);
            case SIDT -> storeTable(in, registers.idtBase, registers.idtLimit);
            case SLDT -> storeSelector(in, LDTR);
            case STR -> storeSelector(in, TR);
            case ARPL -> adjustRing(in);
            case LAR, LSL, VERR, VERW -> inspect(in);
            default -> {
                requireRing0();
                control(in);
            }
        }
    }

    private void control(Instruction in) {
        switch (in.operation()) {
            case RDMSR -> readModelSpecific();
            case WRMSR -> writeModelSpecific();
            case MOV_CONTROL -> moveControl(in);
            case MOV_DEBUG -> moveDebug(in);
            case CLTS -> registers.cr0 &= ~Registers.CR0_TS;
            case LMSW -> {
                int low = operands.get(in, in.first()) & 0xF | registers.cr0 & Registers.CR0_PE;
                setCr0(registers.cr0 & ~0xF | low);
            }
            case LGDT -> loadTable(in, true);
            case LIDT -> loadTable(in, false);
            case LLDT -> {
                requireProtected();
                segments.loadLdt(operands.get(in, in.first()));
            }
            case LTR -> {
                requireProtected();
                segments.loadTask(operands.get(in, in.first()));
            }
            case INVLPG -> paging.invalidate(registers.base[in.segment()] + operands.address(in));
            default -> {}
        }
    }

    private void moveControl(Instruction in) {
        if (in.first().where() == Where.REGISTER) {
            registers.r[in.first().number()] = switch (in.second().number()) {
                case 0 -> registers.cr0;
                case 2 -> registers.cr2;
                case 3 -> registers.cr3;
                default -> registers.cr4;
            };
            return;
        }
        int value = registers.r[in.second().number()];
        switch (in.first().number()) {
            case 0 -> setCr0(value);
            case 2 -> registers.cr2 = value;
            case 3 -> {
                registers.clock += costs.cr3Load() - costs.serialize();
                registers.cr3 = value;
                paging.flush(false);
            }
            default -> {
                if ((value & ~CR4_SUPPORTED) != 0) {
                    throw protection();
                }
                if (((value ^ registers.cr4) & (Registers.CR4_PGE | Registers.CR4_PSE)) != 0) {
                    paging.flush(true);
                }
                registers.cr4 = value;
            }
        }
    }

    private void setCr0(int value) {
        boolean pagingWithoutProtection = value < 0 && (value & Registers.CR0_PE) == 0;
        boolean writeThroughAlone = (value & Registers.CR0_NW) != 0 && (value & Registers.CR0_CD) == 0;
        if (pagingWithoutProtection || writeThroughAlone) {
            throw protection();
        }
        int changed = value ^ registers.cr0;
        registers.cr0 = value & CR0_WRITABLE | Registers.CR0_ET;
        if ((changed & Registers.CR0_PG) != 0) {
            paging.flush(true);
        }
        if ((value & Registers.CR0_PE) == 0) {
            registers.cpl = 0;
        }
    }

    /** Debug registers hold what is written; they cause no traps. */
    private void moveDebug(Instruction in) {
        boolean reads = in.first().where() == Where.REGISTER;
        int number = reads ? in.second().number() : in.first().number();
        number = number == 4 || number == 5 ? number + 2 : number;
        if (reads) {
            registers.r[in.first().number()] = registers.debug[number];
        } else {
            registers.debug[number] = registers.r[in.second().number()];
        }
    }

    private void readModelSpecific() {
        long value = switch (registers.r[ECX]) {
            case MSR_TIME_STAMP -> registers.clock;
            case MSR_APIC_BASE -> registers.apicBase & 0xFFFF_FFFFL;
            case MSR_SYSENTER_CS -> registers.sysenterSelector & 0xFFFF_FFFFL;
            case MSR_SYSENTER_ESP -> registers.sysenterStack & 0xFFFF_FFFFL;
            case MSR_SYSENTER_EIP -> registers.sysenterTarget & 0xFFFF_FFFFL;
            default -> throw protection();
        };
        registers.r[EAX] = (int) value;
        registers.r[EDX] = (int) (value >>> 32);
    }

    /** The time stamp counter is the machine's clock and cannot be set: #GP, as for a register that is not there. */
    private void writeModelSpecific() {
        int value = registers.r[EAX];
        switch (registers.r[ECX]) {
            case MSR_APIC_BASE -> registers.apicBase = value;
            case MSR_SYSENTER_CS -> registers.sysenterSelector = value;
            case MSR_SYSENTER_ESP -> registers.sysenterStack = value;
            case MSR_SYSENTER_EIP -> registers.sysenterTarget = value;
            default -> throw protection();
        }
    }

    private void loadTable(Instruction in, boolean global) {
        int address = operands.address(in);
        int limit = data.read(in.segment(), address, 2);
        int base = data.read(in.segment(), address + 2, 4);
        base = in.size() == 4 ? base : base & 0xFF_FFFF;
        if (global) {
            registers.gdtBase = base;
            registers.gdtLimit = limit;
        } else {
            registers.idtBase = base;
            registers.idtLimit = limit;
        }
    }

    private void storeTable(Instruction in, int base, int limit) {
        int address = operands.address(in);
        data.checkWrite(in.segment(), address, 6);
        data.write(in.segment(), address, 2, limit);
        data.write(in.segment(), address + 2, 4, base);
    }

    private void storeSelector(Instruction in, int register) {
        requireProtected();
        operands.set(in, in.first(), registers.selector[register]);
    }

    private void adjustRing(Instruction in) {
        requireProtected();
        int wanted = operands.get(in, in.second()) & 3;
        int selector = operands.begin(in);
        boolean raise = (selector & 3) < wanted;
        operands.end(in, raise ? selector & ~3 | wanted : selector);
        setZero(raise);
    }

    /** LAR, LSL, VERR, VERW: ZF says whether the descriptor may be looked at. */
    private void inspect(Instruction in) {
        requireProtected();
        Operation operation = in.operation();
        boolean verifies = operation == Operation.VERR || operation == Operation.VERW;
        int selector = operands.get(in, verifies ? in.first() : in.second()) & 0xFFFF;
        if (Segments.isNull(selector) || !segments.exists(selector)) {
            setZero(false);
            return;
        }
        long descriptor = segments.descriptor(selector, Fault.GENERAL_PROTECTION);
        boolean visible = visible(operation, selector, Segments.rightsOf(descriptor));
        if (visible && operation == Operation.LAR) {
            operands.set(in, in.first(), (int) (descriptor >>> 32) & 0x00F0_FF00);
        } else if (visible && operation == Operation.LSL) {
            operands.set(in, in.first(), Segments.limitOf(descriptor));
        }
        setZero(visible);
    }

    private boolean visible(Operation operation, int selector, int rights) {
        boolean system = (rights & Segments.NOT_SYSTEM) == 0;
        boolean code = Segments.isCode(rights);
        boolean right = switch (operation) {
            case LAR -> !system || (SYSTEM_TYPES_FOR_LAR >>> (rights & 0xF) & 1) != 0;
            case LSL -> !system || (SYSTEM_TYPES_FOR_LSL >>> (rights & 0xF) & 1) != 0;
            case VERR -> !system && (!code || (rights & Segments.ALLOWS) != 0);
            default -> Segments.isWritableData(rights);
        };
        boolean conforming = code && (rights & Segments.CONFORMING) != 0;
        int weakest = Math.max(registers.cpl, selector & 3);
        return right && (conforming || Segments.dpl(rights) >= weakest);
    }

    private void setZero(boolean zero) {
        registers.eflags = registers.eflags & ~Flags.ZF | (zero ? Flags.ZF : 0);
    }

    private void requireRing0() {
        if (registers.cpl != 0) {
            throw protection();
        }
    }

    private void requireProtected() {
        if (!registers.protectedMode()) {
            throw registers.fault.of(Fault.INVALID_OPCODE, 0);
        }
    }

    private Fault protection() {
        return registers.fault.of(Fault.GENERAL_PROTECTION, 0);
    }
}
