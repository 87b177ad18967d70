/* Carries out instructions on packed integers. */
package org.kernelscope.hw.cpu;

import static java.util.Map.entry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.simd.Lanes;
import org.kernelscope.hw.simd.Shifts;
import org.kernelscope.hw.simd.Shuffles;

/**
 * The operations of {@link Operation.Group#PACKED}, {@link Operation.Group#PACKED_SHIFTS} and
 * {@link Operation.Group#SHUFFLES}.
 */
final class SimdIntegers {
    /** What works on each half by itself. */
    private static final Map<Operation, LongBinaryOperator> BY_HALVES = fixed(Map.ofEntries(
            entry(Operation.PADDB, Lanes::addBytes),
            entry(Operation.PADDW, Lanes::addWords),
            entry(Operation.PADDD, Lanes::addDoublewords),
            entry(Operation.PADDQ, Long::sum),
            entry(Operation.PADDSB, Lanes::addSignedBytes),
            entry(Operation.PADDSW, Lanes::addSignedWords),
            entry(Operation.PADDUSB, Lanes::addUnsignedBytes),
            entry(Operation.PADDUSW, Lanes::addUnsignedWords),
            entry(Operation.PSUBB, Lanes::subtractBytes),
            entry(Operation.PSUBW, Lanes::subtractWords),
            entry(Operation.PSUBD, Lanes::subtractDoublewords),
            entry(Operation.PSUBQ, (a, b) -> a - b),
            entry(Operation.PSUBSB, Lanes::subtractSignedBytes),
            entry(Operation.PSUBSW, Lanes::subtractSignedWords),
            entry(Operation.PSUBUSB, Lanes::subtractUnsignedBytes),
            entry(Operation.PSUBUSW, Lanes::subtractUnsignedWords),
            entry(Operation.PMULLW, Lanes::multiplyLow),
            entry(Operation.PMULHW, Lanes::multiplyHigh),
            entry(Operation.PMULHUW, Lanes::multiplyHighUnsigned),
            entry(Operation.PMULUDQ, Lanes::multiplyDoublewords),
            entry(Operation.PMADDWD, Lanes::multiplyAndAdd),
            entry(Operation.PSADBW, Lanes::sumOfDifferences),
            entry(Operation.PAVGB, Lanes::averageBytes),
            entry(Operation.PAVGW, Lanes::averageWords),
            entry(Operation.PMINUB, Lanes::minimumBytes),
            entry(Operation.PMAXUB, Lanes::maximumBytes),
            entry(Operation.PMINSW, Lanes::minimumWords),
            entry(Operation.PMAXSW, Lanes::maximumWords),
            entry(Operation.PCMPEQB, Lanes::equalBytes),
            entry(Operation.PCMPEQW, Lanes::equalWords),
            entry(Operation.PCMPEQD, Lanes::equalDoublewords),
            entry(Operation.PCMPGTB, Lanes::greaterBytes),
            entry(Operation.PCMPGTW, Lanes::greaterWords),
            entry(Operation.PCMPGTD, Lanes::greaterDoublewords),
            entry(Operation.PAND, Lanes::and),
            entry(Operation.PANDN, Lanes::andNot),
            entry(Operation.POR, Lanes::or),
            entry(Operation.PXOR, Lanes::exclusiveOr)));

    /** What shifts the lanes of each half by one count. */
    private static final Map<Operation, LongBinaryOperator> SHIFTS = fixed(Map.ofEntries(
            entry(Operation.PSLLW, Shifts::leftWords),
            entry(Operation.PSLLD, Shifts::leftDoublewords),
            entry(Operation.PSLLQ, Shifts::leftQuadword),
            entry(Operation.PSRLW, Shifts::rightWords),
            entry(Operation.PSRLD, Shifts::rightDoublewords),
            entry(Operation.PSRLQ, Shifts::rightQuadword),
            entry(Operation.PSRAW, Shifts::signedRightWords),
            entry(Operation.PSRAD, Shifts::signedRightDoublewords)));

    private static final int BYTE_SHIFT_LIMIT = 16;

    private final VectorAccess access;

    SimdIntegers(VectorAccess access) {
        this.access = access;
    }

    private static Map<Operation, LongBinaryOperator> fixed(Map<Operation, LongBinaryOperator> operators) {
        return Collections.unmodifiableMap(new EnumMap<>(operators));
    }

    void packed(Instruction in) {
        access.read(in, 1);
        long low = access.low();
        long high = access.high();
        access.read(in, 0);
        LongBinaryOperator operator = BY_HALVES.get(in.operation());
        long upper = isWhole(in) ? operator.applyAsLong(access.high(), high) : 0;
        access.write(in, operator.applyAsLong(access.low(), low), upper);
    }

