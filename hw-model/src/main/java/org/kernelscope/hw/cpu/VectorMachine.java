/* A machine for single instructions: one core in ring 3 between four pages. */
package org.kernelscope.hw.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.cache.CacheSystem;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.vector.Vector;
import org.kernelscope.hw.vector.Vector.Octet;

/** Runs vectors under paging; their faults arrive in ring 0 through gates and a task state. */
public final class VectorMachine {
    private static final int CODE = 0x1000_0000;
    private static final int DATA = 0x2000_0000;
    private static final int STACK = 0x2000_2000;
    private static final int PAGE = PhysicalMemory.PAGE_BYTES;
    private static final int WINDOW = 256;
    private static final int MEMORY = 1 << 20;

    private static final int CODE_FRAME = 0x1_0000;
    private static final int DATA_FRAME = 0x1_2000;
    private static final int STACK_FRAME = 0x1_3000;
    private static final int END_FRAME = 0x1_4000;
    private static final int DIRECTORY = 0x1000;
    private static final int CODE_TABLE = 0x2000;
    private static final int DATA_TABLE = 0x3000;
    private static final int LOW_TABLE = 0x4000;
    private static final int GDT = 0x5000;
    private static final int IDT = 0x6000;
    private static final int TSS = 0x7000;
    private static final int HANDLERS = 0x8000;
    private static final int KERNEL_STACK = 0xA000;
    private static final int STATUS = Flags.STATUS | Flags.DF;
    /** An instruction repeats at most as often as memory of two pages allows, and then faults. */
    private static final int BUDGET = 3 * PAGE;

    private static final TlbGeometry BUFFERS = new TlbGeometry(
            new TlbGeometry.Size(16, 4),
            new TlbGeometry.Size(0, 1),
            new TlbGeometry.Size(8, 2),
            new TlbGeometry.Size(0, 1));

    private static final List<String> NAMES =
            List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags");

    /** How an instruction is executed where it can be, beside the way that is for all. */
    public enum How {
        /** As the interpreter executes plain ones. */
        PLAIN,
        /** As a compiled region of its own. */
        COMPILED
    }

    /** Nothing around the core. */
    private static final class Nothing implements Environment {
        private static final CoreState.Counters NO_TRAFFIC = new CoreState.Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        @Override
        public int access(int core, int physical, Access kind, long now) {
            return 0;
        }

        @Override
        public Optional<CacheSystem> caches() {
            return Optional.empty();
        }

        @Override
        public CoreState.Counters traffic(int core) {
            return NO_TRAFFIC;
        }

        @Override
        public int drain(int core, long now) {
            return 0;
        }

        @Override
        public int readPort(int core, int port, int size) {
            return -1;
        }

        @Override
        public void writePort(int core, int port, int size, int value) {}

        @Override
        public int readDevice(int core, int physical, int size) {
            return -1;
        }

        @Override
        public void writeDevice(int core, int physical, int size, int value) {}

        @Override
        public boolean interruptPending(int core) {
            return false;
        }

        @Override
        public void now(long time) {}

        @Override
        public int changes() {
            return 0;
        }

        @Override
        public int acknowledgeInterrupt(int core) {
            throw new AssertionError("there are no interrupts here");
        }
    }

    private final PhysicalMemory memory = new PhysicalMemory(MEMORY);
    private final Core core = new Core(
            0,
            memory,
            new Nothing(),
            Costs.EVEN,
            BUFFERS,
            ProcessorModel.COMPLETE,
            new Watch(),
            MemoryOrder.SEQUENTIAL);
    private final Registers registers = core.registers();

