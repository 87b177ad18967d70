/* Writes the code of a region's blocks, one guest instruction after the other. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBP;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.RegionCompiler.Mode;
import org.kernelscope.hw.cpu.RegionFinder.Block;

/** Guest registers and flags are variables of the method; what follows is written in the order in which it is executed. */
final class RegionEmitter {
    static final ClassDesc CD_FRAME = describe(Region.Frame.class);
    static final ClassDesc CD_INTS = ConstantDescs.CD_int.arrayType();
    static final ClassDesc CD_BYTES = ConstantDescs.CD_byte.arrayType();

    static final int FRAME = 1;
    static final int TURNS = 2;
    static final int REGISTERS = 3;
    static final int RESULT = 11;
    static final int CARRIES = 12;
    static final int RAM = 13;
    static final int ATTENTION = 14;
    static final int KEYS = 15;
    static final int FRAMES = 16;
    static final int EIP = 17;
    static final int GAVE_UP = 25;
    /** The operands of the latest computation of flags. */
    private static final int LEFT = 18;

    private static final int RIGHT = 19;
    /** Where the memory operand is. */
    private static final int PLACE = 20;

    private static final int VALUE = 21;
    private static final int OLD = 22;
    private static final int PRODUCT = 23;

    private static final ClassDesc CODE = describe(RegionCode.class);
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
    private static final ClassDesc LONG = ConstantDescs.CD_long;

    /** What is known of the flags while code is written. */
    private enum Known {
        NOTHING,
        DIFFERENCE,
        NO_CARRIES
    }

    private record Exit(Label label, int eip, int refund) {}

    private final CodeBuilder code;
    private final Mode mode;
    private final Map<Integer, Label> labels;
    private final Label dispatch;
    private final Label leave;
    private final List<Exit> exits = new ArrayList<>();

    private Known known = Known.NOTHING;
    private Label giveUp;
    private int next;

    RegionEmitter(CodeBuilder code, Mode mode, Map<Integer, Label> labels, Label dispatch, Label leave) {
        this.code = code;
        this.mode = mode;
        this.labels = labels;
        this.dispatch = dispatch;
        this.leave = leave;
        giveUp = leave;
    }

    static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    void block(Block block) {
        int count = block.ops().size();
        known = Known.NOTHING;
        code.labelBinding(labels.get(block.eip()));
        code.iinc(TURNS, -count).iload(TURNS).iflt(exit(block.eip(), count));
        next = block.eip();
        for (int i = 0; i < count; i++) {
            MicroOp op = block.ops().get(i);
            giveUp = exit(next, count - i);
            next += op.length;
            if (RegionFinder.transfers(op)) {
                transfer(op);
                return;
            }
            instruction(op);
        }
        go(next);
    }

    /** The ways out that were used. */
    void exits() {
        for (Exit exit : exits) {
            code.labelBinding(exit.label);
            if (exit.refund > 0) {
                code.iinc(TURNS, exit.refund).loadConstant(1).istore(GAVE_UP);
            }
            code.loadConstant(exit.eip).istore(EIP).goto_(leave);
        }
    }

    private Label exit(int eip, int refund) {
        Exit exit = new Exit(code.newLabel(), eip, refund);
        exits.add(exit);
        return exit.label;
    }

    private void go(int target) {
        code.goto_(label(target));
    }

    private Label label(int target) {
        Label label = labels.get(target);
        return label != null ? label : exit(target, 0);
    }

