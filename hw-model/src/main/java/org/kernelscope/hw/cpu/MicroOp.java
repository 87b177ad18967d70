/* One decoded instruction in the form in which the interpreter executes it fastest. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.FS;

import java.util.Optional;
import org.kernelscope.hw.cpu.Instruction.Place;
import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.InstructionSet.Kind;
import org.kernelscope.hw.fpu.OrdinaryNumbers;

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
    /** Floating-point numbers in registers, from memory, and to memory; {@link #arithmetic} says what. */
    static final int FLOAT_R = 60;

    static final int FLOAT_M = 61;
    static final int FLOAT_TO_M = 62;
    /** Left to the units by {@link CallOut}. */
    static final int OUTSIDE = 63;
    /** Of those codes, what {@link OrdinaryFloats} does besides the operations of two operands. */
    static final int FLOAT_LOAD = 8;

    static final int FLOAT_CONSTANT = 9;
    static final int FLOAT_STORE = 10;
    static final int FLOAT_EXCHANGE = 11;
    static final int FLOAT_NEGATE = 12;
    static final int FLOAT_MAGNITUDE = 13;
    static final int FLOAT_INTEGER = 14;

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
    /** How many numbers leave the floating-point stack at the end. */
    final int pops;
    /** What regions execute for it: where the operand is in FS or GS, a plain instruction, else itself. */
    final MicroOp inRegion;

    /** Whether it reads or changes any status flag, or may. */
    final boolean touchesFlags;

    MicroOp(Instruction in) {
        this(in, codeOf(in), farCode(in));
    }

    private MicroOp(Instruction in, int code, int farCode) {
        whole = in;
        this.code = code;
        inRegion = farCode == WHOLE ? this : new MicroOp(in, farCode, WHOLE);
        operation = in.operation();
        arithmetic = integerLoad(in) ? FLOAT_INTEGER : arithmetic(operation);
        length = in.length();
        cycles = in.cycles();
        size = sizeOf(in);
        first = in.first().number();
        second = in.second().number();
        base = in.base();
        index = in.index();
        scale = in.scale();
        displacement = in.displacement();
        touchesFlags = touchesFlags(in);
        immediate = in.operation() == Operation.IMUL3 ? in.extra() : in.immediate();
        condition = in.condition();
        pops = in.form().pops();
    }

    /** Reads of memory by an instruction that is not {@link #WHOLE}. */
    int reads() {
        return switch (code) {
            case MOVE_RM, NARROW_RM, ZERO_EXTEND_M, SIGN_EXTEND_M, COMPUTE_RM, COMPUTE_MR, COMPUTE_MI -> 1;
            case COMPARE_RM, COMPARE_MR, COMPARE_MI, UNARY_M, MULTIPLY_RM, MOVE_IF_RM, PRODUCT_M, QUOTIENT_M -> 1;
            case FLOAT_M -> size / 4;
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
            case FLOAT_TO_M -> size / 4;
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
            case FMUL -> OrdinaryNumbers.MULTIPLY;
            case FSUB -> OrdinaryNumbers.SUBTRACT;
            case FSUBR -> OrdinaryNumbers.SUBTRACT_FROM;
            case FDIV -> OrdinaryNumbers.DIVIDE;
            case FDIVR -> OrdinaryNumbers.DIVIDE_INTO;
            case FLD -> FLOAT_LOAD;
            case FLD_CONSTANT -> FLOAT_CONSTANT;
            case FST -> FLOAT_STORE;
            case FXCH -> FLOAT_EXCHANGE;
            case FCHS -> FLOAT_NEGATE;
            case FABS -> FLOAT_MAGNITUDE;
            default -> 0;
        };
    }

    private static int sizeOf(Instruction in) {
        return switch (in.operation()) {
            case MOVZX, MOVSX -> in.second().bytes();
            default -> in.first().bytes();
        };
    }

    /** Whether it neither transfers control nor concerns more than data, segments and flags, as a rule. */
    private static boolean callable(Instruction in) {
        if (in.length() > Decoder.MAX_LENGTH || in.operation().cost.drains) {
            return false;
        }
        return switch (in.operation().group) {
            case ARITHMETIC, BITS, NUMBERS, MOVES, STRINGS, FLOAT, FLOAT_CONTROL, PACKED, PACKED_SHIFTS, SHUFFLES ->
                true;
            case VECTOR_MOVES, VECTOR_FLOATS, VECTOR_CONVERSIONS, VECTOR_CONTROL -> true;
            case STACK -> !loadsStack(in);
            case SYSTEM -> in.operation() == Operation.CLI || in.operation() == Operation.RDTSC;
            case PRIVILEGED ->
                switch (in.operation()) {
                    case STR, SLDT, SMSW, SGDT, SIDT, LAR, LSL, VERR, VERW, CLTS -> true;
                    default -> false;
                };
            case CONTROL -> false;
        };
    }

    /** Loads of SS hold back interrupts and debug exceptions. */
    private static boolean loadsStack(Instruction in) {
        boolean segment = in.first().where() == Where.SEGMENT && in.first().number() == Registers.SS;
        return segment && in.operation() != Operation.PUSH
                || in.operation() == Operation.LOAD_FAR && in.form().mnemonic().equals("lss");
    }

    private static boolean touchesFlags(Instruction in) {
        return switch (in.operation()) {
            case FCMOV, FCOMI, FUCOMI, COMI, UCOMI, CMPS, SCAS, PUSHF, POPF -> true;
            case MOV, XCHG, XLAT, LEA, MOVZX, MOVSX, CLD, STD, CLI, RDTSC, STR, CLTS -> false;
            default ->
                switch (in.operation().group) {
                    case ARITHMETIC, BITS, NUMBERS, MOVES, SYSTEM, PRIVILEGED, CONTROL -> true;
                    default -> false;
                };
        };
    }

    private static int codeOf(Instruction in) {
        int code = plain(in) && !(memory(in) && (in.segment() >= FS || in.segment() == CS)) ? code(in) : WHOLE;
        return code == WHOLE && callable(in) ? OUTSIDE : code;
    }

    /** What it would be if its operand were not in FS or GS; {@link #WHOLE} if it is not, or that is not for regions. */
    private static int farCode(Instruction in) {
        int code = plain(in) && memory(in) && in.segment() >= FS ? code(in) : WHOLE;
        return switch (code) {
            case ADDRESS, PUSH_M, JUMP_M, CALL_M, FLOAT_M, FLOAT_TO_M -> WHOLE;
            default -> code;
        };
    }

    /** Whether it changes nothing but general registers, flags and where control goes, and reads no memory. */
    boolean isQuiet() {
        return code != WHOLE && code < FLOAT_R && reads() + writes() == 0;
    }

    /** Whether {@link CallOut} can take its turn: because it is not plain, or its numbers are not ordinary. */
    boolean isForUnits() {
        return code >= FLOAT_R;
    }

    /** Whether the operand is reached through a segment that need not be flat. */
    boolean far() {
        return inRegion == this && code != OUTSIDE && whole.segment() >= FS && memory(whole) && code != ADDRESS;
    }

    private static boolean memory(Instruction in) {
        return in.first().where() == Where.MEMORY || in.second().where() == Where.MEMORY;
    }

    private static boolean plain(Instruction in) {
        return in.wideAddress() && !in.locked() && in.repeat() == 0 && in.length() <= Decoder.MAX_LENGTH;
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
            case FADD, FMUL, FSUB, FSUBR, FDIV, FDIVR, FLD, FLD_CONSTANT, FST, FXCH, FCHS, FABS -> floats(in);
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

    private static int floats(Instruction in) {
        if (in.first().where() != Where.MEMORY) {
            return FLOAT_R;
        }
        return switch (in.form().operands().getFirst()) {
            case Fd, Fq -> in.operation() == Operation.FST ? FLOAT_TO_M : FLOAT_M;
            default -> integerLoad(in) ? FLOAT_M : WHOLE;
        };
    }

    private static boolean integerLoad(Instruction in) {
        return in.operation() == Operation.FLD && in.form().operands().getFirst() == Kind.Nd;
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
