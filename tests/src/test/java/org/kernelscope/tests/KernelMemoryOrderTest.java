/* The kernel keeps its promises where stores become visible late and at random. */
package org.kernelscope.tests;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.Variant;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;

class KernelMemoryOrderTest {
    private static final long TURNS = 2_000_000_000L;

    @ParameterizedTest
    @CsvSource({"TICKET, 1", "MCS, 2"})
    void selfTestsPassOnTwoCores(Lock lock, long seed) throws Exception {
        kernel(lock)
                .withCores(2)
                .withPolicy(Interleavings.random(seed))
                .run("run=tests", TURNS)
                .passed();
    }

    @ParameterizedTest
    @CsvSource({"TICKET, 1", "TICKET, 2", "MCS, 3", "MCS, 4"})
    @Tag("slow")
    void selfTestsPassOnFourCores(Lock lock, long seed) throws Exception {
        kernel(lock)
                .withPolicy(Interleavings.random(seed))
                .run("run=tests", TURNS)
                .passed();
    }

    @Test
    @Tag("slow")
    void selfTestsPassByTime() throws Exception {
        kernel(Lock.MCS).run("run=tests", TURNS).passed();
    }

    private static WholeKernel kernel(Lock lock) throws Exception {
        return WholeKernel.of(Variant.of(lock, Optimisation.O1)).withOrder(MemoryOrder.TOTAL_STORE);
    }
}