    private void instruction(MicroOp op) {
        switch (op.code) {
            case MicroOp.NOTHING -> {}
            case MicroOp.MOVE_RR -> get(op.second).put(op.first);
            case MicroOp.MOVE_RI -> constant(op.immediate).put(op.first);
            case MicroOp.MOVE_RM -> address(op).readable(4).read(4).put(op.first);
            case MicroOp.MOVE_MR -> address(op).writable(4).get(op.second).write(4);
            case MicroOp.MOVE_MI ->
                address(op).writable(4).constant(op.immediate).write(4);
            case MicroOp.NARROW_RR -> narrow(op.second, op.size).putNarrow(op.first, op.size);
            case MicroOp.NARROW_RI -> constant(op.immediate).putNarrow(op.first, op.size);
            case MicroOp.NARROW_RM ->
                address(op).readable(op.size).read(op.size).putNarrow(op.first, op.size);
            case MicroOp.NARROW_MR ->
                address(op).writable(op.size).narrow(op.second, op.size).write(op.size);
            case MicroOp.NARROW_MI ->
                address(op).writable(op.size).constant(op.immediate).write(op.size);
            case MicroOp.ZERO_EXTEND_R -> narrow(op.second, op.size).put(op.first);
            case MicroOp.ZERO_EXTEND_M ->
                address(op).readable(op.size).read(op.size).put(op.first);
            case MicroOp.SIGN_EXTEND_R ->
                narrow(op.second, op.size).signed(op.size).put(op.first);
            case MicroOp.SIGN_EXTEND_M ->
                address(op).readable(op.size).read(op.size).signed(op.size).put(op.first);
            case MicroOp.ADDRESS -> address(op).put(op.first);
            case MicroOp.COMPUTE_RR -> get(op.first).get(op.second).compute(op).put(op.first);
            case MicroOp.COMPUTE_RI ->
                get(op.first).constant(op.immediate).compute(op).put(op.first);
            case MicroOp.COMPUTE_RM ->
                memory(op).get(op.first).read(4).compute(op).put(op.first);
            case MicroOp.COMPUTE_MR ->
                memoryToChange(op).read(4).get(op.second).compute(op).write(4);
            case MicroOp.COMPUTE_MI ->
                memoryToChange(op).read(4).constant(op.immediate).compute(op).write(4);
            case MicroOp.COMPARE_RR -> get(op.first).get(op.second).compute(op).drop();
            case MicroOp.COMPARE_RI ->
                get(op.first).constant(op.immediate).compute(op).drop();
            case MicroOp.COMPARE_RM ->
                memory(op).get(op.first).read(4).compute(op).drop();
            case MicroOp.COMPARE_MR ->
                memory(op).read(4).get(op.second).compute(op).drop();
            case MicroOp.COMPARE_MI ->
                memory(op).read(4).constant(op.immediate).compute(op).drop();
            case MicroOp.COMPUTE_NARROW, MicroOp.COMPARE_NARROW -> computeNarrow(op);
            case MicroOp.UNARY_R -> get(op.first).unary(op.operation).put(op.first);
            case MicroOp.UNARY_M ->
                memoryToChange(op).read(4).unary(op.operation).write(4);
            case MicroOp.SHIFT_I -> shiftBy(op, op.immediate & 31);
            case MicroOp.SHIFT_CL -> shiftByCl(op);
            case MicroOp.MULTIPLY_RR -> get(op.second).multiply(op);
            case MicroOp.MULTIPLY_RM -> memory(op).read(4).multiply(op);
            default -> other(op);
        }
    }

    private void other(MicroOp op) {
        switch (op.code) {
            case MicroOp.SET_R -> condition(op.condition).putNarrow(op.first, 1);
            case MicroOp.MOVE_IF_RR -> {
                get(op.second);
                moveIf(op);
            }
            case MicroOp.MOVE_IF_RM -> {
                memory(op).read(4);
                moveIf(op);
            }
            case MicroOp.EXCHANGE_RR ->
                get(op.first).get(op.second).put(op.first).put(op.second);
            case MicroOp.SIGN_TO_EDX -> {
                get(EAX).constant(31);
                code.ishr();
                put(EDX);
            }
            case MicroOp.SIGN_TO_EAX -> get(EAX).signed(2).put(EAX);
            case MicroOp.SWAP_BYTES -> {
                get(op.first);
                code.invokestatic(describe(Integer.class), "reverseBytes", MethodTypeDesc.of(INT, INT));
                put(op.first);
            }
            case MicroOp.SCAN_RR -> scan(op);
            case MicroOp.PRODUCT_R -> get(op.first).multiplyWide(op);
            case MicroOp.PRODUCT_M -> memory(op).read(4).multiplyWide(op);
            case MicroOp.QUOTIENT_R -> get(op.first).divide(op);
            case MicroOp.QUOTIENT_M -> memory(op).read(4).divide(op);
            case MicroOp.PUSH_R -> push().get(op.first).write(4).pushed();
            case MicroOp.PUSH_I -> push().constant(op.immediate).write(4).pushed();
            case MicroOp.PUSH_M -> {
                memory(op).read(4);
                code.istore(VALUE);
                push();
                code.iload(VALUE);
                write(4).pushed();
            }
            case MicroOp.POP_R -> {
                popped(0);
                put(op.first);
            }
            case MicroOp.LEAVE -> {
                get(EBP).readable(4).get(EBP).constant(4);
                code.iadd();
                put(ESP).read(4).put(EBP);
            }
            default -> throw new AssertionError("no code for " + op.whole);
        }
    }

    private void moveIf(MicroOp op) {
        Label not = code.newLabel();
        code.istore(VALUE);
        condition(op.condition);
        code.ifeq(not).iload(VALUE);
        put(op.first);
        code.labelBinding(not);
    }

