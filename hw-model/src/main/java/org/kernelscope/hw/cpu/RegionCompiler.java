/* Makes a method of the host's virtual machine out of blocks of guest code. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.RegionWriter.ATTENTION;
import static org.kernelscope.hw.cpu.RegionWriter.CARRIES;
import static org.kernelscope.hw.cpu.RegionWriter.EIP;
import static org.kernelscope.hw.cpu.RegionWriter.EXTRA;
import static org.kernelscope.hw.cpu.RegionWriter.FRAME;
import static org.kernelscope.hw.cpu.RegionWriter.FRAMES;
import static org.kernelscope.hw.cpu.RegionWriter.GAVE_UP;
import static org.kernelscope.hw.cpu.RegionWriter.HITS;
import static org.kernelscope.hw.cpu.RegionWriter.KEYS;
import static org.kernelscope.hw.cpu.RegionWriter.RAM;
import static org.kernelscope.hw.cpu.RegionWriter.REGISTERS;
import static org.kernelscope.hw.cpu.RegionWriter.RESULT;
import static org.kernelscope.hw.cpu.RegionWriter.RETIRED;
import static org.kernelscope.hw.cpu.RegionWriter.TAGS;
import static org.kernelscope.hw.cpu.RegionWriter.TURNS;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kernelscope.hw.cache.FirstLevel;
import org.kernelscope.hw.cpu.RegionFinder.Block;

/**
 * The method holds registers and flags in its own variables. It counts the turns of a block before it executes any of it;
 * where an instruction cannot go on, it gives back those that were not taken. Every way out is before an instruction.
 */
final class RegionCompiler {
    /** HotSpot leaves methods alone that are longer (HugeMethodLimit). */
    private static final int LONGEST_METHOD = 8000;

    /**
     * What the code of a region depends on besides its bytes.
     *
     * @param paged whether addresses are translated
     * @param user whether ring 3 executes
     * @param protects whether ring 0 respects read-only pages
     * @param pace what instructions cost
     * @param first the first-level cache of the core, if it is asked
     */
    record Mode(boolean paged, boolean user, boolean protects, Pace pace, Optional<FirstLevel> first) {
        /** What can change of it while a machine runs, as one number. */
        static int state(boolean paged, boolean user, boolean protects) {
            return (paged ? 1 : 0) | (user ? 2 : 0) | (protects ? 4 : 0);
        }

        int state() {
            return state(paged, user, protects);
        }
    }

    private static final ClassDesc SUPER = RegionWriter.describe(Region.class);
    private static final ClassDesc NAME =
            ClassDesc.of(Region.class.getPackageName(), Region.class.getSimpleName() + "Compiled");
    private static final MethodTypeDesc MADE =
            MethodTypeDesc.of(ConstantDescs.CD_void, RegionWriter.describe(Mode.class), RegionWriter.CD_OPS);
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(ConstantDescs.CD_int, RegionWriter.CD_FRAME, ConstantDescs.CD_int);

    private final SortedMap<Integer, Block> blocks;
    private final Mode mode;
    private final int start;
    private final Map<Integer, Label> labels = new TreeMap<>();
    private final List<MicroOp> outside = new ArrayList<>();

    private RegionCompiler(SortedMap<Integer, Block> blocks, int start, Mode mode) {
        this.blocks = blocks;
        this.start = start;
        this.mode = mode;
    }

    /**
     * A region that executes these blocks, entered at one of them or at the return from a call; empty if it would be too
     * long for the host to compile.
     */
    static Optional<Region> compile(SortedMap<Integer, Block> blocks, int start, Mode mode) {
        RegionCompiler compiler = new RegionCompiler(blocks, start, mode);
        byte[] bytes = compiler.bytes();
        return longestMethod(bytes) <= LONGEST_METHOD
                ? Optional.of(define(bytes, mode, compiler.outside.toArray(MicroOp[]::new)))
                : Optional.empty();
    }

    private static int longestMethod(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .mapToInt(CodeAttribute::codeLength)
                .max()
                .orElseThrow();
    }

    private static Region define(byte[] bytes, Mode mode, MicroOp[] outside) {
        try {
            var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            MethodType made = MethodType.methodType(void.class, Mode.class, MicroOp[].class);
            return (Region) lookup.findConstructor(lookup.lookupClass(), made).invoke(mode, outside);
        } catch (Throwable e) {
            throw new AssertionError("the compiler made a class that cannot be used", e);
        }
    }

