/* Carries out instructions on floating-point numbers. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.fpu.FloatRegisters.OVERFLOWN;
import static org.kernelscope.hw.fpu.FloatRegisters.UNDERFLOWN;
import static org.kernelscope.hw.fpu.StatusWord.C0;
import static org.kernelscope.hw.fpu.StatusWord.C1;
import static org.kernelscope.hw.fpu.StatusWord.C2;
import static org.kernelscope.hw.fpu.StatusWord.C3;

import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.fpu.Comparison;
import org.kernelscope.hw.fpu.Constants;
import org.kernelscope.hw.fpu.ControlWord;
import org.kernelscope.hw.fpu.Conversion;
import org.kernelscope.hw.fpu.Conversion.Stored;
import org.kernelscope.hw.fpu.Elementary;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.fpu.Pair;
import org.kernelscope.hw.fpu.Result;
import org.kernelscope.hw.fpu.Scaling;
import org.kernelscope.hw.fpu.StatusWord;
import org.kernelscope.hw.fpu.Transcendental;

/** The operations of {@link Operation.Group#FLOAT}. */
final class FloatingPoint {
    private static final int CODES = C0 | C2 | C3;
    private static final int EMPTY = C0 | C3;
    /** Condition codes of FCMOVcc by the reg field: below, equal, below or equal, unordered. */
    private static final int[] CONDITIONS = {2, 4, 6, 10};

    private final Registers registers;
    private final FloatRegisters floats;
    private final FloatAccess access;

    FloatingPoint(Registers registers, FloatRegisters floats, FloatAccess access) {
        this.registers = registers;
        this.floats = floats;
        this.access = access;
    }

    void execute(Instruction in) {
        access.requireUnit();
        access.requireNoneWaiting();
        switch (in.operation()) {
            case FADD, FMUL, FSUB, FSUBR, FDIV, FDIVR -> arithmetic(in);
            case FCOM, FUCOM, FCOMI, FUCOMI, FTST -> compare(in);
            case FXAM ->
                floats.setConditions(
                        StatusWord.CONDITIONS,
                        floats.empty(0)
                                ? floats.get(0).examined() & C1 | EMPTY
                                : floats.get(0).examined());
            case FLD -> load(in);
            case FLD_CONSTANT -> push(new Result(Constants.of(in.immediate() & 7, floats.control()), 0));
            case FST -> store(in);
            case FXCH -> exchange(in.first().number());
            case FCMOV -> conditionalMove(in);
            case FCHS, FABS, FSQRT, FRNDINT, F2XM1, FSIN, FCOS -> unary(in.operation());
            case FSCALE, FPREM, FPREM1, FYL2X, FYL2XP1, FPATAN -> binary(in.operation());
            case FXTRACT, FPTAN, FSINCOS -> paired(in.operation());
            case FFREE -> {
                floats.free(in.first().number());
                pop(in);
            }
            case FINCSTP -> turn(1);
            case FDECSTP -> turn(-1);
            default -> {}
        }
        access.note(in);
    }

    private void turn(int by) {
        floats.raise(0);
        floats.turn(by);
    }

    private void pop(Instruction in) {
        for (int i = in.form().pops(); i > 0; i--) {
            floats.pop();
        }
    }

    private void arithmetic(Instruction in) {
        boolean memory = in.first().where() == Where.MEMORY;
        int target = memory ? 0 : in.first().number();
        Result source =
                memory ? access.read(in) : new Result(floats.get(in.second().number()), 0);
        boolean empty =
                floats.empty(target) || !memory && floats.empty(in.second().number());
        Result result = empty
                ? new Result(Extended.INDEFINITE, UNDERFLOWN)
                : computed(in.operation(), floats.get(target), source);
        if (deliver(target, result)) {
            pop(in);
        }
    }

    private Result computed(Operation operation, Extended a, Result operand) {
        Extended b = operand.value();
        ControlWord control = floats.control();
        Result result = switch (operation) {
            case FADD -> Elementary.add(a, b, control);
            case FMUL -> Elementary.multiply(a, b, control);
            case FSUB -> Elementary.subtract(a, b, control);
            case FSUBR -> Elementary.subtract(b, a, control);
            case FDIV -> Elementary.divide(a, b, control);
            default -> Elementary.divide(b, a, control);
        };
        return result.widened(operand);
    }

    /** Puts the result of an operation into ST(i) if its exceptions let it; whether they did. */
    private boolean deliver(int i, Result result) {
        boolean admitted = floats.admits(result.flags());
        floats.raise(result.flags());
        if (admitted) {
            floats.set(i, result.value());
        }
        return admitted;
    }

    private void push(Result result) {
        Result pushed = floats.empty(-1) ? result : new Result(Extended.INDEFINITE, OVERFLOWN);
        boolean admitted = floats.admits(pushed.flags());
        floats.raise(pushed.flags());
        if (admitted) {
            floats.push(pushed.value());
        }
    }

    private void load(Instruction in) {
        if (in.first().where() == Where.MEMORY) {
            Result number = access.read(in);
            push(FloatAccess.narrow(in) ? Conversion.loaded(number) : number);
        } else {
            int i = in.first().number();
            push(floats.empty(i) ? new Result(Extended.INDEFINITE, UNDERFLOWN) : new Result(floats.get(i), 0));
        }
    }

    private void store(Instruction in) {
        boolean empty = floats.empty(0);
        Extended value = empty ? Extended.INDEFINITE : floats.get(0);
        if (in.first().where() == Where.FLOAT) {
            if (deliver(in.first().number(), new Result(value, empty ? UNDERFLOWN : 0))) {
                pop(in);
            }
            return;
        }
        Stored stored = FloatAccess.converted(in, value, floats.control());
        int flags = empty ? UNDERFLOWN : stored.flags();
        boolean admitted = floats.admitsToMemory(flags);
        if (admitted) {
            access.write(in, stored);
        }
        floats.raiseToMemory(flags);
        if (admitted) {
            pop(in);
        }
    }

