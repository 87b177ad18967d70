/* The workloads of the lock print the same on QEMU, where QEMU is installed. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.MachineState;
import org.kernelscope.kernel.Variant;

class QemuTest {
    private static final long TURNS = 200_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "TICKET, O1, 4, run=contention rounds=20 section=50 think=100 seed=3",
        "MCS, O2, 4, run=contention rounds=20 section=50 think=100 seed=3",
        "MCS, O2, 4, run=latency rounds=100"
    })
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void printsTheSameOnBoth(Variant.Lock lock, Variant.Optimisation level, int cores, String words) throws Exception {
        WholeKernel kernel =
                WholeKernel.of(Variant.of(lock, level)).withModules(List.of()).withCores(cores);
        WholeKernel.Ended here = kernel.run(words, TURNS);
        assertEquals(new MachineState.Exited(33), here.state(), here::toString);
        assertFalse(here.lines().isEmpty());
        assertEquals(withoutCycles(here.lines()), withoutCycles(new Emulators(folder).onQemu(kernel, words)));
    }

    private static List<String> withoutCycles(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("(cycles|elapsed)=\\d+", "$1=N"))
                .toList();
    }
}
