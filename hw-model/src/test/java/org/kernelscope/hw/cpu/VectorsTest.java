/* Runs what a real processor did with random user-mode instructions. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The vectors run in ring 3 under paging; their faults arrive in ring 0 through gates and a task state. */
class VectorsTest {
    private static final int CODE = 0x1000_0000;
    private static final int DATA = 0x2000_0000;
    private static final int STACK = 0x2000_2000;
    private static final int WINDOW = 256;

    private static final int CODE_FRAME = 0x1_0000;
    private static final int DATA_FRAME = 0x1_2000;
    private static final int STACK_FRAME = 0x1_3000;
    private static final int GDT = 0x5000;
    private static final int IDT = 0x6000;
    private static final int TSS = 0x7000;
    private static final int HANDLERS = 0x8000;
    private static final int KERNEL_STACK = 0xA000;
    private static final int STATUS = Flags.STATUS | Flags.DF;

    private final TestMachine machine = new TestMachine();

    @Test
    void integerVectorsAllAgree() throws IOException {
        Optional<Path> file = shared("x86-vectors/integer.jsonl.gz");
        Assumptions.assumeTrue(file.isPresent(), "no folder 'shared' with x86-vectors beside the project");
        prepare();
        int passed = 0;
        List<String> failures = new ArrayList<>();
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file.orElseThrow())), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> wrong = run((Map<?, ?>) Json.parse(line));
                if (wrong.isEmpty()) {
                    passed++;
                } else {
                    failures.add(wrong + " in " + line);
                }
            }
        }
        System.out.println(passed + " passed, " + failures.size() + " failed");
        assertEquals(List.of(), failures.stream().limit(10).toList());
        assertEquals(15_099, passed);
    }

    private static Optional<Path> shared(String name) {
        Path home = Path.of(System.getProperty("kscope.home", "")).toAbsolutePath();
        for (Path at = home; at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve(name);
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void prepare() {
        var memory = machine.memory;
        machine.recording = false;
        memory.write32(0x1000, 0x4003);
        memory.write32(0x1000 + (CODE >>> 22) * 4, 0x2007);
        memory.write32(0x1000 + (DATA >>> 22) * 4, 0x3007);
        for (int page = 0; page < 256; page++) {
            memory.write32(0x4000 + page * 4, page << 12 | 3);
        }
        memory.write32(0x2000, CODE_FRAME | 7);
        memory.write32(0x2004, CODE_FRAME + 0x1000 | 7);
        memory.write32(0x3000, DATA_FRAME | 7);
        memory.write32(0x3008, STACK_FRAME | 7);
        machine.put64(GDT + 8, TestMachine.flatDescriptor(0x9B));
        machine.put64(GDT + 16, TestMachine.flatDescriptor(0x93));
        machine.put64(GDT + 24, TestMachine.flatDescriptor(0xFB));
        machine.put64(GDT + 32, TestMachine.flatDescriptor(0xF3));
        for (int vector = 0; vector < 32; vector++) {
            int ring = vector >= 3 && vector <= 4 ? 3 : 0;
            machine.put64(IDT + vector * 8, TestMachine.gate(8, HANDLERS + vector * 16, 0xE, ring));
        }
        memory.write32(TSS + 4, KERNEL_STACK);
        memory.write32(TSS + 8, 0x10);
        memory.write16(TSS + 0x66, 104);
        machine.core.enterProtectedFlat(0, 0, 0);
        Registers g = machine.core.registers();
        g.cr3 = 0x1000;
        g.cr0 |= Registers.CR0_PG | Registers.CR0_WP;
        g.gdtBase = GDT;
        g.gdtLimit = 39;
        g.idtBase = IDT;
        g.idtLimit = 255;
        g.setSegment(Registers.TR, 0x28, TSS, 103, Segments.PRESENT | Segments.TSS32_BUSY);
    }

    private List<String> run(Map<?, ?> vector) {
        long[] in = numbers(vector.get("in"));
        byte[] before = load(vector, in);
        Registers g = machine.core.registers();
        long retired = machine.core.retired();
        int budget = 1000;
        do {
            machine.core.step();
        } while (machine.core.retired() == retired && g.cpl == 3 && budget-- > 0);
        return compare(vector, before);
    }

    private byte[] load(Map<?, ?> vector, long[] in) {
        var memory = machine.memory;
        byte[] page = new byte[0x4000];
        java.util.Arrays.fill(page, 0, 0x2000, (byte) 0xCC);
        byte[] code = java.util.HexFormat.of().parseHex((String) vector.get("code"));
        System.arraycopy(code, 0, page, 0, code.length);
        int x = ((Long) vector.get("fill")).intValue();
        for (int i = 0; i < 2 * WINDOW; i++) {
            x ^= x << 13;
            x ^= x >>> 17;
            x ^= x << 5;
            page[i < WINDOW ? 0x2000 + i : 0x3000 + i - WINDOW] = (byte) (x >>> 24);
        }
        for (Object pair : (List<?>) vector.get("pre")) {
            long[] entry = numbers(pair);
            page[frame((int) entry[0]) - CODE_FRAME] = (byte) entry[1];
        }
        memory.fill(CODE_FRAME, page, 0, page.length);
        Registers g = machine.core.registers();
        for (int i = 0; i < 8; i++) {
            g.r[i] = (int) in[i];
        }
        g.eip = (int) in[8];
        g.eflags = (int) in[9];
        g.cpl = 3;
        for (int s = 0; s < 6; s++) {
            int rights = s == Registers.CS ? Registers.CODE32 : Registers.DATA32;
            g.setSegment(s, s == Registers.CS ? 0x1B : 0x23, 0, -1, rights | 0x60);
        }
        return page;
    }

    private List<String> compare(Map<?, ?> vector, byte[] before) {
        Registers g = machine.core.registers();
        var memory = machine.memory;
        long[] out = numbers(vector.get("out"));
        int undefined = ((Long) vector.get("undef")).intValue();
        int exception = ((Long) vector.get("exc")).intValue();
        List<String> wrong = new ArrayList<>();
        int eip = g.eip;
        int eflags = g.eflags;
        int esp = g.r[Registers.ESP];
        int raised = -1;
        if (g.cpl == 0) {
            raised = (g.eip - HANDLERS) / 16;
            int frame = esp + (Fault.hasErrorCode(raised) ? 4 : 0);
            eip = memory.read32(frame);
            eflags = memory.read32(frame + 8);
            esp = memory.read32(frame + 12);
        }
        check(wrong, "exception", exception, raised);
        for (int i = 0; i < 8; i++) {
            check(wrong, "register " + i, (int) out[i], i == Registers.ESP ? esp : g.r[i]);
        }
        check(wrong, "eip", (int) out[8], eip);
        check(wrong, "eflags", (int) out[9] & STATUS & ~undefined, eflags & STATUS & ~undefined);
        Map<Integer, Integer> expected = new HashMap<>();
        for (Object pair : (List<?>) vector.get("mem")) {
            long[] entry = numbers(pair);
            expected.put(frame((int) entry[0]), (int) entry[1]);
        }
        for (int i = 0x2000; i < before.length; i++) {
            int address = CODE_FRAME + i;
            if ((i & 0xFFF) < WINDOW || expected.containsKey(address)) {
                check(
                        wrong,
                        "memory " + Integer.toHexString(address),
                        expected.getOrDefault(address, before[i] & 0xFF),
                        memory.read8(address));
            }
        }
        return wrong;
    }

    private static void check(List<String> wrong, String what, int expected, int actual) {
        if (expected != actual) {
            wrong.add("%s: expected %x, was %x".formatted(what, expected, actual));
        }
    }

    private static int frame(int linear) {
        if (linear >= STACK) {
            return linear - STACK + STACK_FRAME;
        }
        return linear >= DATA ? linear - DATA + DATA_FRAME : linear - CODE + CODE_FRAME;
    }

    private static long[] numbers(Object list) {
        return ((List<?>) list).stream().mapToLong(n -> (Long) n).toArray();
    }
}
