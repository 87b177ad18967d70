/* Benchmarks of the program itself: what they do, and how their figures are written. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainSource;

final class MeasurementsTest {
    @Test
    void theMedianIsTheMiddleOne() {
        assertEquals(new Measured("a", "ms", 3, 2, 1, 9), Measured.of("a", "ms", 9, 1, 2));
        assertEquals(new Measured("a", "ms", 1, 4, 4, 4), Measured.of("a", "ms", 4));
    }

    @Test
    void writesTheSameFiguresEverywhere() {
        var measured = new Measurements("rebuild", "About.", List.of(Measured.of("one, edited", "ms", 2.5, 1, 3)));
        assertEquals("""
                name,unit,samples,median,min,max
                "one, edited",ms,3,2.500000,1.000000,3.000000
                """, measured.csv());
        assertTrue(measured.json().contains("\"median\" : 2.5"), measured.json());
        assertTrue(
                measured.table().lines().anyMatch(line -> line.matches("one, edited +2\\.500 +1\\.000 +3\\.000  ms")));
    }

    @Test
    void aRebuildCompilesOnlyWhatWasEdited() throws Exception {
        List<String> progress = new ArrayList<>();
        Measurements measured = new RebuildTime(
                        Toolchain.locate(ToolchainSource.ofEnvironment()), KernelSources.bundled(), 1)
                .run(progress::add);
        assertEquals(2, progress.size());
        assertEquals(3, measured.rows().size());
        assertTrue(measured.rows().stream().allMatch(row -> row.min() > 0), measured.table());
    }
}
