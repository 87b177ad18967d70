/* Executes the plain instructions of a core, many turns in a row. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBP;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * Does exactly what {@link Core#step} would do, faster, as long as nothing comes up that concerns more than registers and
 * plain RAM: an instruction is executed whole or not begun. It stops before the first that it leaves to the core.
 */
final class Interpreter {
    private static final int NO = -1;
    private static final int UNUSUAL = Flags.TF | Flags.RF | Flags.VM;

    private final int core;
    private final Registers registers;
    private final int[] r;
    private final Paging paging;
    private final CodeCache code;
    private final PhysicalMemory memory;
    private final Environment environment;
    private final Costs costs;
    private final Watch watch;
    private final LazyFlags flags;
    private final boolean timed;
    private final boolean buffers;
    private boolean user;
    private int next;
    private long latest;

    Interpreter(
            int core,
            Registers registers,
            Paging paging,
            CodeCache code,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            Watch watch,
            PendingStores stores) {
        this.core = core;
        this.registers = registers;
        this.paging = paging;
        this.code = code;
        this.memory = memory;
        this.environment = environment;
        this.costs = costs;
        this.watch = watch;
        r = registers.r;
        flags = new LazyFlags(registers);
        timed = costs.timed();
        buffers = stores.buffers();
    }

    /** When the latest turn of the latest {@link #run} began. */
    long latest() {
        return latest;
    }

    /**
     * Takes up to so many turns, none of which begins at this time or later.
     *
     * @return turns taken
     */
    long run(long turns, long before) {
        if (buffers || watch.watching() || !registers.flat() || (registers.eflags & UNUSUAL) != 0) {
            return 0;
        }
        user = registers.cpl == 3;
        long left = turns;
        boolean goes = true;
        while (goes && left > 0 && registers.clock < before) {
            MicroOp[] ops = code.ready(registers.eip);
            if (ops.length == 0) {
                break;
            }
            int page = registers.eip >>> PhysicalMemory.PAGE_SHIFT;
            while (left > 0 && registers.clock < before && registers.eip >>> PhysicalMemory.PAGE_SHIFT == page) {
                MicroOp op = ops[registers.eip & PhysicalMemory.PAGE_BYTES - 1];
                goes = op != null && turn(op);
                if (!goes) {
                    break;
                }
                left--;
            }
        }
        flags.settle();
        return turns - left;
    }

    /** Executes one instruction, or nothing of it if that is not for here. */
    private boolean turn(MicroOp op) {
        if (watch.probed(registers.eip)) {
            return false;
        }
        long begin = registers.clock;
        next = registers.eip + op.length;
        registers.clock = begin + op.cycles - (((int) registers.retired & costs.width() - 1) != 0 ? costs.simple() : 0);
        if (!execute(op)) {
            registers.clock = begin;
            return false;
        }
        latest = begin;
        registers.eip = next;
        registers.retired++;
        return true;
    }