    void shift(Instruction in) {
        access.read(in, 1);
        long count = access.low();
        access.read(in, 0);
        long low = access.low();
        long high = access.high();
        switch (in.operation()) {
            case PSLLDQ -> {
                int bytes = (int) Math.min(count, BYTE_SHIFT_LIMIT);
                access.write(in, Shifts.leftBytesLow(low, bytes), Shifts.leftBytesHigh(low, high, bytes));
            }
            case PSRLDQ -> {
                int bytes = (int) Math.min(count, BYTE_SHIFT_LIMIT);
                access.write(in, Shifts.rightBytesLow(low, high, bytes), Shifts.rightBytesHigh(high, bytes));
            }
            default -> {
                LongBinaryOperator operator = SHIFTS.get(in.operation());
                access.write(in, operator.applyAsLong(low, count), operator.applyAsLong(high, count));
            }
        }
    }

    void shuffle(Instruction in) {
        access.read(in, 1);
        long low = access.low();
        long high = access.high();
        int order = in.extra();
        switch (in.operation()) {
            case PSHUFW -> access.write(in, Shuffles.words(low, order), 0);
            case PSHUFLW -> access.write(in, Shuffles.words(low, order), high);
            case PSHUFHW -> access.write(in, low, Shuffles.words(high, order));
            case PSHUFD ->
                access.write(in, Shuffles.doublewords(low, high, order), Shuffles.doublewords(low, high, order >>> 4));
            case PEXTRW -> {
                long half = (order & 4) != 0 && VectorAccess.uses(in, Where.XMM) ? high : low;
                access.write(in, half >>> (order & 3) * 16 & 0xFFFF, 0);
            }
            case PMOVMSKB -> access.write(in, Lanes.byteSigns(low) | Lanes.byteSigns(high) << 8, 0);
            case MOVMSKPS ->
                access.write(in, low >>> 31 & 1 | low >>> 63 << 1 | (high >>> 31 & 1) << 2 | high >>> 63 << 3, 0);
            case MOVMSKPD -> access.write(in, low >>> 63 | high >>> 63 << 1, 0);
            default -> {
                access.read(in, 0);
                combine(in, access.low(), access.high(), low, high);
            }
        }
    }

    private void combine(Instruction in, long aLow, long aHigh, long bLow, long bHigh) {
        int order = in.extra();
        switch (in.operation()) {
            case PACKSSWB -> pack(in, Shuffles::packSignedWords, aLow, aHigh, bLow, bHigh);
            case PACKUSWB -> pack(in, Shuffles::packUnsignedWords, aLow, aHigh, bLow, bHigh);
            case PACKSSDW -> pack(in, Shuffles::packDoublewords, aLow, aHigh, bLow, bHigh);
            case PUNPCKLBW -> interleave(in, Shuffles::interleaveBytes, aLow, bLow);
            case PUNPCKLWD -> interleave(in, Shuffles::interleaveWords, aLow, bLow);
            case PUNPCKLDQ -> interleave(in, Shuffles::interleaveDoublewords, aLow, bLow);
            case PUNPCKHBW -> interleaveHigh(in, Shuffles::interleaveBytes, aLow, aHigh, bLow, bHigh);
            case PUNPCKHWD -> interleaveHigh(in, Shuffles::interleaveWords, aLow, aHigh, bLow, bHigh);
            case PUNPCKHDQ -> interleaveHigh(in, Shuffles::interleaveDoublewords, aLow, aHigh, bLow, bHigh);
            case PUNPCKLQDQ -> access.write(in, aLow, bLow);
            case PUNPCKHQDQ -> access.write(in, aHigh, bHigh);
            case SHUFPS ->
                access.write(
                        in, Shuffles.doublewords(aLow, aHigh, order), Shuffles.doublewords(bLow, bHigh, order >>> 4));
            case SHUFPD -> access.write(in, (order & 1) == 0 ? aLow : aHigh, (order & 2) == 0 ? bLow : bHigh);
            default -> insert(in, aLow, aHigh, (int) bLow);
        }
    }

    private void pack(Instruction in, LongBinaryOperator operator, long aLow, long aHigh, long bLow, long bHigh) {
        if (isWhole(in)) {
            access.write(in, operator.applyAsLong(aLow, aHigh), operator.applyAsLong(bLow, bHigh));
        } else {
            access.write(in, operator.applyAsLong(aLow, bLow), 0);
        }
    }

    private void interleaveHigh(
            Instruction in, LongBinaryOperator operator, long aLow, long aHigh, long bLow, long bHigh) {
        if (isWhole(in)) {
            interleave(in, operator, aHigh, bHigh);
        } else {
            access.write(in, operator.applyAsLong(aLow >>> 32, bLow >>> 32), 0);
        }
    }

    /** All of two halves; of that the lower four bytes of each fill a register of 64 bits. */
    private void interleave(Instruction in, LongBinaryOperator operator, long a, long b) {
        access.write(in, operator.applyAsLong(a, b), operator.applyAsLong(a >>> 32, b >>> 32));
    }

    private void insert(Instruction in, long low, long high, int value) {
        boolean upper = isWhole(in) && (in.extra() & 4) != 0;
        access.write(
                in,
                upper ? low : Shuffles.insertWord(low, value, in.extra()),
                upper ? Shuffles.insertWord(high, value, in.extra()) : high);
    }

    /** Whether the first operand has 128 bits. */
    private static boolean isWhole(Instruction in) {
        return in.first().where() == Where.XMM;
    }
}
