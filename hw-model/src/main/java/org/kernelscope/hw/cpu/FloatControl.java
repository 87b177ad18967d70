/* Carries out instructions on the floating-point unit rather than its numbers. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.fpu.FloatRegisters.Location;
import org.kernelscope.hw.simd.Mxcsr;

/** The operations of {@link Operation.Group#FLOAT_CONTROL}, with the images of SDM 1, 8.1.10 and 10.5.1. */
final class FloatControl {
    private static final int WORDS = 7;
    private static final int REGISTERS = 8;
    private static final int REGISTER_BYTES = 10;
    private static final int ALL_MASKED = 0x3F;
    private static final int OPCODE = 0x7FF;

    private static final int EXTENDED_BYTES = 512;
    private static final int EXTENDED_ALIGNMENT = 16;
    private static final int EXTENDED_REGISTERS = 32;
    private static final int EXTENDED_CONTROL = 24;
    private static final int EXTENDED_VECTORS = 160;

    private final Registers registers;
    private final FloatRegisters floats;
    private final VectorRegisters vectors;
    private final FloatAccess access;
    private final DataPath data;
    private final Operands operands;

    FloatControl(
            Registers registers,
            FloatRegisters floats,
            VectorRegisters vectors,
            FloatAccess access,
            DataPath data,
            Operands operands) {
        this.registers = registers;
        this.floats = floats;
        this.vectors = vectors;
        this.access = access;
        this.data = data;
        this.operands = operands;
    }

    void execute(Instruction in) {
        switch (in.operation()) {
            case WAIT -> await();
            case FXSAVE, FXRSTOR -> extended(in);
            default -> {
                access.requireUnit();
                control(in);
            }
        }
    }

    private void await() {
        int both = Registers.CR0_MP | Registers.CR0_TS;
        if ((registers.cr0 & both) == both) {
            throw registers.fault.of(Fault.DEVICE_NOT_AVAILABLE, 0);
        }
        access.requireNoneWaiting();
    }

    private void control(Instruction in) {
        switch (in.operation()) {
            case FNINIT -> floats.initialize();
            case FNCLEX -> floats.clearExceptions();
            case FNSTCW -> operands.set(in, in.first(), floats.control().bits());
            case FNSTSW -> operands.set(in, in.first(), floats.statusWord());
            case FNSTENV -> {
                data.checkWrite(in.segment(), operands.address(in), WORDS * in.size());
                storeEnvironment(in);
                floats.setControl(floats.control().bits() | ALL_MASKED);
            }
            case FNSAVE -> save(in);
            case FLDCW -> {
                access.requireNoneWaiting();
                floats.setControl(operands.get(in, in.first()));
            }
            case FLDENV -> {
                access.requireNoneWaiting();
                loadEnvironment(environment(in), in.size());
            }
            case FRSTOR -> {
                access.requireNoneWaiting();
                restore(in);
            }
            default -> throw registers.fault.of(Fault.INVALID_OPCODE, 0);
        }
    }

    private void save(Instruction in) {
        int address = operands.address(in);
        int start = WORDS * in.size();
        data.checkWrite(in.segment(), address, start + REGISTERS * REGISTER_BYTES);
        storeEnvironment(in);
        for (int i = 0; i < REGISTERS; i++) {
            access.write10(in.segment(), address + start + i * REGISTER_BYTES, floats.get(i));
        }
        floats.initialize();
    }

    private void restore(Instruction in) {
        int[] environment = environment(in);
        int start = operands.address(in) + WORDS * in.size();
        Extended[] numbers = new Extended[REGISTERS];
        for (int i = 0; i < REGISTERS; i++) {
            numbers[i] = access.read10(in.segment(), start + i * REGISTER_BYTES);
        }
        loadEnvironment(environment, in.size());
        for (int i = 0; i < REGISTERS; i++) {
            floats.setHidden(i, numbers[i]);
        }
    }

    private void storeEnvironment(Instruction in) {
        Location at = floats.location();
        boolean wide = in.size() == 4;
        int[] words = {floats.control().bits(), floats.statusWord(), floats.tagWord(), 0, 0, 0, 0};
        int reserved = wide ? 0xFFFF_0000 : 0;
        if (segmented()) {
            words[3] = at.codeOffset();
            words[4] = at.codeSelector() | (wide ? at.opcode() << 16 : 0);
            words[5] = at.dataOffset();
            words[6] = at.dataSelector() | reserved;
        } else {
            int code = (at.codeSelector() << 4) + at.codeOffset();
            int operand = (at.dataSelector() << 4) + at.dataOffset();
            words[3] = code & 0xFFFF | reserved;
            words[4] = code >>> 16 << 12 | at.opcode();
            words[5] = operand & 0xFFFF | reserved;
            words[6] = operand >>> 16 << 12;
        }
        int address = operands.address(in);
        for (int i = 0; i < WORDS; i++) {
            int value = i < 3 ? words[i] | reserved : words[i];
            data.write(in.segment(), address + i * in.size(), in.size(), value);
        }
    }

