/* What plain instructions do to registers, flags and RAM. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBP;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import org.kernelscope.hw.memory.PhysicalMemory;

/** An instruction is executed whole or not begun. Counting turns and cycles is left to the {@link Interpreter}. */
final class PlainInstructions {
    private static final int NO = PlainData.NO;
    private static final int OFFSET = PhysicalMemory.PAGE_BYTES - 1;

    private final Registers registers;
    private final int[] r;
    private final LazyFlags flags;
    private final PlainData data;
    private final OrdinaryFloats floats;
    private final int branchTaken;
    private int target;
    /** Where the instruction after the latest one begins. */
    int eip;

    /** Whether the latest instruction transferred control. */
    boolean transferred;

    PlainInstructions(Registers registers, LazyFlags flags, PlainData data, OrdinaryFloats floats, int branchTaken) {
        this.floats = floats;
        this.registers = registers;
        this.flags = flags;
        this.data = data;
        this.branchTaken = branchTaken;
        r = registers.r;
    }

    /**
     * Executes instructions of a page one after the other, until one is not decoded or not for here, or control is
     * transferred.
     *
     * @param first an instruction
     * @param ops what is decoded of its page
     * @param from where it is
     * @param most how many are executed at most
     * @param onward whether to go on where control is transferred to inside the page
     * @return how many were executed
     */
    long run(MicroOp first, MicroOp[] ops, int from, long most, boolean onward) {
        MicroOp op = first;
        long done = 0;
        int next = from;
        transferred = false;
        while (op != null && done < most) {
            int after = next + op.length;
            boolean goes = switch (op.code) {
                case MicroOp.NOTHING -> true;
                case MicroOp.MOVE_RR -> set(op.first, r[op.second]);
                case MicroOp.MOVE_RI -> set(op.first, op.immediate);
                case MicroOp.MOVE_RM -> load(op);
                case MicroOp.MOVE_MR -> store(op, r[op.second]);
                case MicroOp.MOVE_MI -> store(op, op.immediate);
                case MicroOp.ZERO_EXTEND_R -> set(op.first, registers.get(op.second, op.size));
                case MicroOp.SIGN_EXTEND_R -> set(op.first, signed(registers.get(op.second, op.size), op.size));
                case MicroOp.ZERO_EXTEND_M, MicroOp.SIGN_EXTEND_M -> loadExtended(op);
                case MicroOp.ADDRESS -> set(op.first, address(op));
                case MicroOp.COMPUTE_RR -> set(op.first, flags.compute(op.arithmetic, r[op.first], r[op.second]));
                case MicroOp.COMPUTE_RI -> set(op.first, flags.compute(op.arithmetic, r[op.first], op.immediate));
                case MicroOp.COMPUTE_RM -> computeFromMemory(op);
                case MicroOp.COMPUTE_MR -> computeInMemory(op, r[op.second]);
                case MicroOp.COMPUTE_MI -> computeInMemory(op, op.immediate);
                case MicroOp.COMPARE_RR -> compared(flags.compute(op.arithmetic, r[op.first], r[op.second]));
                case MicroOp.COMPARE_RI -> compared(flags.compute(op.arithmetic, r[op.first], op.immediate));
                case MicroOp.COMPARE_RM -> compareMemory(op, r[op.first], true);
                case MicroOp.COMPARE_MR -> compareMemory(op, r[op.second], false);
                case MicroOp.COMPARE_MI -> compareMemory(op, op.immediate, false);
                case MicroOp.COMPARE_NARROW -> compareNarrow(op);
                case MicroOp.UNARY_R -> set(op.first, flags.unary(op.operation, r[op.first]));
                case MicroOp.SHIFT_I -> shift(op, op.immediate & 31);
                case MicroOp.SHIFT_CL -> shift(op, r[ECX] & 31);
                case MicroOp.MULTIPLY_RR -> multiply(op, r[op.second]);
                case MicroOp.SET_R -> {
                    registers.setByte(op.first, flags.holds(op.condition) ? 1 : 0);
                    yield true;
                }
                case MicroOp.MOVE_IF_RR -> !flags.holds(op.condition) || set(op.first, r[op.second]);
                case MicroOp.PUSH_R -> push(r[op.first]);
                case MicroOp.PUSH_I -> push(op.immediate);
                case MicroOp.POP_R -> pop(op);
                case MicroOp.JUMP_IF -> !flags.holds(op.condition) || go(after + op.immediate);
                case MicroOp.JUMP -> go(after + op.immediate);
                case MicroOp.CALL -> call(after + op.immediate, after);
                case MicroOp.RETURN -> leaveFunction(op);
                default -> seldom(op, after);
            };
            if (!goes) {
                break;
            }
            done++;
            next = transferred ? target : after;
            if (transferred && !(onward && (next ^ from) >>> PhysicalMemory.PAGE_SHIFT == 0)) {
                break;
            }
            op = transferred || op.following == null ? link(op, ops, next) : op.following;
        }
        eip = next;
        return done;
    }

