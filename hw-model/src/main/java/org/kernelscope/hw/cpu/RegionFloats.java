/* Writes floating-point instructions into the method of a region. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.RegionWriter.BOOLEAN;
import static org.kernelscope.hw.cpu.RegionWriter.INT;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Each is a call of {@link OrdinaryFloats}, and the way out where that does not do it. */
final class RegionFloats {
    private static final ClassDesc FLOATS = RegionWriter.describe(OrdinaryFloats.class);
    private static final ClassDesc LONG = ConstantDescs.CD_long;

    private final CodeBuilder code;
    private final RegionWriter w;

    RegionFloats(CodeBuilder code, RegionWriter w) {
        this.code = code;
        this.w = w;
    }

    void onRegisters(MicroOp op, int eip) {
        floats();
        switch (op.arithmetic) {
            case MicroOp.FLOAT_LOAD -> call("load", eip, op, op.first);
            case MicroOp.FLOAT_CONSTANT -> call("loadConstant", eip, op, op.immediate & 7);
            case MicroOp.FLOAT_STORE -> call("store", eip, op, op.first, op.pops);
            case MicroOp.FLOAT_EXCHANGE -> call("exchange", eip, op, op.first);
            case MicroOp.FLOAT_NEGATE, MicroOp.FLOAT_MAGNITUDE -> {
                constants(op.arithmetic == MicroOp.FLOAT_MAGNITUDE ? 1 : 0, op.immediate, eip);
                call("changeSign", BOOLEAN, BOOLEAN, INT, INT);
            }
            default -> call("combine", eip, op, op.arithmetic, op.first, op.second, op.pops);
        }
        code.ifeq(w.giveUp());
    }

    private void call(String name, int eip, MicroOp op, int... arguments) {
        constants(arguments);
        constants(op.immediate, eip);
        call(name, BOOLEAN, Collections.nCopies(arguments.length + 2, INT).toArray(ClassDesc[]::new));
    }

    void fromMemory(MicroOp op, int eip) {
        boolean combines = op.arithmetic < MicroOp.FLOAT_LOAD;
        boolean integer = op.arithmetic == MicroOp.FLOAT_INTEGER;
        String format = integer ? "Integer" : op.size == 4 ? "Single" : "Double";
        floats();
        call("open", BOOLEAN);
        code.ifeq(w.giveUp());
        w.address(op).readable(op.size);
        floats();
        w.read(op.size);
        if (combines) {
            constants(op.arithmetic);
        }
        constants(op.immediate, eip);
        w.address(op).constant(op.whole.segment());
        List<ClassDesc> arguments = new ArrayList<>(Collections.nCopies(combines ? 6 : 5, INT));
        arguments.set(0, op.size == 4 ? INT : LONG);
        call((combines ? "combine" : "load") + format, BOOLEAN, arguments.toArray(ClassDesc[]::new));
        code.ifeq(w.giveUp());
    }

    void toMemory(MicroOp op, int eip) {
        floats();
        constants(op.size);
        call("converts", BOOLEAN, INT);
        code.ifeq(w.giveUp());
        w.address(op).writable(op.size);
        floats();
        call("stored", LONG);
        if (op.size == 4) {
            code.l2i();
        }
        w.write(op.size);
        floats();
        constants(op.pops, op.immediate, eip);
        w.address(op).constant(op.whole.segment());
        call("complete", ConstantDescs.CD_void, INT, INT, INT, INT, INT);
    }

    private void floats() {
        code.aload(RegionWriter.FRAME).getfield(RegionWriter.CD_FRAME, "floats", FLOATS);
    }

    private void constants(int... values) {
        for (int value : values) {
            w.constant(value);
        }
    }

    private void call(String name, ClassDesc result, ClassDesc... arguments) {
        code.invokevirtual(FLOATS, name, MethodTypeDesc.of(result, arguments));
    }
}