    private void exchange(int i) {
        int flags = floats.empty(0) || floats.empty(i) ? UNDERFLOWN : 0;
        boolean admitted = floats.admits(flags);
        floats.raise(flags);
        if (admitted) {
            Extended top = floats.empty(0) ? Extended.INDEFINITE : floats.get(0);
            Extended other = floats.empty(i) ? Extended.INDEFINITE : floats.get(i);
            floats.set(0, other);
            floats.set(i, top);
        }
    }

    private void conditionalMove(Instruction in) {
        int i = in.second().number();
        int negated = in.immediate() >>> 8 & 1;
        boolean moves = Flags.holds(CONDITIONS[in.immediate() >>> 3 & 3] | negated, registers.eflags);
        if (floats.empty(0) || floats.empty(i)) {
            deliver(0, new Result(Extended.INDEFINITE, UNDERFLOWN));
        } else {
            deliver(0, new Result(floats.get(moves ? i : 0), 0));
        }
    }

    private void compare(Instruction in) {
        Operation operation = in.operation();
        boolean memory = in.first().where() == Where.MEMORY;
        boolean constant = operation == Operation.FTST;
        Result operand = memory ? access.read(in) : new Result(constant ? Extended.ZERO : floats.get(compared(in)), 0);
        boolean empty = floats.empty(0) || !memory && !constant && floats.empty(compared(in));
        boolean tolerant = operation == Operation.FUCOM || operation == Operation.FUCOMI;
        Comparison.Outcome outcome = empty
                ? new Comparison.Outcome(Comparison.Order.UNORDERED, UNDERFLOWN)
                : Comparison.compare(floats.get(0), operand.value(), tolerant).widened(operand);
        boolean admitted = floats.admits(outcome.flags());
        floats.raise(outcome.flags());
        if (!admitted) {
            return;
        }
        int conditions = outcome.order().conditions;
        if (operation == Operation.FCOMI || operation == Operation.FUCOMI) {
            registers.eflags = registers.eflags & ~Flags.STATUS
                    | ((conditions & C0) != 0 ? Flags.CF : 0)
                    | ((conditions & C2) != 0 ? Flags.PF : 0)
                    | ((conditions & C3) != 0 ? Flags.ZF : 0);
        } else {
            floats.setConditions(CODES, conditions);
        }
        pop(in);
    }

    /** Which register is compared with the top: the last operand, or the next one on the stack. */
    private static int compared(Instruction in) {
        return switch (in.form().operands().size()) {
            case 0 -> 1;
            case 1 -> in.first().number();
            default -> in.second().number();
        };
    }

    private void unary(Operation operation) {
        if (floats.empty(0)) {
            deliver(0, new Result(Extended.INDEFINITE, UNDERFLOWN));
            return;
        }
        Extended a = floats.get(0);
        ControlWord control = floats.control();
        Result result = switch (operation) {
            case FCHS -> new Result(a.negated(), 0);
            case FABS -> new Result(a.magnitude(), 0);
            case FSQRT -> Elementary.squareRoot(a, control);
            case FRNDINT -> Conversion.toWhole(a, control);
            case F2XM1 -> Transcendental.exponential(a, control);
            case FSIN -> Transcendental.sine(a, control);
            default -> Transcendental.cosine(a, control);
        };
        boolean admitted = deliver(0, result);
        if (admitted && (operation == Operation.FSIN || operation == Operation.FCOS)) {
            floats.setConditions(C2, result.flags());
        }
    }

    private void binary(Operation operation) {
        boolean replaces =
                operation == Operation.FSCALE || operation == Operation.FPREM || operation == Operation.FPREM1;
        int target = replaces ? 0 : 1;
        boolean empty = floats.empty(0) || floats.empty(1);
        Extended a = floats.get(0);
        Extended b = floats.get(1);
        ControlWord control = floats.control();
        Result result = empty
                ? new Result(Extended.INDEFINITE, UNDERFLOWN)
                : switch (operation) {
                    case FSCALE -> Scaling.scale(a, b, control);
                    case FPREM -> Scaling.remainder(a, b, false, control);
                    case FPREM1 -> Scaling.remainder(a, b, true, control);
                    case FYL2X -> Transcendental.logarithm(a, b, control);
                    case FYL2XP1 -> Transcendental.logarithmOfNext(a, b, control);
                    default -> Transcendental.arcTangent(a, b, control);
                };
        if (!deliver(target, result)) {
            return;
        }
        if (!replaces) {
            floats.pop();
        } else if (operation != Operation.FSCALE) {
            floats.setConditions(CODES, result.flags());
        }
    }

    private void paired(Operation operation) {
        Extended a = floats.get(0);
        ControlWord control = floats.control();
        Pair pair;
        if (floats.empty(0) || !floats.empty(-1)) {
            int flags = floats.empty(0) ? UNDERFLOWN : OVERFLOWN;
            pair = new Pair(Extended.INDEFINITE, Extended.INDEFINITE, flags);
        } else {
            pair = switch (operation) {
                case FXTRACT -> Scaling.extract(a);
                case FPTAN -> Transcendental.tangent(a, control);
                default -> Transcendental.sineAndCosine(a, control);
            };
        }
        boolean outOfRange = (pair.flags() & C2) != 0;
        if (!deliver(0, new Result(pair.replaced(), pair.flags()))) {
            return;
        }
        if (operation != Operation.FXTRACT) {
            floats.setConditions(C2, pair.flags());
        }
        if (!outOfRange) {
            floats.push(pair.pushed());
        }
    }
}