    private boolean execute(MicroOp op) {
        return switch (op.code) {
            case MicroOp.NOTHING -> true;
            case MicroOp.MOVE_RR -> set(op.first, r[op.second]);
            case MicroOp.MOVE_RI -> set(op.first, op.immediate);
            case MicroOp.MOVE_RM -> load(op);
            case MicroOp.MOVE_MR -> store(op, r[op.second]);
            case MicroOp.MOVE_MI -> store(op, op.immediate);
            case MicroOp.NARROW_RR -> setNarrow(op, registers.get(op.second, op.size));
            case MicroOp.NARROW_RI -> setNarrow(op, op.immediate);
            case MicroOp.NARROW_RM -> loadNarrow(op);
            case MicroOp.NARROW_MR -> storeNarrow(op, registers.get(op.second, op.size));
            case MicroOp.NARROW_MI -> storeNarrow(op, op.immediate);
            case MicroOp.ZERO_EXTEND_R -> set(op.first, registers.get(op.second, op.size));
            case MicroOp.SIGN_EXTEND_R -> set(op.first, signed(registers.get(op.second, op.size), op.size));
            case MicroOp.ZERO_EXTEND_M, MicroOp.SIGN_EXTEND_M -> loadExtended(op);
            case MicroOp.ADDRESS -> set(op.first, address(op));
            case MicroOp.COMPUTE_RR -> set(op.first, flags.compute(op.operation, r[op.first], r[op.second]));
            case MicroOp.COMPUTE_RI -> set(op.first, flags.compute(op.operation, r[op.first], op.immediate));
            case MicroOp.COMPUTE_RM -> computeFromMemory(op);
            case MicroOp.COMPUTE_MR -> computeInMemory(op, r[op.second]);
            case MicroOp.COMPUTE_MI -> computeInMemory(op, op.immediate);
            case MicroOp.COMPARE_RR -> compared(flags.compute(op.operation, r[op.first], r[op.second]));
            case MicroOp.COMPARE_RI -> compared(flags.compute(op.operation, r[op.first], op.immediate));
            case MicroOp.COMPARE_RM -> compareMemory(op, r[op.first], true);
            case MicroOp.COMPARE_MR -> compareMemory(op, r[op.second], false);
            case MicroOp.COMPARE_MI -> compareMemory(op, op.immediate, false);
            case MicroOp.COMPUTE_NARROW -> computeNarrow(op);
            case MicroOp.COMPARE_NARROW -> compareNarrow(op);
            case MicroOp.UNARY_R -> set(op.first, flags.unary(op.operation, r[op.first]));
            case MicroOp.UNARY_M -> unaryInMemory(op);
            case MicroOp.SHIFT_I -> shift(op, op.immediate & 31);
            case MicroOp.SHIFT_CL -> shift(op, r[ECX] & 31);
            case MicroOp.MULTIPLY_RR -> multiply(op, r[op.second]);
            case MicroOp.MULTIPLY_RM -> multiplyMemory(op);
            case MicroOp.SET_R -> {
                registers.setByte(op.first, flags.holds(op.condition) ? 1 : 0);
                yield true;
            }
            case MicroOp.MOVE_IF_RR -> !flags.holds(op.condition) || set(op.first, r[op.second]);
            case MicroOp.EXCHANGE_RR -> exchange(op);
            case MicroOp.SIGN_TO_EDX -> set(EDX, r[EAX] >> 31);
            default -> transfer(op);
        };
    }

