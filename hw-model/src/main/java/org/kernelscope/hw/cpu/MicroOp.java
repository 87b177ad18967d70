/* One decoded instruction in the form in which the interpreter executes it fastest. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.FS;

import java.util.Optional;
import org.kernelscope.hw.cpu.Instruction.Place;
import org.kernelscope.hw.cpu.Instruction.Where;

/**
 * The fields of an {@link Instruction} that the {@link Interpreter} needs, flat, with a code that says in one number what
 * is done and where the operands are. An instruction that can reach beyond its core, change the processor's mode or
 * happens rarely is {@link #WHOLE}: only {@link Core#step} executes it.
 */
final class MicroOp {
    static final int WHOLE = 0;
    static final int NOTHING = 1;
    /** Moves of 4 bytes, and below of 1 or 2; R register, I immediate, M memory, destination first. */
    static final int MOVE_RR = 2;

    static final int MOVE_RI = 3;
    static final int MOVE_RM = 4;
    static final int MOVE_MR = 5;
    static final int MOVE_MI = 6;
    static final int NARROW_RR = 7;
    static final int NARROW_RI = 8;
    static final int NARROW_RM = 9;
    static final int NARROW_MR = 10;
    static final int NARROW_MI = 11;
    static final int ZERO_EXTEND_R = 12;
    static final int ZERO_EXTEND_M = 13;
    static final int SIGN_EXTEND_R = 14;
    static final int SIGN_EXTEND_M = 15;
    static final int ADDRESS = 16;
    /** Arithmetic of two operands that writes the first; of 4 bytes. */
    static final int COMPUTE_RR = 17;

    static final int COMPUTE_RI = 18;
    static final int COMPUTE_RM = 19;
    static final int COMPUTE_MR = 20;
    static final int COMPUTE_MI = 21;
    /** CMP and TEST of 4 bytes. */
    static final int COMPARE_RR = 22;

    static final int COMPARE_RI = 23;
    static final int COMPARE_RM = 24;
    static final int COMPARE_MR = 25;
    static final int COMPARE_MI = 26;
    /** The same of 1 or 2 bytes, wherever the operands are. */
    static final int COMPUTE_NARROW = 27;

    static final int COMPARE_NARROW = 28;
    static final int UNARY_R = 29;
    static final int UNARY_M = 30;
    static final int SHIFT_I = 31;
    static final int SHIFT_CL = 32;
    static final int MULTIPLY_RR = 33;
    static final int MULTIPLY_RM = 34;
    static final int PUSH_R = 35;
    static final int PUSH_I = 36;
    static final int PUSH_M = 37;
    static final int POP_R = 38;
    static final int LEAVE = 39;
    static final int JUMP_IF = 40;
    static final int JUMP = 41;
    static final int JUMP_R = 42;
    static final int JUMP_M = 43;
    static final int CALL = 44;
    static final int CALL_R = 45;
    static final int CALL_M = 46;
    static final int RETURN = 47;
    static final int SET_R = 48;
    static final int MOVE_IF_RR = 49;
    static final int EXCHANGE_RR = 50;
    static final int SIGN_TO_EDX = 51;
    static final int SIGN_TO_EAX = 52;
    static final int MOVE_IF_RM = 53;
    static final int SWAP_BYTES = 54;
    static final int SCAN_RR = 55;
    static final int PRODUCT_R = 56;
    static final int PRODUCT_M = 57;
    static final int QUOTIENT_R = 58;
    static final int QUOTIENT_M = 59;

    final Instruction whole;
    /** How often control was transferred here while no region began here; derived, as the region is. */
    int heat;

    Optional<Region> region = Optional.empty();
    /** The same of a region without access to memory. */
    int quietHeat;

    Optional<Region> quiet = Optional.empty();
    /** What stands behind it on its page, once it was executed after it; null before. */
    MicroOp following;

    final int code;
    final Operation operation;
    /** Which of the eight arithmetic operations, numbered as in their encoding (SDM 2, appendix A.2); ADD if it is none. */
    final int arithmetic;

    final int length;
    final int cycles;
    final int size;
    /** Register numbers of the first and the second operand. */
    final int first;

    final int second;
    final int base;
    final int index;
    final int scale;
    final int displacement;
    final int immediate;
    final int condition;

    MicroOp(Instruction in) {
        whole = in;
        code = plain(in) ? code(in) : WHOLE;
        operation = in.operation();
        arithmetic = arithmetic(operation);
        length = in.length();
        cycles = in.cycles();
        size = sizeOf(in);
        first = in.first().number();
        second = in.second().number();
        base = in.base();
        index = in.index();
        scale = in.scale();
        displacement = in.displacement();
        immediate = in.operation() == Operation.IMUL3 ? in.extra() : in.immediate();
        condition = in.condition();
    }

    /** Reads of memory by an instruction that is not {@link #WHOLE}. */
    int reads() {
        return switch (code) {
            case MOVE_RM, NARROW_RM, ZERO_EXTEND_M, SIGN_EXTEND_M, COMPUTE_RM, COMPUTE_MR, COMPUTE_MI -> 1;
            case COMPARE_RM, COMPARE_MR, COMPARE_MI, UNARY_M, MULTIPLY_RM, MOVE_IF_RM, PRODUCT_M, QUOTIENT_M -> 1;
            case PUSH_M, POP_R, LEAVE, JUMP_M, CALL_M, RETURN -> 1;
            case COMPUTE_NARROW, COMPARE_NARROW ->
                whole.first().where() == Where.MEMORY || whole.second().where() == Where.MEMORY ? 1 : 0;
            default -> 0;
        };
    }

