/* The start benchmark measures every quantity of a machine's start. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.Kernels;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;

class StartTimeTest {
    @Test
    void everyQuantityIsMeasured() throws Exception {
        KernelImage image = Kernels.of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1));
        List<Measured> rows = new StartTime(image, 1).run(sentence -> {});
        assertEquals(
                1 + 2 * 4, rows.stream().filter(row -> row.unit().equals("ms")).count());
        for (String quantity :
                List.of("snapshot after 1000000", "restore after 300", "restore after 1000000", "state hash")) {
            assertEquals(
                    4,
                    rows.stream().filter(row -> row.name().startsWith(quantity)).count(),
                    quantity);
        }
        assertTrue(rows.stream().allMatch(row -> row.min() > 0 && row.samples() == 1), rows::toString);
    }
}
