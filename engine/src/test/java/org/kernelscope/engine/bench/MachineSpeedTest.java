/* The workloads of the machine benchmark run to their ends in every way, and the figures are told everywhere alike. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.Kernels;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;

class MachineSpeedTest {
    private static final int WORKLOADS = 9;

    @Test
    void everyWorkloadRunsInEveryWay() throws Exception {
        KernelImage image = Kernels.of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1));
        List<Workload> workloads = Workloads.bundled(image, builder()).stream()
                .map(workload -> workload.part(1))
                .toList();
        List<String> progress = new ArrayList<>();
        SpeedResult measured =
                new MachineSpeed(workloads, _ -> new byte[0], 1, List.of(Way.values())).run(progress::add);
        assertEquals(WORKLOADS, progress.size());
        assertEquals(WORKLOADS * Way.values().length, measured.rows().size());
        for (String name :
                List.of("integer", "memory", "calls", "branches", "x87", "pages", "system", "boot, 4 cores")) {
            assertTrue(measured.workloads().contains(name), measured::table);
        }
        assertTrue(measured.rows().stream().allMatch(row -> row.instructions().getFirst() > 0), measured::csv);
        assertEquals(
                List.of("not measured", "not measured", "not measured", "not measured"),
                measured.targets().stream()
                        .limit(4)
                        .map(SpeedResult.Target::verdict)
                        .toList());
    }

    @Test
    void aGuestThatDoesNotSayItsEndIsRefused() throws Exception {
        byte[] floats = builder().floatProgram();
        Guest guest = new Guest("floats", floats, "1", List.of(), 1, 8, Optional.of("hello"));
        var mistake = assertThrows(UserMistake.class, () -> Way.COMPILED.run(guest, new Place.Desk(null, null)));
        assertTrue(mistake.getMessage().contains("ended without the text \"hello\""), mistake.getMessage());
    }

    @Test
    void ratiosAreOfTheTimeForTheSameWork() {
        SpeedResult result = result();
        assertEquals(
                8, result.ratio("a", Way.COMPILED, Peer.BOCHS).orElseThrow().median());
        assertEquals(4, result.mean(Way.COMPILED, Peer.BOCHS).orElseThrow().median(), 1e-9, "of 8 and 2");
        assertEquals(100, result.mips("a", "compiled").orElseThrow().median());
        assertEquals(Optional.empty(), result.mips("a", "Bochs"));
        assertEquals(
                Stream.of("missed", "not measured", "not measured", "not measured", "not measured")
                        .toList(),
                result.targets().stream().map(SpeedResult.Target::verdict).toList());
    }

    @Test
    void tellsTheSameEverywhere() {
        SpeedResult result = result();
        assertEquals("""
                workload,place,sample,rounds,instructions,seconds,start
                "a",compiled,1,40,200000000,2.000000,0.500000
                "a",Bochs,1,10,,4.000000,0.500000
                "b",compiled,1,10,,1.000000,0.500000
                "b",Bochs,1,10,,2.000000,0.500000
                """, result.csv());
        assertTrue(result.json().contains("\"times_bochs\""), result::json);
        assertTrue(result.markdown().contains("| a | 200.0 M | 100 | 4.00 s |"), result::markdown);
        assertTrue(result.table().lines().anyMatch(line -> line.matches("a +200\\.0 M +100 +4\\.00 s")), result::table);
    }

    @Test
    void whatTookNoTimeBesideStartingIsNotTold() {
        SpeedResult result = new SpeedResult(
                2,
                List.of(
                        new SpeedRow("a", true, "compiled", List.of(9L, 9L), List.of(1.0, 1.0), List.of(0.5, 0.5), 1),
                        new SpeedRow("a", true, "QEMU", List.of(9L, 9L), List.of(1.0, 0.04), List.of(0.5, 0.5), 1)));
        assertEquals(Optional.empty(), result.ratio("a", Way.COMPILED, Peer.QEMU));
        assertEquals(Optional.empty(), result.mean(Way.COMPILED, Peer.QEMU));
        assertEquals(Optional.empty(), result.mips("a", "QEMU"));
        assertTrue(result.relative("a", "QEMU", "compiled").isEmpty());
        assertTrue(result.markdown().contains("| < 1.00 s |"), result::markdown);
    }

    private static SpeedResult result() {
        return new SpeedResult(
                1,
                List.of(
                        new SpeedRow("a", true, "compiled", List.of(200_000_000L), List.of(2.0), List.of(0.5), 40),
                        new SpeedRow("a", true, "Bochs", List.of(), List.of(4.0), List.of(0.5), 10),
                        new SpeedRow("b", true, "compiled", List.of(), List.of(1.0), List.of(0.5), 10),
                        new SpeedRow("b", true, "Bochs", List.of(), List.of(2.0), List.of(0.5), 10)));
    }

    private static KernelBuilder builder() throws Exception {
        return new KernelBuilder(
                Toolchain.locate(ToolchainSource.ofEnvironment()), CacheFolder.ofUser(), BuildLimits.usual());
    }
}