    private byte[] bytes() {
        return ClassFile.of()
                .build(
                        NAME,
                        type -> type.withSuperclass(SUPER)
                                .withFlags(ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        MADE,
                                        0,
                                        code -> code.aload(0)
                                                .aload(1)
                                                .aload(2)
                                                .invokespecial(SUPER, ConstantDescs.INIT_NAME, MADE)
                                                .return_())
                                .withMethodBody("run", RUN, 0, this::method));
    }

    private void method(CodeBuilder code) {
        Label dispatch = code.newLabel();
        Label exit = code.newLabel();
        blocks.keySet().forEach(eip -> labels.put(eip, code.newLabel()));
        RegionEmitter emitter = new RegionEmitter(code, mode, labels, dispatch, exit, outside);
        takeOver(code);
        code.labelBinding(dispatch).iload(EIP).lookupswitch(exit, entries());
        blocks.values().forEach(emitter::block);
        emitter.exits();
        code.labelBinding(exit);
        handBack(code);
    }

    private List<SwitchCase> entries() {
        List<SwitchCase> entries = new ArrayList<>(List.of(SwitchCase.of(start, labels.get(start))));
        for (Block block : blocks.values()) {
            boolean call = block.last().code >= MicroOp.CALL && block.last().code <= MicroOp.CALL_M;
            if (call && block.end() != start && labels.containsKey(block.end())) {
                entries.add(SwitchCase.of(block.end(), labels.get(block.end())));
            }
        }
        entries.sort(Comparator.comparingInt(SwitchCase::caseValue));
        return entries;
    }

    private void takeOver(CodeBuilder code) {
        reload(code);
        field(code, "ram", RegionWriter.CD_BYTES).astore(RAM);
        field(code, "attention", RegionWriter.CD_BYTES).astore(ATTENTION);
        field(code, "keys", RegionWriter.CD_INTS).astore(KEYS);
        field(code, "frames", RegionWriter.CD_INTS).astore(FRAMES);
        field(code, "eip", ConstantDescs.CD_int).istore(EIP);
        code.loadConstant(0).istore(GAVE_UP);
        field(code, "tags", RegionWriter.CD_BYTES).astore(TAGS);
    }

    /** What the units may have changed, or whoever called. */
    static void reload(CodeBuilder code) {
        for (int register = 0; register < 8; register++) {
            field(code, "r", RegionWriter.CD_INTS)
                    .loadConstant(register)
                    .iaload()
                    .istore(REGISTERS + register);
        }
        field(code, "result", ConstantDescs.CD_int).istore(RESULT);
        field(code, "carries", ConstantDescs.CD_int).istore(CARRIES);
        for (int variable : new int[] {RETIRED, EXTRA, HITS}) {
            code.loadConstant(0).istore(variable);
        }
    }

    static CodeBuilder field(CodeBuilder code, String name, ClassDesc type) {
        return code.aload(FRAME).getfield(RegionWriter.CD_FRAME, name, type);
    }

    private static void give(CodeBuilder code, int variable, String name, ClassDesc type) {
        code.aload(FRAME).iload(variable).putfield(RegionWriter.CD_FRAME, name, type);
    }

    /** What the units need to know. */
    static void share(CodeBuilder code) {
        for (int register = 0; register < 8; register++) {
            field(code, "r", RegionWriter.CD_INTS)
                    .loadConstant(register)
                    .iload(REGISTERS + register)
                    .iastore();
        }
        give(code, RESULT, "result", ConstantDescs.CD_int);
        give(code, CARRIES, "carries", ConstantDescs.CD_int);
        give(code, RETIRED, "retired", ConstantDescs.CD_int);
        give(code, EXTRA, "extra", ConstantDescs.CD_int);
        give(code, HITS, "hits", ConstantDescs.CD_int);
    }

    private static void handBack(CodeBuilder code) {
        share(code);
        give(code, EIP, "eip", ConstantDescs.CD_int);
        give(code, GAVE_UP, "gaveUp", ConstantDescs.CD_boolean);
        code.iload(TURNS).ireturn();
    }
}