    /** Writes to memory, likewise. */
    int writes() {
        return switch (code) {
            case MOVE_MR, MOVE_MI, NARROW_MR, NARROW_MI, COMPUTE_MR, COMPUTE_MI, UNARY_M -> 1;
            case PUSH_R, PUSH_I, PUSH_M, CALL, CALL_R, CALL_M -> 1;
            case COMPUTE_NARROW -> whole.first().where() == Where.MEMORY ? 1 : 0;
            default -> 0;
        };
    }

    private static int arithmetic(Operation operation) {
        return switch (operation) {
            case OR -> 1;
            case ADC -> 2;
            case SBB -> 3;
            case AND, TEST -> 4;
            case SUB, CMP -> 5;
            case XOR -> 6;
            default -> 0;
        };
    }

    private static int sizeOf(Instruction in) {
        return switch (in.operation()) {
            case MOVZX, MOVSX -> in.second().bytes();
            default -> in.first().bytes();
        };
    }

    private static boolean plain(Instruction in) {
        boolean memory = in.first().where() == Where.MEMORY || in.second().where() == Where.MEMORY;
        return in.wideAddress()
                && !in.locked()
                && in.repeat() == 0
                && in.length() <= Decoder.MAX_LENGTH
                && !(memory && (in.segment() >= FS || in.segment() == CS));
    }

    private static int code(Instruction in) {
        boolean wide = in.size() == 4;
        return switch (in.operation()) {
            case NOP -> NOTHING;
            case MOV ->
                in.first().where() == Where.SEGMENT || in.second().where() == Where.SEGMENT
                        ? WHOLE
                        : move(in.first(), in.second());
            case MOVZX -> wide ? in.second().where() == Where.REGISTER ? ZERO_EXTEND_R : ZERO_EXTEND_M : WHOLE;
            case MOVSX -> wide ? in.second().where() == Where.REGISTER ? SIGN_EXTEND_R : SIGN_EXTEND_M : WHOLE;
            case LEA -> wide ? ADDRESS : WHOLE;
            case ADD, OR, ADC, SBB, AND, SUB, XOR ->
                in.first().bytes() == 4 ? COMPUTE_RR + operands(in.first(), in.second()) : COMPUTE_NARROW;
            case CMP, TEST -> in.first().bytes() == 4 ? COMPARE_RR + operands(in.first(), in.second()) : COMPARE_NARROW;
            case INC, DEC, NEG, NOT ->
                in.first().bytes() != 4 ? WHOLE : in.first().where() == Where.REGISTER ? UNARY_R : UNARY_M;
            case SHL, SHR, SAR, ROL, ROR -> shift(in);
            case MUL, IMUL_WIDE, DIV, IDIV -> wide && in.first().bytes() == 4 ? productOrQuotient(in) : WHOLE;
            case CBW -> wide ? SIGN_TO_EAX : WHOLE;
            case BSWAP -> wide ? SWAP_BYTES : WHOLE;
            case BSF, BSR -> wide && in.second().where() == Where.REGISTER ? SCAN_RR : WHOLE;
            case IMUL, IMUL3 -> wide ? in.second().where() == Where.REGISTER ? MULTIPLY_RR : MULTIPLY_RM : WHOLE;
            case SET -> in.first().where() == Where.REGISTER ? SET_R : WHOLE;
            case CMOV -> wide ? in.second().where() == Where.REGISTER ? MOVE_IF_RR : MOVE_IF_RM : WHOLE;
            case XCHG -> in.first().where() == Where.REGISTER && in.first().bytes() == 4 ? EXCHANGE_RR : WHOLE;
            case CWD -> wide ? SIGN_TO_EDX : WHOLE;
            case PUSH, POP, LEAVE, J, JMP, CALL, RET -> wide ? control(in) : WHOLE;
            default -> WHOLE;
        };
    }

    private static int move(Place to, Place from) {
        return (to.bytes() == 4 ? MOVE_RR : NARROW_RR) + operands(to, from);
    }

    /** In the order RR, RI, RM, MR, MI. */
    private static int operands(Place to, Place from) {
        if (to.where() == Where.REGISTER) {
            return switch (from.where()) {
                case REGISTER -> 0;
                case IMMEDIATE -> 1;
                default -> 2;
            };
        }
        return from.where() == Where.REGISTER ? 3 : 4;
    }

    private static int shift(Instruction in) {
        if (in.first().where() != Where.REGISTER || in.first().bytes() != 4) {
            return WHOLE;
        }
        return in.second().where() == Where.IMMEDIATE ? SHIFT_I : SHIFT_CL;
    }

    private static int productOrQuotient(Instruction in) {
        boolean product = in.operation() == Operation.MUL || in.operation() == Operation.IMUL_WIDE;
        if (in.first().where() == Where.REGISTER) {
            return product ? PRODUCT_R : QUOTIENT_R;
        }
        return product ? PRODUCT_M : QUOTIENT_M;
    }

    private static int control(Instruction in) {
        return switch (in.operation()) {
            case PUSH ->
                switch (in.first().where()) {
                    case REGISTER -> PUSH_R;
                    case IMMEDIATE -> PUSH_I;
                    case MEMORY -> PUSH_M;
                    default -> WHOLE;
                };
            case POP -> in.first().where() == Where.REGISTER ? POP_R : WHOLE;
            case LEAVE -> MicroOp.LEAVE;
            case J -> JUMP_IF;
            case JMP -> target(in.first(), JUMP);
            case CALL -> target(in.first(), CALL);
            default -> RETURN;
        };
    }

    /** In the order immediate, register, memory. */
    private static int target(Place place, int code) {
        return switch (place.where()) {
            case IMMEDIATE -> code;
            case REGISTER -> code + 1;
            default -> code + 2;
        };
    }
}
