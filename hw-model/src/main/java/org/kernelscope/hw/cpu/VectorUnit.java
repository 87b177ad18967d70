/* Carries out MMX, SSE and SSE2. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.simd.Lanes;
import org.kernelscope.hw.simd.Mxcsr;

/** The groups of {@link Operation} on packed lanes, and what concerns their registers as a whole. */
final class VectorUnit {
    private static final int HALF = 8;

    private final Registers registers;
    private final FloatRegisters floats;
    private final VectorRegisters vectors;
    private final VectorAccess access;
    private final DataPath data;
    private final Operands operands;
    private final SimdIntegers integers;
    private final SimdMoves moves;
    private final SimdFloats numbers;
    private final SimdConversions conversions;

    VectorUnit(
            Registers registers,
            FloatRegisters floats,
            VectorRegisters vectors,
            FloatAccess floatAccess,
            DataPath data,
            Operands operands) {
        this.registers = registers;
        this.floats = floats;
        this.vectors = vectors;
        this.data = data;
        this.operands = operands;
        access = new VectorAccess(registers, floats, vectors, floatAccess, data, operands);
        integers = new SimdIntegers(access);
        moves = new SimdMoves(access);
        numbers = new SimdFloats(registers, vectors, access);
        conversions = new SimdConversions(floats, vectors, numbers, access);
    }

    void execute(Instruction in) {
        if (in.operation().group == Operation.Group.VECTOR_CONTROL) {
            control(in);
            return;
        }
        boolean media = VectorAccess.uses(in, Where.MMX);
        access.require(media, VectorAccess.uses(in, Where.XMM));
        switch (in.operation().group) {
            case PACKED -> integers.packed(in);
            case PACKED_SHIFTS -> integers.shift(in);
            case SHUFFLES -> integers.shuffle(in);
            case VECTOR_MOVES -> moves.execute(in);
            case VECTOR_FLOATS -> numbers.execute(in);
            default -> conversions.execute(in);
        }
        if (media) {
            floats.enterMedia();
        }
    }

    private void control(Instruction in) {
        switch (in.operation()) {
            case CLFLUSH -> data.checkRead(in.segment(), operands.address(in));
            case EMMS -> {
                access.require(true, false);
                floats.leaveMedia();
            }
            case LDMXCSR -> {
                access.require(false, true);
                int bits = operands.get(in, in.first());
                if ((bits & ~Mxcsr.WRITABLE) != 0) {
                    throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
                }
                vectors.setControl(new Mxcsr(bits));
            }
            case STMXCSR -> {
                access.require(false, true);
                operands.set(in, in.first(), vectors.control().bits());
            }
            default -> storeChosenBytes(in);
        }
    }

    /** MASKMOVQ and MASKMOVDQU; bytes that are not chosen raise no fault. */
    private void storeChosenBytes(Instruction in) {
        boolean media = VectorAccess.uses(in, Where.MMX);
        access.require(media, !media);
        access.read(in, 1);
        int chosen = Lanes.byteSigns(access.low()) | Lanes.byteSigns(access.high()) << HALF;
        access.read(in, 0);
        if (chosen != 0) {
            int address = registers.r[Registers.EDI] & (in.wideAddress() ? -1 : 0xFFFF);
            int first = Integer.numberOfTrailingZeros(chosen);
            int last = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(chosen);
            data.checkWrite(in.segment(), address + first, last - first + 1);
            for (int i = first; i <= last; i++) {
                if ((chosen >>> i & 1) != 0) {
                    long half = i < HALF ? access.low() : access.high();
                    data.write(in.segment(), address + i, 1, (int) (half >>> i * 8) & 0xFF);
                }
            }
        }
        if (media) {
            floats.enterMedia();
        }
    }
}
