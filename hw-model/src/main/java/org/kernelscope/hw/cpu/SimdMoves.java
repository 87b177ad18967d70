/* Carries out moves of vectors and their parts. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.InstructionSet.Kind;

/** The operations of {@link Operation.Group#VECTOR_MOVES}. */
final class SimdMoves {
    private static final long DOUBLEWORD = 0xFFFF_FFFFL;

    private final VectorAccess access;

    SimdMoves(VectorAccess access) {
        this.access = access;
    }

    void execute(Instruction in) {
        access.read(in, 1);
        long low = access.low();
        long high = access.high();
        switch (in.operation()) {
            case MOVE_VECTOR -> access.write(in, low, high);
            case MOVE_SCALAR -> scalar(in, low);
            case MOVE_LOW -> {
                access.read(in, 0);
                access.write(in, low, access.high());
            }
            case MOVE_HIGH -> {
                access.read(in, 0);
                access.write(in, access.low(), low);
            }
            case STORE_HIGH -> access.write(in, high, 0);
            default -> {
                access.read(in, 0);
                access.write(in, high, access.high());
            }
        }
    }

    /** Between registers the rest of the target stays; from memory it becomes zero. */
    private void scalar(Instruction in, long low) {
        if (VectorAccess.uses(in, Where.MEMORY)) {
            access.write(in, low, 0);
            return;
        }
        boolean single = in.form().operands().contains(Kind.Wss);
        access.read(in, 0);
        access.write(in, single ? access.low() & ~DOUBLEWORD | low & DOUBLEWORD : low, access.high());
    }
}
