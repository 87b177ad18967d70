/* Writes what single guest instructions are made of into the method of a region. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.kernelscope.hw.cache.FirstLevel;
import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.RegionCompiler.Mode;

/**
 * Guest registers and flags are variables of the method. Most functions take their operands from the host's stack and
 * leave the result there; what they write is executed in the order in which they are called.
 */
final class RegionWriter {
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
    static final int LEFT = 18;

    static final int RIGHT = 19;
    /** Where the memory operand is. */
    private static final int PLACE = 20;

    private static final int VALUE = 21;
    static final int OLD = 22;
    private static final int PRODUCT = 23;
    static final int RETIRED = 26;
    static final int EXTRA = 27;
    static final int HITS = 28;
    static final int TAGS = 29;
    private static final int KEPT = 30;

    static final ClassDesc CODE = describe(RegionCode.class);
    static final ClassDesc INT = ConstantDescs.CD_int;
    static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
    private static final ClassDesc LONG = ConstantDescs.CD_long;

    private final CodeBuilder code;
    private final Mode mode;
    private final RegionFlags flags;
    private Label giveUp;

    RegionWriter(CodeBuilder code, Mode mode, Label leave) {
        this.code = code;
        this.mode = mode;
        flags = new RegionFlags(code);
        giveUp = leave;
    }

    static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** What was known of the flags does not hold here: control may come from elsewhere. */
    void forget() {
        flags.forget();
    }

    /** Where the instruction to come goes if it cannot be executed. */
    void elseTo(Label label) {
        giveUp = label;
    }

    RegionWriter get(int register) {
        if (register == Registers.NONE) {
            return constant(0);
        }
        code.iload(REGISTERS + register);
        return this;
    }

    RegionWriter put(int register) {
        code.istore(REGISTERS + register);
        return this;
    }

    RegionWriter constant(int value) {
        code.loadConstant(value);
        return this;
    }

    void drop() {
        code.pop();
    }

    RegionWriter plus(int value) {
        code.loadConstant(value).iadd();
        return this;
    }

    /** Puts the value away that {@link #kept} takes up. */
    RegionWriter keep() {
        code.istore(KEPT);
        return this;
    }

    RegionWriter kept() {
        code.iload(KEPT);
        return this;
    }

    /** All ones if the value is negative, else 0. */
    RegionWriter sign() {
        code.loadConstant(31).ishr();
        return this;
    }

    RegionWriter swapBytes() {
        code.invokestatic(describe(Integer.class), "reverseBytes", MethodTypeDesc.of(INT, INT));
        return this;
    }

    void putEip() {
        code.istore(EIP);
    }

    void putIf(int condition, int register) {
        Label not = code.newLabel();
        code.istore(VALUE);
        condition(condition);
        code.ifeq(not).iload(VALUE);
        put(register);
        code.labelBinding(not);
    }

