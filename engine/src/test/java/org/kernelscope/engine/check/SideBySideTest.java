/* Compiled and interpreted machines go the same way, region by region; and one that does not is found. */
package org.kernelscope.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.Kernels;
import org.kernelscope.engine.Profiles;
import org.kernelscope.hw.Intervention;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;

class SideBySideTest {
    private static final int MEMORY_MIB = 9;
    private static final long MOST_TURNS = 400_000;
    private static final long SOME_TURNS = 100_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            core-i7 | 1 | SEQUENTIAL  | run=user -- work integer 3
            core-i7 | 1 | SEQUENTIAL  | run=user -- work memory 1
            untimed | 1 | SEQUENTIAL  | run=user -- work branches 1
            untimed | 1 | SEQUENTIAL  | run=user -- work calls 3
            untimed | 1 | SEQUENTIAL  | run=user -- work pages 1
            core-i7 | 1 | SEQUENTIAL  | run=user -- work system 5
            core-i7 | 4 | SEQUENTIAL  | run=contention rounds=200 section=100 think=300
            untimed | 4 | SEQUENTIAL  | run=contention rounds=200 section=100 think=300
            core-i7 | 2 | TOTAL_STORE | run=contention rounds=100 section=50 think=100
            core-i7 | 2 | SEQUENTIAL  | run=tests
            untimed | 1 | SEQUENTIAL  | run=tests
            """)
    void theKernelGoesTheSameWay(String profile, int cores, MemoryOrder order, String words) throws Exception {
        SideBySide both = new SideBySide(
                boot(profile, cores, order, words), boot(profile, cores, order, words), SideBySide.USUAL);
        long turns = both.run(Interleavings.byTime(), MOST_TURNS);
        assertTrue(turns == MOST_TURNS || !(both.machine().state() instanceof MachineState.Running));
        boolean takesManyTurns = order == MemoryOrder.SEQUENTIAL && (cores == 1 || profile.equals("core-i7"));
        assertTrue(!takesManyTurns || both.entered() > 0, both::sentence);
    }

    @Test
    void anyInterleavingWillDo() throws Exception {
        for (var policy : List.of(Interleavings.roundRobin(100), Interleavings.random(3))) {
            String words = "run=contention rounds=50 section=100 think=300";
            SideBySide both = new SideBySide(
                    boot("core-i7", 3, MemoryOrder.SEQUENTIAL, words),
                    boot("core-i7", 3, MemoryOrder.SEQUENTIAL, words),
                    SideBySide.USUAL);
            assertTrue(both.run(policy, MOST_TURNS) > 0);
        }
    }

    @Test
    void aDifferenceIsToldWithItsRegion() throws Exception {
        String words = "run=user -- work integer 100";
        Machine compiled = boot("untimed", 1, MemoryOrder.SEQUENTIAL, words);
        Machine plain = boot("untimed", 1, MemoryOrder.SEQUENTIAL, words);
        SideBySide both = new SideBySide(compiled, plain, 0);
        both.run(Interleavings.byTime(), MOST_TURNS);
        assertTrue(compiled.intervene(new Intervention.Register(0, 7, 0x1234_5678)));
        ModesDiffer found = assertThrows(ModesDiffer.class, () -> both.run(Interleavings.byTime(), SOME_TURNS));
        List<String> lines = found.getMessage().lines().toList();
        assertTrue(
                lines.getFirst().matches("Compiled code went another way in turns " + (MOST_TURNS + 1) + " to .*"),
                found::getMessage);
        assertTrue(
                lines.get(1).matches("core 0: E.. is [0-9a-f]{8} compiled, [0-9a-f]{8} interpreted\\."), lines.get(1));
        assertTrue(lines.get(2).matches("Region at [0-9a-f]{8}:"), lines.get(2));
        assertTrue(lines.get(3).matches(" {4}[0-9a-f]{8} {2}[a-z].*"), lines.get(3));
    }

    @Test
    void aByteOfMemoryIsNamed() throws Exception {
        String words = "run=contention rounds=1000";
        Machine compiled = boot("untimed", 1, MemoryOrder.SEQUENTIAL, words);
        SideBySide both = new SideBySide(compiled, boot("untimed", 1, MemoryOrder.SEQUENTIAL, words), 0);
        both.run(Interleavings.byTime(), SOME_TURNS);
        assertTrue(compiled.intervene(new Intervention.Memory(0x0080_0010, new byte[] {0x5A})));
        ModesDiffer found = assertThrows(ModesDiffer.class, () -> both.run(Interleavings.byTime(), SOME_TURNS));
        assertEquals(
                "the byte at physical address 00800010 is 5a compiled, 00 interpreted.",
                found.getMessage().lines().toList().get(1));
    }

    private static Machine boot(String profile, int cores, MemoryOrder order, String words) throws Exception {
        KernelImage image = Kernels.of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1));
        List<MachineConfig.Module> modules = image.programs().stream()
                .map(program -> new MachineConfig.Module(program.name(), program.elf()))
                .toList();
        return Machine.boot(
                new MachineConfig(cores, MEMORY_MIB, Profiles.load(profile))
                        .withOrder(order)
                        .withModules(modules),
                image.elf(),
                "kscope " + words);
    }
}