    private boolean transfer(MicroOp op) {
        return switch (op.code) {
            case MicroOp.PUSH_R -> push(r[op.first]);
            case MicroOp.PUSH_I -> push(op.immediate);
            case MicroOp.PUSH_M -> pushMemory(op);
            case MicroOp.POP_R -> pop(op);
            case MicroOp.LEAVE -> leave();
            case MicroOp.JUMP_IF -> !flags.holds(op.condition) || go(next + op.immediate);
            case MicroOp.JUMP -> go(next + op.immediate);
            case MicroOp.JUMP_R -> go(r[op.first]);
            case MicroOp.JUMP_M -> jumpMemory(op);
            case MicroOp.CALL -> call(next + op.immediate);
            case MicroOp.CALL_R -> call(r[op.first]);
            case MicroOp.CALL_M -> callMemory(op);
            case MicroOp.RETURN -> leaveFunction(op);
            default -> false;
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

    /** Where the bytes are in RAM if a read needs no more than the buffered translation; {@link #NO} if it does. */
    private int readable(int linear, int bytes) {
        int physical = paging.ready(linear, false, user);
        return (linear & bytes - 1) == 0 && Integer.compareUnsigned(physical, memory.size()) < 0 ? physical : NO;
    }

    /** The same for a write, to a page of which no one keeps anything. */
    private int writable(int linear, int bytes) {
        int physical = paging.ready(linear, true, user);
        return (linear & bytes - 1) == 0
                        && Integer.compareUnsigned(physical, memory.size()) < 0
                        && memory.unnoticed(physical)
                ? physical
                : NO;
    }

    private void chargeRead(int physical) {
        if (timed) {
            registers.clock += costs.load() + environment.access(core, physical, Access.READ, registers.clock);
        }
    }

    private void chargeWrite(int physical) {
        if (timed) {
            registers.clock += costs.store() + environment.access(core, physical, Access.WRITE, registers.clock);
        }
    }

    private int value(int physical, int bytes) {
        chargeRead(physical);
        return bytes == 4 ? memory.read32(physical) : bytes == 1 ? memory.read8(physical) : memory.read16(physical);
    }

    private void put(int physical, int bytes, int value) {
        chargeWrite(physical);
        if (bytes == 4) {
            memory.write32(physical, value);
        } else if (bytes == 1) {
            memory.write8(physical, value);
        } else {
            memory.write16(physical, value);
        }
    }

    private boolean load(MicroOp op) {
        int physical = readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        r[op.first] = value(physical, 4);
        return true;
    }

    private boolean loadNarrow(MicroOp op) {
        int physical = readable(address(op), op.size);
        if (physical == NO) {
            return false;
        }
        registers.set(op.first, op.size, value(physical, op.size));
        return true;
    }

    private boolean loadExtended(MicroOp op) {
        int physical = readable(address(op), op.size);
        if (physical == NO) {
            return false;
        }
        int value = value(physical, op.size);
        r[op.first] = op.code == MicroOp.ZERO_EXTEND_M ? value : signed(value, op.size);
        return true;
    }

    private boolean store(MicroOp op, int value) {
        int physical = writable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        put(physical, 4, value);
        return true;
    }

    private boolean storeNarrow(MicroOp op, int value) {
        int physical = writable(address(op), op.size);
        if (physical == NO) {
            return false;
        }
        put(physical, op.size, value);
        return true;
    }

    private boolean computeFromMemory(MicroOp op) {
        int physical = readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        r[op.first] = flags.compute(op.operation, r[op.first], value(physical, 4));
        return true;
    }

    private boolean computeInMemory(MicroOp op, int operand) {
        int physical = writable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        put(physical, 4, flags.compute(op.operation, value(physical, 4), operand));
        return true;
    }

    private boolean unaryInMemory(MicroOp op) {
        int physical = writable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        put(physical, 4, flags.unary(op.operation, value(physical, 4)));
        return true;
    }

    private boolean compareMemory(MicroOp op, int other, boolean otherFirst) {
        int physical = readable(address(op), 4);
        if (physical == NO) {
            return false;
        }
        int value = value(physical, 4);
        return compared(flags.compute(op.operation, otherFirst ? other : value, otherFirst ? value : other));
    }

    private boolean computeNarrow(MicroOp op) {
        Instruction.Place to = op.whole.first();
        Instruction.Place from = op.whole.second();
        if (to.where() == Instruction.Where.MEMORY) {
            int physical = writable(address(op), op.size);
            if (physical == NO) {
                return false;
            }
            int operand = from.where() == Instruction.Where.REGISTER
                    ? registers.get(op.second, op.size)
                    : op.immediate & -1 >>> 32 - op.size * 8;
            put(physical, op.size, flags.computeNarrow(op.operation, value(physical, op.size), operand, op.size));
            return true;
        }
        if (from.where() == Instruction.Where.MEMORY && readable(address(op), op.size) == NO) {
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
        if (memoryRead && readable(address(op), op.size) == NO) {
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
            default -> value(readable(address(op), op.size), op.size);
        };
    }

    private boolean shift(MicroOp op, int count) {
        if (count != 0) {
            r[op.first] = flags.shift(op.operation, r[op.first], count);
        }
        return true;
    }

    private boolean multiply(MicroOp op, int value) {
        int other = op.operation == Operation.IMUL3 ? op.immediate : r[op.first];
        r[op.first] = flags.product((long) value * other);
        return true;
    }

    private boolean multiplyMemory(MicroOp op) {
        int physical = readable(address(op), 4);
        return physical != NO && multiply(op, value(physical, 4));
    }

    private boolean exchange(MicroOp op) {
        int old = r[op.first];
        r[op.first] = r[op.second];
        r[op.second] = old;
        return true;
    }

    private boolean push(int value) {
        int physical = writable(r[ESP] - 4, 4);
        if (physical == NO) {
            return false;
        }
        put(physical, 4, value);
        r[ESP] -= 4;
        return true;
    }

    private boolean pushMemory(MicroOp op) {
        int from = readable(address(op), 4);
        return from != NO && writable(r[ESP] - 4, 4) != NO && push(value(from, 4));
    }

    private boolean pop(MicroOp op) {
        int physical = readable(r[ESP], 4);
        if (physical == NO) {
            return false;
        }
        int value = value(physical, 4);
        r[ESP] += 4;
        r[op.first] = value;
        return true;
    }

    private boolean leave() {
        int physical = readable(r[EBP], 4);
        if (physical == NO) {
            return false;
        }
        r[ESP] = r[EBP] + 4;
        r[EBP] = value(physical, 4);
        return true;
    }

    private boolean go(int target) {
        next = target;
        registers.clock += costs.branchTaken();
        return true;
    }

    private boolean jumpMemory(MicroOp op) {
        int physical = readable(address(op), 4);
        return physical != NO && go(value(physical, 4));
    }

    private boolean call(int target) {
        return push(next) && go(target);
    }

    private boolean callMemory(MicroOp op) {
        int from = readable(address(op), 4);
        return from != NO && writable(r[ESP] - 4, 4) != NO && call(value(from, 4));
    }

    private boolean leaveFunction(MicroOp op) {
        int physical = readable(r[ESP], 4);
        if (physical == NO) {
            return false;
        }
        int target = value(physical, 4);
        r[ESP] += 4 + op.immediate;
        return go(target);
    }
}