    private void transfer(MicroOp op) {
        switch (op.code) {
            case MicroOp.JUMP_IF -> {
                condition(op.condition);
                code.ifne(label(next + op.immediate));
                go(next);
            }
            case MicroOp.JUMP -> go(next + op.immediate);
            case MicroOp.JUMP_R -> get(op.first).dispatch();
            case MicroOp.JUMP_M -> memory(op).read(4).dispatch();
            case MicroOp.CALL -> {
                push().constant(next).write(4).pushed();
                go(next + op.immediate);
            }
            case MicroOp.CALL_R, MicroOp.CALL_M -> {
                if (op.code == MicroOp.CALL_R) {
                    get(op.first);
                } else {
                    memory(op).read(4);
                }
                code.istore(OLD);
                push().constant(next).write(4).pushed();
                code.iload(OLD);
                dispatch();
            }
            default -> {
                popped(op.immediate);
                dispatch();
            }
        }
    }

    private RegionEmitter get(int register) {
        if (register == Registers.NONE) {
            return constant(0);
        }
        code.iload(REGISTERS + register);
        return this;
    }

    private RegionEmitter put(int register) {
        code.istore(REGISTERS + register);
        return this;
    }

    private RegionEmitter constant(int value) {
        code.loadConstant(value);
        return this;
    }

    private void drop() {
        code.pop();
    }

    private void dispatch() {
        code.istore(EIP).goto_(dispatch);
    }

    /** A register's low bytes, zero-extended. */
    private RegionEmitter narrow(int register, int bytes) {
        if (bytes == 2) {
            get(register).constant(0xFFFF);
            code.iand();
            return this;
        }
        get(register & 3).constant((register & 4) << 1);
        code.iushr();
        constant(0xFF);
        code.iand();
        return this;
    }

    private void putNarrow(int register, int bytes) {
        code.istore(VALUE);
        if (bytes == 2) {
            get(register);
            code.iload(VALUE);
            call("set16", INT, INT, INT).put(register);
            return;
        }
        get(register & 3).constant((register & 4) << 1);
        code.iload(VALUE);
        call("set8", INT, INT, INT, INT).put(register & 3);
    }

    private RegionEmitter signed(int bytes) {
        if (bytes == 1) {
            code.i2b();
        } else {
            code.i2s();
        }
        return this;
    }

    private RegionEmitter address(MicroOp op) {
        get(op.base);
        if (op.index != Registers.NONE) {
            get(op.index).constant(op.scale);
            code.ishl().iadd();
        }
        if (op.displacement != 0) {
            constant(op.displacement);
            code.iadd();
        }
        return this;
    }

    /** Turns the linear address on the stack into the place to read. */
    private RegionEmitter readable(int bytes) {
        place(bytes, false);
        code.dup().istore(PLACE).iflt(giveUp);
        return this;
    }

    private RegionEmitter writable(int bytes) {
        place(bytes, true);
        code.istore(PLACE).aload(ATTENTION).iload(PLACE);
        call("quiet", INT, CD_BYTES, INT);
        code.dup().istore(PLACE).iflt(giveUp);
        return this;
    }

    private void place(int bytes, boolean write) {
        code.istore(PLACE).aload(RAM);
        if (!mode.paged()) {
            code.iload(PLACE);
            constant(bytes - 1).call("direct", INT, CD_BYTES, INT, INT);
            return;
        }
        code.aload(KEYS).aload(FRAMES).iload(PLACE);
        constant(bytes - 1)
                .constant(Paging.need(write, mode.user(), mode.protects() ? Registers.CR0_WP : 0))
                .call("paged", INT, CD_BYTES, CD_INTS, CD_INTS, INT, INT, INT);
    }

    private RegionEmitter memory(MicroOp op) {
        return address(op).readable(4);
    }

    private RegionEmitter memoryToChange(MicroOp op) {
        return address(op).writable(4);
    }

    private RegionEmitter read(int bytes) {
        code.aload(RAM).iload(PLACE);
        return call("read" + bytes * 8, INT, CD_BYTES, INT);
    }

    private RegionEmitter write(int bytes) {
        code.istore(VALUE).aload(RAM).iload(PLACE).iload(VALUE);
        return call("write" + bytes * 8, ConstantDescs.CD_void, CD_BYTES, INT, INT);
    }

    private RegionEmitter call(String name, ClassDesc result, ClassDesc... arguments) {
        code.invokestatic(CODE, name, MethodTypeDesc.of(result, arguments));
        return this;
    }