    /** What is decoded where an instruction leads, and what stands behind it is remembered with it. */
    private MicroOp link(MicroOp op, MicroOp[] ops, int next) {
        if (transferred) {
            transferred = false;
            return ops[next & OFFSET];
        }
        op.following = (next & OFFSET) == 0 ? null : ops[next & OFFSET];
        return op.following;
    }

    private boolean seldom(MicroOp op, int after) {
        return switch (op.code) {
            case MicroOp.NARROW_RR -> setNarrow(op, registers.get(op.second, op.size));
            case MicroOp.NARROW_RI -> setNarrow(op, op.immediate);
            case MicroOp.NARROW_RM -> loadNarrow(op);
            case MicroOp.NARROW_MR -> storeNarrow(op, registers.get(op.second, op.size));
            case MicroOp.NARROW_MI -> storeNarrow(op, op.immediate);
            case MicroOp.COMPUTE_NARROW -> computeNarrow(op);
            case MicroOp.UNARY_M -> unaryInMemory(op);
            case MicroOp.MULTIPLY_RM -> multiplyMemory(op);
            case MicroOp.EXCHANGE_RR -> exchange(op);
            case MicroOp.SIGN_TO_EDX -> set(EDX, r[EAX] >> 31);
            case MicroOp.SIGN_TO_EAX -> set(EAX, (short) r[EAX]);
            case MicroOp.MOVE_IF_RM -> loadIf(op);
            case MicroOp.SWAP_BYTES -> set(op.first, Integer.reverseBytes(r[op.first]));
            case MicroOp.SCAN_RR -> scan(op);
            case MicroOp.PRODUCT_R -> multiplyWide(op, r[op.first]);
            case MicroOp.PRODUCT_M -> wideFromMemory(op);
            case MicroOp.QUOTIENT_R -> divide(op, r[op.first]);
            case MicroOp.QUOTIENT_M -> wideFromMemory(op);
            case MicroOp.PUSH_M -> pushMemory(op);
            case MicroOp.LEAVE -> leave();
            case MicroOp.JUMP_R -> go(r[op.first]);
            case MicroOp.JUMP_M -> jumpMemory(op);
            case MicroOp.CALL_R -> call(r[op.first], after);
            case MicroOp.CALL_M -> callMemory(op, after);
            default -> !data.isQuiet() && floats.execute(op, after - op.length, address(op), data);
        };
    }

    private boolean set(int register, int value) {
        r[register] = value;
        return true;
    }

    private boolean setNarrow(MicroOp op, int value) {
        registers.set(op.first, op.size, value);
        return true;
    }

    /** The result is in the flags already. */
    @SuppressWarnings("unused")
    private static boolean compared(int result) {
        return true;
    }

    private int address(MicroOp op) {
        return r[op.base] + (r[op.index] << op.scale) + op.displacement;
    }

    private static int signed(int value, int bytes) {
        return bytes == 1 ? (byte) value : (short) value;
    }

    private boolean load(MicroOp op) {
        int physical = data.readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        r[op.first] = data.value(physical, 4);
        return true;
    }

