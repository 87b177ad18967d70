/* Writes the code of a region's blocks, one guest instruction after the other. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.RegionWriter.CD_FRAME;
import static org.kernelscope.hw.cpu.RegionWriter.CD_OPS;
import static org.kernelscope.hw.cpu.RegionWriter.EIP;
import static org.kernelscope.hw.cpu.RegionWriter.EXTRA;
import static org.kernelscope.hw.cpu.RegionWriter.FRAME;
import static org.kernelscope.hw.cpu.RegionWriter.GAVE_UP;
import static org.kernelscope.hw.cpu.RegionWriter.HITS;
import static org.kernelscope.hw.cpu.RegionWriter.INT;
import static org.kernelscope.hw.cpu.RegionWriter.RETIRED;
import static org.kernelscope.hw.cpu.RegionWriter.TURNS;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBP;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.hw.cpu.Pace.Spending;
import org.kernelscope.hw.cpu.RegionCompiler.Mode;
import org.kernelscope.hw.cpu.RegionFinder.Block;

/** Guest registers and flags are variables of the method; what follows is written in the order in which it is executed. */
final class RegionEmitter {
    private static final ClassDesc REGION = RegionWriter.describe(Region.class);
    private static final ClassDesc REGIONS = RegionWriter.describe(Regions.class);

    private record Exit(Label label, int eip, Spending rest) {}

    private final CodeBuilder code;
    private final Pace pace;
    private final Map<Integer, Label> labels;
    private final Label dispatch;
    private final Label leave;
    private final List<MicroOp> outside;
    private final List<Exit> exits = new ArrayList<>();

    private final RegionWriter w;
    private final RegionFloats floats;
    private int next;

    RegionEmitter(
            CodeBuilder code,
            Mode mode,
            Map<Integer, Label> labels,
            Label dispatch,
            Label leave,
            List<MicroOp> outside) {
        this.outside = outside;
        this.code = code;
        pace = mode.pace();
        this.labels = labels;
        this.dispatch = dispatch;
        this.leave = leave;
        w = new RegionWriter(code, mode, leave);
        floats = new RegionFloats(code, w);
    }

    void block(Block block) {
        Spending rest = Spending.NONE;
        for (MicroOp op : block.ops()) {
            rest = rest.plus(pace.spending(op));
        }
        w.forget();
        code.labelBinding(labels.get(block.eip()));
        spend(rest);
        code.iload(TURNS).iflt(exit(block.eip(), rest));
        next = block.eip();
        for (MicroOp op : block.ops()) {
            w.elseTo(exit(next, rest));
            rest = rest.minus(pace.spending(op));
            next += op.length;
            if (RegionFinder.transfers(op)) {
                transfer(op);
                return;
            }
            if (op.code == MicroOp.OUTSIDE) {
                callOut(op);
                return;
            }
            instruction(op);
        }
        go(next);
    }

    /** Counts what the instructions to come will spend, which is given back where they are not executed. */
    private void spend(Spending spending) {
        add(TURNS, -spending.units(pace.width()));
        if (pace.timed()) {
            add(RETIRED, spending.turns());
            add(EXTRA, spending.extra());
            add(HITS, spending.hits());
        }
    }

    private void add(int variable, int amount) {
        if (amount != 0) {
            code.iinc(variable, amount);
        }
    }

    /** The ways out. */
    void exits() {
        for (Exit exit : exits) {
            code.labelBinding(exit.label);
            if (exit.rest.turns() > 0) {
                spend(Spending.NONE.minus(exit.rest));
                code.loadConstant(1).istore(GAVE_UP);
            }
            code.loadConstant(exit.eip).istore(EIP).goto_(leave);
        }
    }

    private Label exit(int eip, Spending rest) {
        Exit exit = new Exit(code.newLabel(), eip, rest);
        exits.add(exit);
        return exit.label;
    }

    private void go(int target) {
        code.goto_(label(target));
    }

    private Label label(int target) {
        Label label = labels.get(target);
        return label != null ? label : exit(target, Spending.NONE);
    }

