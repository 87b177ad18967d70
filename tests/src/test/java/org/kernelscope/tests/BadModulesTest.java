/* Modules that are missing or no programs, and machines that are too small: a line says what is wrong. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.MachineState;
import org.kernelscope.kernel.Variant;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadModulesTest {
    /** BOOT_MODULE_MAX of the kernel. */
    private static final int MODULES_SEEN = 32;

    private static final long TURNS = 400_000_000;
    private static final String WORDS = "run=user -- pingpong 5 8";

    /** Offsets in an ELF file's header, and in the first program header behind {@link #PARTS}. */
    private static final int PARTS = 28;

    private static final int PART_SIZE = 32;

    private WholeKernel kernel;

    @BeforeAll
    void build() throws Exception {
        kernel = WholeKernel.of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1));
    }

    private byte[] init() {
        return kernel.modules().stream()
                .filter(module -> module.text().equals("init"))
                .findFirst()
                .orElseThrow()
                .content();
    }

    private WholeKernel withInit(byte[] bytes) {
        List<Module> modules = new ArrayList<>(kernel.modules());
        modules.removeIf(module -> module.text().equals("init"));
        modules.add(new Module("init", bytes));
        return kernel.withModules(modules);
    }

    private static void says(String text, WholeKernel.Ended ended) {
        assertTrue(ended.refused().lines().stream().anyMatch(line -> line.contains(text)), ended::toString);
    }

    @Test
    void missingProgramsAreNamed() throws Exception {
        says(
                "there is no module \"init\" among the 0 modules",
                kernel.withModules(List.of()).run(WORDS, TURNS));
        List<Module> others = kernel.modules().stream()
                .filter(module -> !module.text().equals("init"))
                .toList();
        says(
                "there is no module \"init\" among the " + others.size() + " modules",
                kernel.withModules(others).run(WORDS, TURNS));
        says("nobody cannot be started", kernel.run("run=user -- nobody 3", TURNS));
        assertEquals(others.size() + 1, kernel.modules().size());
    }

    @Test
    void modulesBeyondTheLastOneThatIsSeenAreCounted() throws Exception {
        List<Module> many = new ArrayList<>(kernel.modules());
        for (int i = 0; many.size() < MODULES_SEEN + 6; i++) {
            many.add(new Module("extra" + i, new byte[] {1}));
        }
        WholeKernel.Ended ended = kernel.withModules(many).run(WORDS, TURNS).passed();
        assertTrue(ended.serial().contains("6 modules are too many and are not seen"), ended::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\177", "\177ELF", "no program at all, but a text"})
    void whatIsNoElfFileIsRefused(String text) throws Exception {
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        says(
                "module \"init\" cannot be loaded: it is not an ELF file",
                withInit(content).run(WORDS, TURNS));
    }

    /** One number of the file is changed: at an offset in the header (h) or in a program header (0, 1). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            h | 4  | 1 | 2          | not a linked program for the 386
            h | 5  | 1 | 2          | not a linked program for the 386
            h | 16 | 2 | 1          | not a linked program for the 386
            h | 16 | 2 | 3          | not a linked program for the 386
            h | 18 | 2 | 0x28       | not a linked program for the 386
            h | 24 | 4 | 0          | its entry is not in its code
            h | 24 | 4 | 0x100000   | its entry is not in its code
            h | 24 | 4 | 0xFFFFFFFF | its entry is not in its code
            h | 28 | 4 | 0x7FFFFFF0 | its program headers lie outside of the file
            h | 28 | 4 | 0xFFFFFFE0 | its program headers lie outside of the file
            h | 42 | 2 | 31         | its program headers lie outside of the file
            h | 44 | 2 | 0          | its entry is not in its code
            h | 44 | 2 | 65535      | its program headers lie outside of the file
            0 | 0  | 4 | 2          | it needs a dynamic linker
            0 | 4  | 4 | 0x7FFFFFFF | a segment lies outside of the file
            0 | 4  | 4 | 0xFFFFFFFF | a segment lies outside of the file
            0 | 8  | 4 | 0x00100000 | a segment lies outside of the addresses of programs
            0 | 8  | 4 | 0x3FFFF000 | a segment lies outside of the addresses of programs
            0 | 8  | 4 | 0xF0000000 | a segment lies outside of the addresses of programs
            0 | 8  | 4 | 0xFFFFF000 | a segment lies outside of the addresses of programs
            0 | 8  | 4 | 0x40000010 | a segment does not begin on a page boundary
            0 | 16 | 4 | 0xFFFFFFFF | a segment lies outside of the file
            0 | 20 | 4 | 0xFFFFFFFF | a segment lies outside of the addresses of programs
            0 | 24 | 4 | 7          | a segment is both writable and executable
            1 | 8  | 4 | 0x40000000 | two segments share a page
            2 | 20 | 4 | 0x3FFFE000 | a segment lies outside of the addresses of programs
            2 | 20 | 4 | 0x3F000000 | of memory are too little
            """)
    void aProgramWithAWrongNumberIsRefused(String where, int offset, int bytes, String number, String complaint)
            throws Exception {
        byte[] file = init();
        ByteBuffer elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = where.equals("h") ? offset : elf.getInt(PARTS) + Integer.parseInt(where) * PART_SIZE + offset;
        long value = Long.decode(number);
        for (int i = 0; i < bytes; i++) {
            elf.put(at + i, (byte) (value >>> 8 * i));
        }
        says(complaint, withInit(file).run(WORDS, TURNS));
    }

    @Test
    void aProgramCutAnywhereIsRefusedOrRuns() throws Exception {
        byte[] whole = init();
        Random random = new Random(3);
        for (int i = 0; i < 12; i++) {
            int length = i < 8 ? random.nextInt(200) : random.nextInt(whole.length);
            WholeKernel.Ended ended =
                    withInit(Arrays.copyOf(whole, length)).run(WORDS, TURNS).balanced();
            boolean refused = ended.serial().contains("cannot be loaded");
            assertTrue(refused || ended.isSound(), () -> "cut at " + length + ": " + ended);
        }
    }

    @Test
    void aProgramWithDamagedHeadersHarmsNobody() throws Exception {
        byte[] whole = init();
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                damaged[random.nextInt(52 + 3 * PART_SIZE)] ^= (byte) (1 << random.nextInt(8));
            }
            WholeKernel.Ended ended = withInit(damaged).run(WORDS, TURNS).balanced();
            refused += ended.serial().contains("cannot be loaded") ? 1 : 0;
        }
        assertTrue(refused > 5 && refused < 40, refused + " were refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | run=tests", "16 | run=user -- usertest", "16 | run=user -- hog quota=60, fair 12 5"})
    void fewestAndMostProcessorsDo(int cores, String words) throws Exception {
        kernel.withCores(cores).run(words, TURNS).passed();
    }

    /** Only another machine has more processors than the kernel numbers. */
    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void processorsBeyondTheSixteenthStayOff(@TempDir Path folder) throws Exception {
        List<String> lines = new Emulators(folder).onQemu(kernel.withCores(19), WORDS);
        assertTrue(lines.getFirst().contains("has 3 processors more than the 16 that are numbered"), lines::toString);
        assertTrue(lines.contains("kernelscope cores=16 lock=mcs"), lines::toString);
    }

    /** Beside the kernel there is room for few programs; those that fit run. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aSmallMachineRunsWhatFits(int memoryMiB) throws Exception {
        List<Module> few = kernel.modules().stream()
                .filter(module -> List.of("init", "pingpong", "hog").contains(module.text()))
                .toList();
        kernel.withMemoryMiB(memoryMiB)
                .withModules(few)
                .run("run=user -- pingpong 5 8, hog quota=40", TURNS)
                .passed();
    }

    @Test
    void aMachineFullOfModulesIsTooSmall() throws Exception {
        WholeKernel small = kernel.withMemoryMiB(4);
        WholeKernel.Ended empty =
                small.withModules(List.of(new Module("init", init()))).run(WORDS, TURNS);
        assertTrue(empty.serial().contains("pingpong cannot be started"), empty::toString);
        String said = "";
        for (int kib = 64; kib < 4096 && !said.contains("give the machine"); kib += 64) {
            List<Module> full = List.of(new Module("init", init()), new Module("ballast", new byte[kib << 10]));
            try {
                WholeKernel.Ended ended = small.withModules(full).run(WORDS, TURNS);
                assertEquals(new MachineState.Exited(35), ended.state(), ended::toString);
                assertFalse(ended.serial().contains("panic"), ended::toString);
                said = ended.serial();
            } catch (ImageException refused) {
                said = refused.getMessage();
                break;
            }
        }
        assertTrue(said.contains("give the machine"), said);
    }
}