    private int[] environment(Instruction in) {
        int address = operands.address(in);
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = data.read(in.segment(), address + i * in.size(), in.size());
        }
        return words;
    }

    private void loadEnvironment(int[] words, int size) {
        floats.setControl(words[0]);
        floats.setStatusWord(words[1]);
        floats.setTagWord(words[2]);
        if (segmented()) {
            int opcode =
                    size == 4 ? words[4] >>> 16 & OPCODE : floats.location().opcode();
            floats.setLocation(new Location(opcode, words[3], words[4] & 0xFFFF, words[5], words[6] & 0xFFFF));
        } else {
            int code = words[3] & 0xFFFF | words[4] >>> 12 << 16;
            int operand = words[5] & 0xFFFF | words[6] >>> 12 << 16;
            floats.setLocation(new Location(words[4] & OPCODE, code, 0, operand, 0));
        }
    }

    /** Whether images hold selectors and offsets rather than the linear addresses of real mode. */
    private boolean segmented() {
        return registers.protectedMode() && (registers.eflags & Flags.VM) == 0;
    }

    private void extended(Instruction in) {
        if ((registers.cr0 & Registers.CR0_EM) != 0) {
            throw registers.fault.of(Fault.INVALID_OPCODE, 0);
        }
        access.requireUnit();
        int address = operands.address(in);
        if ((registers.base[in.segment()] + address & EXTENDED_ALIGNMENT - 1) != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        if (in.operation() == Operation.FXSAVE) {
            saveExtended(in.segment(), address);
        } else {
            restoreExtended(in.segment(), address);
        }
    }

    /** Without CR4.OSFXSR nothing is said of vectors, and their place stays as it is. */
    private void saveExtended(int segment, int address) {
        data.checkWrite(segment, address, EXTENDED_BYTES);
        Location at = floats.location();
        data.write(segment, address, 2, floats.control().bits());
        data.write(segment, address + 2, 2, floats.statusWord());
        data.write(segment, address + 4, 2, floats.occupied());
        data.write(segment, address + 6, 2, at.opcode());
        data.write(segment, address + 8, 4, at.codeOffset());
        data.write(segment, address + 12, 4, at.codeSelector());
        data.write(segment, address + 16, 4, at.dataOffset());
        data.write(segment, address + 20, 4, at.dataSelector());
        for (int i = 0; i < REGISTERS; i++) {
            int slot = address + EXTENDED_REGISTERS + i * 16;
            access.write10(segment, slot, floats.get(i));
            data.write(segment, slot + 10, 2, 0);
            data.write(segment, slot + 12, 4, 0);
        }
        if (!knowsVectors()) {
            return;
        }
        data.write(segment, address + EXTENDED_CONTROL, 4, vectors.control().bits());
        data.write(segment, address + EXTENDED_CONTROL + 4, 4, Mxcsr.WRITABLE);
        for (int i = 0; i < REGISTERS; i++) {
            data.writeWide(segment, address + EXTENDED_VECTORS + i * 16, vectors.low[i]);
            data.writeWide(segment, address + EXTENDED_VECTORS + i * 16 + 8, vectors.high[i]);
        }
    }

    private boolean knowsVectors() {
        return (registers.cr4 & Registers.CR4_OSFXSR) != 0;
    }

    private void restoreExtended(int segment, int address) {
        int control = data.read(segment, address, 2);
        int status = data.read(segment, address + 2, 2);
        int occupied = data.read(segment, address + 4, 1);
        Location at = new Location(
                data.read(segment, address + 6, 2) & OPCODE,
                data.read(segment, address + 8, 4),
                data.read(segment, address + 12, 2),
                data.read(segment, address + 16, 4),
                data.read(segment, address + 20, 2));
        Extended[] numbers = new Extended[REGISTERS];
        for (int i = 0; i < REGISTERS; i++) {
            numbers[i] = access.read10(segment, address + EXTENDED_REGISTERS + i * 16);
        }
        if (knowsVectors()) {
            restoreVectors(segment, address);
        }
        floats.setControl(control);
        floats.setStatusWord(status);
        floats.setOccupied(occupied);
        floats.setLocation(at);
        for (int i = 0; i < REGISTERS; i++) {
            floats.setHidden(i, numbers[i]);
        }
    }

    private void restoreVectors(int segment, int address) {
        int bits = data.read(segment, address + EXTENDED_CONTROL, 4);
        if ((bits & ~Mxcsr.WRITABLE) != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        long[] halves = new long[2 * REGISTERS];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = data.readWide(segment, address + EXTENDED_VECTORS + i * 8);
        }
        for (int i = 0; i < REGISTERS; i++) {
            vectors.set(i, halves[2 * i], halves[2 * i + 1]);
        }
        vectors.setControl(new Mxcsr(bits));
    }
}