    /** The place for a word that is pushed. */
    private RegionEmitter push() {
        get(ESP).constant(4);
        code.isub();
        return writable(4);
    }

    private void pushed() {
        code.iinc(REGISTERS + ESP, -4);
    }

    /** The word on top of the stack, which moves by that and so much more. */
    private void popped(int more) {
        get(ESP).readable(4).read(4).get(ESP).constant(4 + more);
        code.iadd();
        put(ESP);
    }

    private RegionEmitter compute(MicroOp op) {
        code.istore(RIGHT).istore(LEFT);
        compute(op.operation);
        code.istore(RESULT);
        flows(op.operation, RESULT);
        code.istore(CARRIES).iload(RESULT);
        know(op.operation);
        return this;
    }

    private void know(Operation operation) {
        known = switch (operation) {
            case CMP, SUB -> Known.DIFFERENCE;
            case AND, OR, XOR, TEST -> Known.NO_CARRIES;
            default -> Known.NOTHING;
        };
    }

    /** The result of two operands. */
    private void compute(Operation operation) {
        code.iload(LEFT).iload(RIGHT);
        switch (operation) {
            case ADD -> code.iadd();
            case OR -> code.ior();
            case AND, TEST -> code.iand();
            case SUB, CMP -> code.isub();
            case XOR -> code.ixor();
            case ADC -> code.iadd().iload(CARRIES).loadConstant(31).iushr().iadd();
            default -> code.isub().iload(CARRIES).loadConstant(31).iushr().isub();
        }
    }

    private void flows(Operation operation, int result) {
        switch (operation) {
            case ADD, ADC -> {
                code.iload(LEFT).iload(RIGHT).iload(result);
                call("sumCarries", INT, INT, INT, INT);
            }
            case SUB, SBB, CMP -> {
                code.iload(LEFT).iload(RIGHT).iload(result);
                call("differenceCarries", INT, INT, INT, INT);
            }
            default -> constant(0);
        }
    }

    private void computeNarrow(MicroOp op) {
        Where to = op.whole.first().where();
        boolean compares = op.code == MicroOp.COMPARE_NARROW;
        if (to == Where.MEMORY && !compares) {
            address(op).writable(op.size);
        } else if (to == Where.MEMORY || op.whole.second().where() == Where.MEMORY) {
            address(op).readable(op.size);
        }
        operand(op, to, op.first);
        operand(op, op.whole.second().where(), op.second);
        int shift = 32 - op.size * 8;
        code.istore(RIGHT).istore(LEFT);
        compute(op.operation);
        code.istore(OLD)
                .iload(OLD)
                .loadConstant(shift)
                .ishl()
                .loadConstant(shift)
                .ishr()
                .istore(RESULT);
        flows(op.operation, OLD);
        constant(shift).call("narrow", INT, INT, INT);
        code.istore(CARRIES);
        know(op.operation);
        if (known == Known.DIFFERENCE) {
            code.iload(LEFT).loadConstant(shift).ishl().istore(LEFT);
            code.iload(RIGHT).loadConstant(shift).ishl().istore(RIGHT);
        }
        if (!compares) {
            code.iload(OLD);
            if (to == Where.MEMORY) {
                write(op.size);
            } else {
                putNarrow(op.first, op.size);
            }
        }
    }

    private void operand(MicroOp op, Where where, int number) {
        switch (where) {
            case REGISTER -> narrow(number, op.size);
            case IMMEDIATE -> constant(op.immediate & -1 >>> 32 - op.size * 8);
            default -> read(op.size);
        }
    }

    private RegionEmitter unary(Operation operation) {
        if (operation == Operation.NOT) {
            constant(-1);
            code.ixor();
            return this;
        }
        if (operation == Operation.NEG) {
            code.istore(RIGHT);
            constant(0);
            code.istore(LEFT);
            compute(Operation.SUB);
            code.istore(RESULT);
            flows(Operation.SUB, RESULT);
            code.istore(CARRIES).iload(RESULT);
            known = Known.DIFFERENCE;
            return this;
        }
        boolean up = operation == Operation.INC;
        code.istore(OLD).iload(OLD).loadConstant(up ? 1 : -1).iadd().istore(RESULT);
        if (up) {
            code.iload(OLD).iload(RESULT).loadConstant(-1).ixor().iand();
        } else {
            code.iload(OLD).loadConstant(-1).ixor().iload(RESULT).iand();
        }
        code.iload(CARRIES);
        call("keepCarry", INT, INT, INT);
        code.istore(CARRIES).iload(RESULT);
        known = Known.NOTHING;
        return this;
    }

