/* Carries out conversions between the formats of lanes. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.InstructionSet.Kind;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.simd.Answer;
import org.kernelscope.hw.simd.FloatConversion;
import org.kernelscope.hw.simd.FloatFormat;
import org.kernelscope.hw.simd.Mxcsr;

/** The operations of {@link Operation.Group#VECTOR_CONVERSIONS}. */
final class SimdConversions {
    private static final long DOUBLEWORD = 0xFFFF_FFFFL;

    private final FloatRegisters media;
    private final VectorRegisters vectors;
    private final SimdFloats floats;
    private final VectorAccess access;

    SimdConversions(FloatRegisters media, VectorRegisters vectors, SimdFloats floats, VectorAccess access) {
        this.media = media;
        this.vectors = vectors;
        this.floats = floats;
        this.access = access;
    }

    /** The change to MMX comes before exceptions of the numbers. */
    void execute(Instruction in) {
        access.read(in, 1);
        long low = access.low();
        long high = access.high();
        Kind source = in.form().operands().get(1);
        boolean one = source == Kind.Wss || source == Kind.Wsd || source == Kind.Ed;
        int from = fromDouble(in.operation()) ? 8 : 4;
        int to = toDouble(in.operation()) ? 8 : 4;
        int lanes = one ? 1 : in.second().bytes() / from;
        long lower = 0;
        long upper = 0;
        int flags = 0;
        for (int i = 0; i < lanes; i++) {
            long half = i * from < 8 ? low : high;
            Answer answer = converted(in.operation(), from == 8 ? half : half >>> (i & 1) * 32 & DOUBLEWORD);
            flags |= answer.flags();
            long placed = to == 8 ? answer.bits() : answer.bits() << (i & 1) * 32;
            if (i * to < 8) {
                lower |= placed;
            } else {
                upper |= placed;
            }
        }
        if (VectorAccess.uses(in, Where.MMX)) {
            media.enterMedia();
        }
        floats.raise(flags);
        store(in, lanes * to, lower, upper);
    }

    /** What comes as a scalar or from MMX integers leaves the rest of the target as it is; all else clears it. */
    private void store(Instruction in, int bytes, long lower, long upper) {
        Kind source = in.form().operands().get(1);
        boolean keeps = source == Kind.Wss || source == Kind.Wsd || source == Kind.Ed || source == Kind.Q;
        if (!keeps || in.first().where() != Where.XMM) {
            access.write(in, lower, upper);
            return;
        }
        access.read(in, 0);
        long mask = bytes == 4 ? DOUBLEWORD : -1;
        access.write(in, access.low() & ~mask | lower, bytes == 16 ? upper : access.high());
    }

    private Answer converted(Operation operation, long a) {
        Mxcsr control = vectors.control();
        return switch (operation) {
            case INTEGER_TO_SINGLE -> FloatConversion.fromInteger((int) a, FloatFormat.SINGLE, control);
            case INTEGER_TO_DOUBLE -> FloatConversion.fromInteger((int) a, FloatFormat.DOUBLE, control);
            case SINGLE_TO_INTEGER -> FloatConversion.toInteger(a, FloatFormat.SINGLE, false, control);
            case SINGLE_CHOPPED -> FloatConversion.toInteger(a, FloatFormat.SINGLE, true, control);
            case DOUBLE_TO_INTEGER -> FloatConversion.toInteger(a, FloatFormat.DOUBLE, false, control);
            case DOUBLE_CHOPPED -> FloatConversion.toInteger(a, FloatFormat.DOUBLE, true, control);
            case SINGLE_TO_DOUBLE -> FloatConversion.between(a, FloatFormat.SINGLE, FloatFormat.DOUBLE, control);
            default -> FloatConversion.between(a, FloatFormat.DOUBLE, FloatFormat.SINGLE, control);
        };
    }

    private static boolean fromDouble(Operation operation) {
        return operation == Operation.DOUBLE_TO_INTEGER
                || operation == Operation.DOUBLE_CHOPPED
                || operation == Operation.DOUBLE_TO_SINGLE;
    }

    private static boolean toDouble(Operation operation) {
        return operation == Operation.INTEGER_TO_DOUBLE || operation == Operation.SINGLE_TO_DOUBLE;
    }
}
