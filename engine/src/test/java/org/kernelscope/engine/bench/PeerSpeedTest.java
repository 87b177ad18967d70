/* The programs of the comparison run to their end in every way. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.Kernels;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;

class PeerSpeedTest {
    private static final int WAYS = 3;
    private static final int PROGRAMS = 4;

    @Test
    void everyProgramRunsInEveryWay() throws Exception {
        KernelImage image = Kernels.of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1));
        PeerSpeed speed = new PeerSpeed(image, words -> new byte[0], 1, 100, List.of());
        Measurements measured = speed.run(sentence -> {});
        assertEquals(WAYS * PROGRAMS, measured.rows().size());
        for (String kind : List.of("integer", "memory", "calls", "branches")) {
            assertTrue(
                    measured.rows().stream().anyMatch(row -> row.name().equals(kind + ", here, compiled")),
                    measured::table);
        }
    }
}