    /** A machine that waits for vectors. */
    public VectorMachine() {
        memory.write32(DIRECTORY, LOW_TABLE | 3);
        memory.write32(DIRECTORY + (CODE >>> 22) * 4, CODE_TABLE | 7);
        memory.write32(DIRECTORY + (DATA >>> 22) * 4, DATA_TABLE | 7);
        for (int page = 0; page < MEMORY / PAGE; page++) {
            memory.write32(LOW_TABLE + page * 4, page << 12 | 3);
        }
        memory.write32(CODE_TABLE, CODE_FRAME | 7);
        memory.write32(CODE_TABLE + 4, CODE_FRAME + PAGE | 7);
        memory.write32(DATA_TABLE, DATA_FRAME | 7);
        memory.write32(DATA_TABLE + 8, STACK_FRAME | 7);
        for (int vector = 0; vector < 32; vector++) {
            int ring = vector == Fault.BREAKPOINT || vector == Fault.OVERFLOW ? 3 : 0;
            int handler = HANDLERS + vector * 16;
            memory.write32(IDT + vector * 8, 8 << 16 | handler);
            memory.write32(IDT + vector * 8 + 4, (0x8E | ring << 5) << 8);
        }
        int[] accessBytes = {0, 0x9B, 0x93, 0xFB, 0xF3};
        for (int i = 1; i < accessBytes.length; i++) {
            memory.write32(GDT + i * 8, 0xFFFF);
            memory.write32(GDT + i * 8 + 4, 0xCF << 16 | accessBytes[i] << 8);
        }
        memory.write32(TSS + 4, KERNEL_STACK);
        memory.write32(TSS + 8, 0x10);
        memory.write16(TSS + 0x66, 104);
        core.enterProtectedFlat(0, 0, 0);
        registers.cr3 = DIRECTORY;
        registers.cr0 |= Registers.CR0_PG | Registers.CR0_WP | Registers.CR0_NE;
        registers.gdtBase = GDT;
        registers.gdtLimit = accessBytes.length * 8 - 1;
        registers.idtBase = IDT;
        registers.idtLimit = 255;
        registers.setSegment(Registers.TR, 0x28, TSS, 103, Segments.PRESENT | Segments.TSS32_BUSY);
    }

    /**
     * Runs one vector; each sentence of the answer is one disagreement, none if all agrees. A vector with memory outside
     * the pages is a user's mistake.
     */
    public List<String> run(Vector vector) throws ImageException {
        byte[] before = pages(vector);
        memory.fill(CODE_FRAME, before, 0, before.length);
        load(vector);
        long retired = core.retired();
        int budget = BUDGET;
        do {
            core.step();
        } while (core.retired() == retired && registers.cpl == 3 && budget-- > 0);
        return compare(vector, before);
    }

    /**
     * Runs the vector that {@link #run} ran last once more; empty if its instruction is not for this way, or cannot be
     * executed without a fault.
     */
    public Optional<List<String>> again(Vector vector, How how) throws ImageException {
        byte[] before = pages(vector);
        int data = DATA_FRAME - CODE_FRAME;
        memory.fill(DATA_FRAME, before, data, before.length - data);
        load(vector);
        Interpreter interpreter = core.interpreter();
        long taken = switch (how) {
            case PLAIN -> interpreter.run(1, Long.MAX_VALUE);
            case COMPILED -> interpreter.compiledOnce();
        };
        return taken == 0 ? Optional.empty() : Optional.of(compare(vector, before));
    }

    private List<String> compare(Vector vector, byte[] before) throws ImageException {
        List<String> wrong = new ArrayList<>();
        compareRegisters(vector, wrong);
        compareMemory(vector, before, wrong);
        if (vector.floatAfter().isPresent()) {
            compareFloats(vector, vector.floatAfter().orElseThrow(), wrong);
        }
        return wrong;
    }

    private static byte[] pages(Vector vector) throws ImageException {
        byte[] pages = new byte[END_FRAME - CODE_FRAME];
        Arrays.fill(pages, 0, DATA_FRAME - CODE_FRAME, (byte) 0xCC);
        byte[] code = HexFormat.of().parseHex(vector.code());
        System.arraycopy(code, 0, pages, 0, code.length);
        int x = vector.fill();
        for (int i = 0; i < 2 * WINDOW; i++) {
            x ^= x << 13;
            x ^= x >>> 17;
            x ^= x << 5;
            int at = i < WINDOW ? DATA_FRAME + i : STACK_FRAME + i - WINDOW;
            pages[at - CODE_FRAME] = (byte) (x >>> 24);
        }
        for (Octet octet : vector.bytesBefore()) {
            pages[frame(octet.address()) - CODE_FRAME] = (byte) octet.value();
        }
        return pages;
    }

