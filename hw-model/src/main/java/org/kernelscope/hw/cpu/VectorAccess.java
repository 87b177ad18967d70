/* How vector instructions reach their operands. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.Instruction.Place;
import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.InstructionSet.Kind;
import org.kernelscope.hw.fpu.FloatRegisters;

/**
 * Permission, and operands of up to 128 bits in MMX, XMM and general registers and in memory. {@link #read} leaves its
 * answer in {@link #low} and {@link #high}; what the operand does not have is zero there.
 */
final class VectorAccess {
    private static final int HALF = 8;
    private static final int WHOLE = 16;
    private static final long DOUBLEWORD = 0xFFFF_FFFFL;

    private final Registers registers;
    private final FloatRegisters floats;
    private final VectorRegisters vectors;
    private final FloatAccess floatAccess;
    private final DataPath data;
    private final Operands operands;

    private long low;
    private long high;

    VectorAccess(
            Registers registers,
            FloatRegisters floats,
            VectorRegisters vectors,
            FloatAccess floatAccess,
            DataPath data,
            Operands operands) {
        this.registers = registers;
        this.floats = floats;
        this.vectors = vectors;
        this.floatAccess = floatAccess;
        this.data = data;
        this.operands = operands;
    }

    /** Raises #UD, #NM and #MF as the registers that the instruction uses demand (SDM 3A, 2.5, 13.1 and 14.1). */
    void require(boolean media, boolean vector) {
        boolean disabled = vector && (registers.cr4 & Registers.CR4_OSFXSR) == 0;
        if ((registers.cr0 & Registers.CR0_EM) != 0 || disabled) {
            throw registers.fault.of(Fault.INVALID_OPCODE, 0);
        }
        floatAccess.requireUnit();
        if (media) {
            floatAccess.requireNoneWaiting();
        }
    }

    /** Whether one of the first two operands is in such a register. */
    static boolean uses(Instruction in, Where where) {
        return in.first().where() == where || in.second().where() == where;
    }

    /** Lower half of what was read. */
    long low() {
        return low;
    }

    /** Upper half of what was read. */
    long high() {
        return high;
    }

    /** Reads the first operand, 0, or the second, 1. */
    void read(Instruction in, int position) {
        Place place = position == 0 ? in.first() : in.second();
        high = 0;
        switch (place.where()) {
            case XMM -> {
                low = place.bytes() == 4 ? vectors.low[place.number()] & DOUBLEWORD : vectors.low[place.number()];
                high = place.bytes() == WHOLE ? vectors.high[place.number()] : 0;
            }
            case MMX -> low = floats.media(place.number());
            case MEMORY -> readMemory(in, position, place.bytes());
            default -> low = operands.get(in, place) & DOUBLEWORD;
        }
    }

    private void readMemory(Instruction in, int position, int bytes) {
        int address = operands.address(in);
        switch (bytes) {
            case HALF -> low = data.readWide(in.segment(), address);
            case WHOLE -> {
                requireAligned(in, position, address);
                low = data.readWide(in.segment(), address);
                high = data.readWide(in.segment(), address + HALF);
            }
            default -> low = data.read(in.segment(), address, bytes) & DOUBLEWORD;
        }
    }

    /** Writes the first operand; a register gets all its bits, memory as many as the operand has. */
    void write(Instruction in, long lower, long upper) {
        Place place = in.first();
        switch (place.where()) {
            case XMM -> vectors.set(place.number(), lower, upper);
            case MMX -> floats.setMedia(place.number(), lower);
            case MEMORY -> writeMemory(in, place.bytes(), lower, upper);
            default -> operands.set(in, place, (int) lower);
        }
    }

    private void writeMemory(Instruction in, int bytes, long lower, long upper) {
        int address = operands.address(in);
        switch (bytes) {
            case HALF -> data.writeWide(in.segment(), address, lower);
            case WHOLE -> {
                requireAligned(in, 0, address);
                data.checkWrite(in.segment(), address, WHOLE);
                data.writeWide(in.segment(), address, lower);
                data.writeWide(in.segment(), address + HALF, upper);
            }
            default -> data.write(in.segment(), address, bytes, (int) lower);
        }
    }

    private void requireAligned(Instruction in, int position, int address) {
        boolean anywhere = in.form().operands().get(position) == Kind.Wu;
        if (!anywhere && (registers.base[in.segment()] + address & WHOLE - 1) != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }
}