    private boolean loadNarrow(MicroOp op) {
        int physical = data.readable(address(op), op.size);
        if (physical == NO) {
            return false;
        }
        registers.set(op.first, op.size, data.value(physical, op.size));
        return true;
    }

    private boolean loadExtended(MicroOp op) {
        int physical = data.readable(address(op), op.size);
        if (physical == NO) {
            return false;
        }
        int value = data.value(physical, op.size);
        r[op.first] = op.code == MicroOp.ZERO_EXTEND_M ? value : signed(value, op.size);
        return true;
    }

    private boolean store(MicroOp op, int value) {
        int physical = data.writable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        data.put(physical, 4, value);
        return true;
    }

    private boolean storeNarrow(MicroOp op, int value) {
        int physical = data.writable(address(op), op.size);
        if (physical == NO) {
            return false;
        }
        data.put(physical, op.size, value);
        return true;
    }

    private boolean computeFromMemory(MicroOp op) {
        int physical = data.readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        r[op.first] = flags.compute(op.arithmetic, r[op.first], data.value(physical, 4));
        return true;
    }

    private boolean computeInMemory(MicroOp op, int operand) {
        int physical = data.writable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        data.put(physical, 4, flags.compute(op.arithmetic, data.value(physical, 4), operand));
        return true;
    }

    private boolean unaryInMemory(MicroOp op) {
        int physical = data.writable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        data.put(physical, 4, flags.unary(op.operation, data.value(physical, 4)));
        return true;
    }

    private boolean compareMemory(MicroOp op, int other, boolean otherFirst) {
        int physical = data.readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        int value = data.value(physical, 4);
        return compared(flags.compute(op.arithmetic, otherFirst ? other : value, otherFirst ? value : other));
    }

    private boolean computeNarrow(MicroOp op) {
        Instruction.Place to = op.whole.first();
        Instruction.Place from = op.whole.second();
        if (to.where() == Instruction.Where.MEMORY) {
            int physical = data.writable(address(op), op.size);
            if (physical == NO) {
                return false;
            }
            int operand = from.where() == Instruction.Where.REGISTER
                    ? registers.get(op.second, op.size)
                    : op.immediate & -1 >>> 32 - op.size * 8;
            data.put(
                    physical,
                    op.size,
                    flags.computeNarrow(op.operation, data.value(physical, op.size), operand, op.size));
            return true;
        }
        if (from.where() == Instruction.Where.MEMORY && data.readable(address(op), op.size) == NO) {
            return false;
        }
        int a = registers.get(op.first, op.size);
        registers.set(op.first, op.size, flags.computeNarrow(op.operation, a, narrow(op, from, op.second), op.size));
        return true;
    }

    private boolean compareNarrow(MicroOp op) {
        Instruction.Place to = op.whole.first();
        Instruction.Place from = op.whole.second();
        boolean memoryRead = to.where() == Instruction.Where.MEMORY || from.where() == Instruction.Where.MEMORY;
        if (memoryRead && data.readable(address(op), op.size) == NO) {
            return false;
        }
        int a = narrow(op, to, op.first);
        return compared(flags.computeNarrow(op.operation, a, narrow(op, from, op.second), op.size));
    }

    /** An operand of 1 or 2 bytes; in memory, it is known to be readable. */
    private int narrow(MicroOp op, Instruction.Place place, int number) {
        return switch (place.where()) {
            case REGISTER -> registers.get(number, op.size);
            case IMMEDIATE -> op.immediate & -1 >>> 32 - op.size * 8;
            default -> data.value(data.readable(address(op), op.size), op.size);
        };
    }

    /** The cost of the read is that of one that is done, whether the condition holds or not. */
    private boolean loadIf(MicroOp op) {
        int physical = data.readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        int value = data.value(physical, 4);
        return !flags.holds(op.condition) || set(op.first, value);
    }

    private boolean scan(MicroOp op) {
        int value = flags.logical(r[op.second]);
        return value == 0 || set(op.first, Bits.found(op.operation, value));
    }