    private void instruction(MicroOp op) {
        switch (op.code) {
            case MicroOp.NOTHING -> {}
            case MicroOp.MOVE_RR -> w.get(op.second).put(op.first);
            case MicroOp.MOVE_RI -> w.constant(op.immediate).put(op.first);
            case MicroOp.MOVE_RM -> w.address(op).readable(4).read(4).put(op.first);
            case MicroOp.MOVE_MR -> w.address(op).writable(4).get(op.second).write(4);
            case MicroOp.MOVE_MI ->
                w.address(op).writable(4).constant(op.immediate).write(4);
            case MicroOp.NARROW_RR -> w.narrow(op.second, op.size).putNarrow(op.first, op.size);
            case MicroOp.NARROW_RI -> w.constant(op.immediate).putNarrow(op.first, op.size);
            case MicroOp.NARROW_RM ->
                w.address(op).readable(op.size).read(op.size).putNarrow(op.first, op.size);
            case MicroOp.NARROW_MR ->
                w.address(op).writable(op.size).narrow(op.second, op.size).write(op.size);
            case MicroOp.NARROW_MI ->
                w.address(op).writable(op.size).constant(op.immediate).write(op.size);
            case MicroOp.ZERO_EXTEND_R -> w.narrow(op.second, op.size).put(op.first);
            case MicroOp.ZERO_EXTEND_M ->
                w.address(op).readable(op.size).read(op.size).put(op.first);
            case MicroOp.SIGN_EXTEND_R ->
                w.narrow(op.second, op.size).signed(op.size).put(op.first);
            case MicroOp.SIGN_EXTEND_M ->
                w.address(op).readable(op.size).read(op.size).signed(op.size).put(op.first);
            case MicroOp.ADDRESS -> w.address(op).put(op.first);
            case MicroOp.COMPUTE_RR ->
                w.get(op.first).get(op.second).compute(op).put(op.first);
            case MicroOp.COMPUTE_RI ->
                w.get(op.first).constant(op.immediate).compute(op).put(op.first);
            case MicroOp.COMPUTE_RM ->
                w.memory(op).get(op.first).read(4).compute(op).put(op.first);
            case MicroOp.COMPUTE_MR ->
                w.memoryToChange(op).read(4).get(op.second).compute(op).write(4);
            case MicroOp.COMPUTE_MI ->
                w.memoryToChange(op).read(4).constant(op.immediate).compute(op).write(4);
            case MicroOp.COMPARE_RR ->
                w.get(op.first).get(op.second).compute(op).drop();
            case MicroOp.COMPARE_RI ->
                w.get(op.first).constant(op.immediate).compute(op).drop();
            case MicroOp.COMPARE_RM ->
                w.memory(op).get(op.first).read(4).compute(op).drop();
            case MicroOp.COMPARE_MR ->
                w.memory(op).read(4).get(op.second).compute(op).drop();
            case MicroOp.COMPARE_MI ->
                w.memory(op).read(4).constant(op.immediate).compute(op).drop();
            case MicroOp.COMPUTE_NARROW, MicroOp.COMPARE_NARROW -> w.computeNarrow(op);
            case MicroOp.UNARY_R -> w.get(op.first).unary(op.operation).put(op.first);
            case MicroOp.UNARY_M ->
                w.memoryToChange(op).read(4).unary(op.operation).write(4);
            case MicroOp.SHIFT_I -> w.shiftBy(op, op.immediate & 31);
            case MicroOp.SHIFT_CL -> w.shiftByCl(op);
            case MicroOp.MULTIPLY_RR -> w.get(op.second).multiply(op);
            case MicroOp.MULTIPLY_RM -> w.memory(op).read(4).multiply(op);
            default -> other(op);
        }
    }