    /** A register's low bytes, zero-extended. */
    RegionWriter narrow(int register, int bytes) {
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

    void putNarrow(int register, int bytes) {
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

    RegionWriter signed(int bytes) {
        if (bytes == 1) {
            code.i2b();
        } else {
            code.i2s();
        }
        return this;
    }

    RegionWriter address(MicroOp op) {
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
    RegionWriter readable(int bytes) {
        place(bytes, false);
        code.dup().istore(PLACE).iflt(giveUp);
        cached(false);
        return this;
    }

    RegionWriter writable(int bytes) {
        place(bytes, true);
        code.istore(PLACE).aload(FRAME).aload(ATTENTION).iload(PLACE);
        constant(bytes).call("quiet", INT, CD_FRAME, CD_BYTES, INT, INT);
        code.dup().istore(PLACE).iflt(giveUp);
        cached(true);
        return this;
    }

    /** Goes on only with what the first-level cache holds, with the right to write it. */
    private void cached(boolean write) {
        if (mode.pace().timed()) {
            FirstLevel first = mode.first().orElseThrow();
            code.aload(FRAME).aload(TAGS).loadConstant(first.offset());
            code.loadConstant(first.setMask()).loadConstant(first.setBytes()).iload(PLACE);
            call(write ? "writesCached" : "readsCached", BOOLEAN, CD_FRAME, CD_BYTES, INT, INT, INT, INT);
            code.ifeq(giveUp);
        }
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

    RegionWriter memory(MicroOp op) {
        return address(op).readable(4);
    }

    RegionWriter memoryToChange(MicroOp op) {
        return address(op).writable(4);
    }

    RegionWriter read(int bytes) {
        code.aload(RAM).iload(PLACE);
        return call("read" + bytes * 8, INT, CD_BYTES, INT);
    }

    RegionWriter write(int bytes) {
        code.istore(VALUE).aload(RAM).iload(PLACE).iload(VALUE);
        return call("write" + bytes * 8, ConstantDescs.CD_void, CD_BYTES, INT, INT);
    }

    RegionWriter call(String name, ClassDesc result, ClassDesc... arguments) {
        code.invokestatic(CODE, name, MethodTypeDesc.of(result, arguments));
        return this;
    }

    /** The place for a word that is pushed. */
    RegionWriter push() {
        get(ESP).constant(4);
        code.isub();
        return writable(4);
    }

    void pushed() {
        code.iinc(REGISTERS + ESP, -4);
    }

    /** The word on top of the stack, which moves by that and so much more. */
    RegionWriter popped(int more) {
        return get(ESP).readable(4).read(4).get(ESP).plus(4 + more).put(ESP);
    }

    RegionWriter compute(MicroOp op) {
        flags.compute(op.operation);
        return this;
    }

    RegionWriter unary(Operation operation) {
        flags.unary(operation);
        return this;
    }

    void computeNarrow(MicroOp op) {
        Where to = op.whole.first().where();
        boolean compares = op.code == MicroOp.COMPARE_NARROW;
        if (to == Where.MEMORY && !compares) {
            address(op).writable(op.size);
        } else if (to == Where.MEMORY || op.whole.second().where() == Where.MEMORY) {
            address(op).readable(op.size);
        }
        operand(op, to, op.first);
        operand(op, op.whole.second().where(), op.second);
        flags.computeNarrow(op.operation, 32 - op.size * 8);
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

    void shiftBy(MicroOp op, int count) {
        if (count != 0) {
            get(op.first).constant(count);
            flags.shift(op.operation);
            put(op.first);
        }
    }

    void shiftByCl(MicroOp op) {
        Label none = code.newLabel();
        get(ECX).constant(31);
        code.iand().ifeq(none);
        get(op.first).get(ECX).constant(31);
        code.iand();
        flags.shift(op.operation);
        put(op.first);
        code.labelBinding(none);
    }

    void multiplyWide(MicroOp op) {
        boolean signed = op.operation == Operation.IMUL_WIDE;
        get(EAX).call(signed ? "product" : "productUnsigned", LONG, INT, INT);
        code.lstore(PRODUCT).iload(CARRIES).lload(PRODUCT);
        call(signed ? "productCarries" : "productCarriesUnsigned", INT, INT, LONG);
        code.istore(CARRIES).lload(PRODUCT).l2i();
        put(EAX);
        code.lload(PRODUCT).loadConstant(32).lushr().l2i();
        put(EDX);
        flags.forget();
    }

    /** Divides by the value on the stack. */
    void divide(MicroOp op) {
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

    void scan(MicroOp op) {
        Label none = code.newLabel();
        get(op.second);
        flags.logical();
        code.ifeq(none);
        get(op.second);
        constant(op.operation == Operation.BSF ? 1 : 0)
                .call("found", INT, INT, BOOLEAN)
                .put(op.first);
        code.labelBinding(none);
    }

    void multiply(MicroOp op) {
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
        flags.forget();
    }

    /** Whether a condition holds, as 0 or 1. */
    RegionWriter condition(int condition) {
        flags.condition(condition);
        return this;
    }
}