    private boolean wideFromMemory(MicroOp op) {
        int physical = data.readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        return op.code == MicroOp.PRODUCT_M
                ? multiplyWide(op, data.value(physical, 4))
                : divides(op, data.peek(physical)) && divide(op, data.value(physical, 4));
    }

    private boolean multiplyWide(MicroOp op, int value) {
        boolean signed = op.operation == Operation.IMUL_WIDE;
        long product = signed ? (long) r[EAX] * value : (r[EAX] & 0xFFFF_FFFFL) * (value & 0xFFFF_FFFFL);
        flags.product(signed ? (int) product == product : product >>> 32 == 0);
        r[EAX] = (int) product;
        return set(EDX, (int) (product >>> 32));
    }

    private boolean divides(MicroOp op, int divisor) {
        return op.operation == Operation.DIV
                ? RegionCode.divides(r[EDX], divisor)
                : RegionCode.dividesSigned(r[EDX], r[EAX], divisor);
    }

    private boolean divide(MicroOp op, int divisor) {
        if (!divides(op, divisor)) {
            return false;
        }
        int high = r[EDX];
        int low = r[EAX];
        boolean signed = op.operation == Operation.IDIV;
        r[EAX] = signed ? RegionCode.quotientSigned(high, low, divisor) : RegionCode.quotient(high, low, divisor);
        r[EDX] = signed ? RegionCode.remainderSigned(high, low, divisor) : RegionCode.remainder(high, low, divisor);
        return true;
    }

    private boolean shift(MicroOp op, int count) {
        if (count != 0) {
            boolean turns = op.operation == Operation.ROL || op.operation == Operation.ROR;
            r[op.first] = turns
                    ? flags.rotate(op.operation, r[op.first], count)
                    : flags.shift(op.operation, r[op.first], count);
        }
        return true;
    }

    private boolean multiply(MicroOp op, int value) {
        int other = op.operation == Operation.IMUL3 ? op.immediate : r[op.first];
        r[op.first] = flags.product((long) value * other);
        return true;
    }

    private boolean multiplyMemory(MicroOp op) {
        int physical = data.readable(address(op), 4);
        return physical != NO && multiply(op, data.value(physical, 4));
    }

    private boolean exchange(MicroOp op) {
        int old = r[op.first];
        r[op.first] = r[op.second];
        r[op.second] = old;
        return true;
    }

    private boolean push(int value) {
        int physical = data.writable(r[ESP] - 4, 4);
        if (physical == NO) {
            return false;
        }
        data.put(physical, 4, value);
        r[ESP] -= 4;
        return true;
    }

    private boolean pushMemory(MicroOp op) {
        int from = data.readable(address(op), 4);
        return from != NO && data.writable(r[ESP] - 4, 4) != NO && push(data.value(from, 4));
    }

    private boolean pop(MicroOp op) {
        int physical = data.readable(r[ESP], 4);
        if (physical == NO) {
            return false;
        }
        int value = data.value(physical, 4);
        r[ESP] += 4;
        r[op.first] = value;
        return true;
    }

    private boolean leave() {
        int physical = data.readable(r[EBP], 4);
        if (physical == NO) {
            return false;
        }
        r[ESP] = r[EBP] + 4;
        r[EBP] = data.value(physical, 4);
        return true;
    }

    private boolean go(int where) {
        target = where;
        transferred = true;
        registers.clock += branchTaken;
        return true;
    }

    private boolean jumpMemory(MicroOp op) {
        int physical = data.readable(address(op), 4);
        return physical != NO && go(data.value(physical, 4));
    }

    private boolean call(int where, int after) {
        return push(after) && go(where);
    }

    private boolean callMemory(MicroOp op, int after) {
        int from = data.readable(address(op), 4);
        return from != NO && data.writable(r[ESP] - 4, 4) != NO && call(data.value(from, 4), after);
    }

    private boolean leaveFunction(MicroOp op) {
        int physical = data.readable(r[ESP], 4);
        if (physical == NO) {
            return false;
        }
        int where = data.value(physical, 4);
        r[ESP] += 4 + op.immediate;
        return go(where);
    }
}