    private void shiftBy(MicroOp op, int count) {
        if (count != 0) {
            constant(count);
            code.istore(RIGHT);
            shift(op);
        }
    }

    private void shiftByCl(MicroOp op) {
        Label none = code.newLabel();
        get(ECX).constant(31);
        code.iand().istore(RIGHT).iload(RIGHT).ifeq(none);
        shift(op);
        code.labelBinding(none);
    }

    private void shift(MicroOp op) {
        get(op.first);
        code.istore(OLD).iload(OLD).iload(RIGHT);
        if (op.operation == Operation.ROL || op.operation == Operation.ROR) {
            rotate(op);
            return;
        }
        switch (op.operation) {
            case SHL -> code.ishl();
            case SHR -> code.iushr();
            default -> code.ishr();
        }
        code.istore(RESULT).iload(OLD).iload(RIGHT);
        switch (op.operation) {
            case SHL -> {
                code.iload(RESULT);
                call("shiftLeftCarries", INT, INT, INT, INT);
            }
            case SHR -> call("shiftRightCarries", INT, INT, INT);
            default -> call("shiftSignedCarries", INT, INT, INT);
        }
        code.istore(CARRIES).iload(RESULT);
        put(op.first);
        known = Known.NOTHING;
    }

    private void rotate(MicroOp op) {
        boolean left = op.operation == Operation.ROL;
        code.invokestatic(
                describe(Integer.class), left ? "rotateLeft" : "rotateRight", MethodTypeDesc.of(INT, INT, INT));
        code.istore(OLD).iload(CARRIES).iload(OLD);
        call(left ? "rotateLeftCarries" : "rotateRightCarries", INT, INT, INT);
        code.istore(CARRIES).iload(OLD);
        put(op.first);
        known = Known.NOTHING;
    }

    private void multiplyWide(MicroOp op) {
        boolean signed = op.operation == Operation.IMUL_WIDE;
        get(EAX).call(signed ? "product" : "productUnsigned", LONG, INT, INT);
        code.lstore(PRODUCT).iload(CARRIES).lload(PRODUCT);
        call(signed ? "productCarries" : "productCarriesUnsigned", INT, INT, LONG);
        code.istore(CARRIES).lload(PRODUCT).l2i();
        put(EAX);
        code.lload(PRODUCT).loadConstant(32).lushr().l2i();
        put(EDX);
        known = Known.NOTHING;
    }

    /** Divides by the value on the stack. */
    private void divide(MicroOp op) {
        boolean signed = op.operation == Operation.IDIV;
        code.istore(OLD);
        get(EDX);
        if (signed) {
            get(EAX);
            code.iload(OLD);
            call("dividesSigned", BOOLEAN, INT, INT, INT);
        } else {
            code.iload(OLD);
            call("divides", BOOLEAN, INT, INT);
        }
        code.ifeq(giveUp);
        get(EDX).get(EAX);
        code.iload(OLD);
        call(signed ? "quotientSigned" : "quotient", INT, INT, INT, INT);
        get(EDX).get(EAX);
        code.iload(OLD);
        call(signed ? "remainderSigned" : "remainder", INT, INT, INT, INT);
        put(EDX).put(EAX);
    }

    private void scan(MicroOp op) {
        Label none = code.newLabel();
        get(op.second);
        code.istore(RESULT).loadConstant(0).istore(CARRIES).iload(RESULT).ifeq(none);
        code.iload(RESULT);
        constant(op.operation == Operation.BSF ? 1 : 0)
                .call("found", INT, INT, BOOLEAN)
                .put(op.first);
        code.labelBinding(none);
        known = Known.NO_CARRIES;
    }

    private void multiply(MicroOp op) {
        if (op.operation == Operation.IMUL3) {
            constant(op.immediate);
        } else {
            get(op.first);
        }
        call("product", LONG, INT, INT);
        code.lstore(PRODUCT).iload(CARRIES).lload(PRODUCT);
        call("productCarries", INT, INT, LONG);
        code.istore(CARRIES).lload(PRODUCT).l2i();
        put(op.first);
        known = Known.NOTHING;
    }

    /** Whether a condition holds, as 0 or 1. */
    private RegionEmitter condition(int condition) {
        constant(condition);
        if (known == Known.DIFFERENCE && condition >> 1 != 5) {
            code.iload(LEFT).iload(RIGHT);
            return call("compares", BOOLEAN, INT, INT, INT);
        }
        code.iload(RESULT);
        if (known == Known.NO_CARRIES) {
            constant(0);
        } else {
            code.iload(CARRIES);
        }
        return call("holds", BOOLEAN, INT, INT, INT);
    }
}