    private void load(Vector vector) {
        for (int i = 0; i < 8; i++) {
            registers.r[i] = vector.before().get(i);
        }
        registers.eip = vector.before().get(8);
        registers.eflags = vector.before().get(9);
        registers.cpl = 3;
        for (int s = 0; s < 6; s++) {
            int rights = s == Registers.CS ? Registers.CODE32 : Registers.DATA32;
            registers.setSegment(s, s == Registers.CS ? 0x1B : 0x23, 0, -1, rights | 0x60);
        }
        core.floats().initialize();
        vector.floatBefore().ifPresent(image -> FloatImage.of(image).load(core.floats()));
    }

    private void compareRegisters(Vector vector, List<String> wrong) {
        int[] found = Arrays.copyOf(registers.r, NAMES.size());
        found[8] = registers.eip;
        found[9] = registers.eflags;
        int raised = -1;
        if (registers.cpl == 0) {
            raised = (registers.eip - HANDLERS) / 16;
            int frame = found[Registers.ESP] + (Fault.hasErrorCode(raised) ? 4 : 0);
            found[8] = memory.read32(frame);
            found[9] = memory.read32(frame + 8);
            found[Registers.ESP] = memory.read32(frame + 12);
        }
        check(wrong, "exception", vector.exception(), raised);
        for (int i = 0; i < NAMES.size(); i++) {
            int mask = i == 9 ? STATUS & ~vector.undefined() : -1;
            check(wrong, NAMES.get(i), vector.after().get(i) & mask, found[i] & mask);
        }
    }

    private void compareMemory(Vector vector, byte[] before, List<String> wrong) throws ImageException {
        Map<Integer, Integer> expected = new HashMap<>();
        for (Octet octet : vector.bytesAfter()) {
            expected.put(frame(octet.address()), octet.value());
        }
        for (int at = DATA_FRAME; at < END_FRAME; at++) {
            if ((at & PAGE - 1) < WINDOW || expected.containsKey(at)) {
                int linear = at >= STACK_FRAME ? at - STACK_FRAME + STACK : at - DATA_FRAME + DATA;
                int wanted = expected.getOrDefault(at, before[at - CODE_FRAME] & 0xFF);
                check(wrong, "byte at " + Integer.toHexString(linear), wanted, memory.read8(at));
            }
        }
    }

    private void compareFloats(Vector vector, String image, List<String> wrong) {
        FloatRegisters floats = core.floats();
        FloatImage wanted = FloatImage.of(image);
        FloatImage found = FloatImage.of(floats);
        int compared = FloatImage.comparedStatus(vector.name());
        check(wrong, "control word", wanted.control(), found.control());
        check(wrong, "status word", wanted.status() & compared, found.status() & compared);
        check(wrong, "registers in use", wanted.occupied(), found.occupied());
        for (int i = 0; i < wanted.numbers().size(); i++) {
            if (!wanted.numbers().get(i).equals(found.numbers().get(i))) {
                wrong.add("st(%d): expected %s, got %s"
                        .formatted(
                                i,
                                FloatImage.text(wanted.numbers().get(i)),
                                FloatImage.text(found.numbers().get(i))));
            }
        }
    }

    private static void check(List<String> wrong, String what, int expected, int found) {
        if (expected != found) {
            wrong.add("%s: expected %x, got %x".formatted(what, expected, found));
        }
    }

    private static int frame(int linear) throws ImageException {
        if (linear >= STACK && linear < STACK + PAGE) {
            return linear - STACK + STACK_FRAME;
        }
        if (linear >= DATA && linear < DATA + PAGE) {
            return linear - DATA + DATA_FRAME;
        }
        if (linear >= CODE && linear < CODE + 2 * PAGE) {
            return linear - CODE + CODE_FRAME;
        }
        throw new ImageException("a vector names the address " + Integer.toHexString(linear) + ", where no page is");
    }
}