    private void other(MicroOp op) {
        switch (op.code) {
            case MicroOp.SET_R -> w.condition(op.condition).putNarrow(op.first, 1);
            case MicroOp.MOVE_IF_RR -> w.get(op.second).putIf(op.condition, op.first);
            case MicroOp.MOVE_IF_RM -> w.memory(op).read(4).putIf(op.condition, op.first);
            case MicroOp.EXCHANGE_RR ->
                w.get(op.first).get(op.second).put(op.first).put(op.second);
            case MicroOp.SIGN_TO_EDX -> w.get(EAX).sign().put(EDX);
            case MicroOp.SIGN_TO_EAX -> w.get(EAX).signed(2).put(EAX);
            case MicroOp.SWAP_BYTES -> w.get(op.first).swapBytes().put(op.first);
            case MicroOp.SCAN_RR -> w.scan(op);
            case MicroOp.PRODUCT_R -> w.get(op.first).multiplyWide(op);
            case MicroOp.PRODUCT_M -> w.memory(op).read(4).multiplyWide(op);
            case MicroOp.QUOTIENT_R -> w.get(op.first).divide(op);
            case MicroOp.QUOTIENT_M -> w.memory(op).read(4).divide(op);
            case MicroOp.PUSH_R -> w.push().get(op.first).write(4).pushed();
            case MicroOp.PUSH_I -> w.push().constant(op.immediate).write(4).pushed();
            case MicroOp.PUSH_M ->
                w.memory(op).read(4).keep().push().kept().write(4).pushed();
            case MicroOp.POP_R -> w.popped(0).put(op.first);
            case MicroOp.LEAVE ->
                w.get(EBP).readable(4).get(EBP).plus(4).put(ESP).read(4).put(EBP);
            case MicroOp.FLOAT_R -> floats.onRegisters(op, next - op.length);
            case MicroOp.FLOAT_M -> floats.fromMemory(op, next - op.length);
            case MicroOp.FLOAT_TO_M -> floats.toMemory(op, next - op.length);
            default -> throw new AssertionError("no code for " + op.whole);
        }
    }

    /** All turns and cycles before are counted, and nothing is known of those that it takes. */
    private void callOut(MicroOp op) {
        Label goesOn = code.newLabel();
        RegionCompiler.share(code);
        code.aload(FRAME).loadConstant(next - op.length).putfield(CD_FRAME, "eip", INT);
        RegionCompiler.field(code, "regions", REGIONS).aload(0).getfield(REGION, "outside", CD_OPS);
        code.loadConstant(outside.size()).aaload().iload(TURNS);
        code.invokevirtual(REGIONS, "callOut", MethodTypeDesc.of(INT, RegionWriter.describe(MicroOp.class), INT));
        code.istore(TURNS);
        outside.add(op);
        RegionCompiler.reload(code);
        code.iload(TURNS).ifge(goesOn).loadConstant(0).istore(TURNS);
        RegionCompiler.field(code, "eip", INT).istore(EIP);
        RegionCompiler.field(code, "gaveUp", RegionWriter.BOOLEAN).istore(GAVE_UP);
        code.goto_(leave).labelBinding(goesOn);
        go(next);
    }

    private void transfer(MicroOp op) {
        switch (op.code) {
            case MicroOp.JUMP_IF -> jumpIf(op);
            case MicroOp.JUMP -> go(next + op.immediate);
            case MicroOp.JUMP_R -> dispatch(w.get(op.first));
            case MicroOp.JUMP_M -> dispatch(w.memory(op).read(4));
            case MicroOp.CALL -> {
                w.push().constant(next).write(4).pushed();
                go(next + op.immediate);
            }
            case MicroOp.CALL_R -> call(w.get(op.first));
            case MicroOp.CALL_M -> call(w.memory(op).read(4));
            default -> dispatch(w.popped(op.immediate));
        }
    }

    private void jumpIf(MicroOp op) {
        Label not = code.newLabel();
        w.condition(op.condition);
        code.ifeq(not);
        spend(pace.branch());
        go(next + op.immediate);
        code.labelBinding(not);
        go(next);
    }

    private void call(RegionWriter target) {
        target.keep().push().constant(next).write(4).pushed();
        dispatch(target.kept());
    }

    private void dispatch(RegionWriter target) {
        target.putEip();
        code.goto_(dispatch);
    }
}
