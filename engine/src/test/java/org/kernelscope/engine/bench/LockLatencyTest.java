/* The lock-latency benchmark has the published shape. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.Profiles;

final class LockLatencyTest {
    private static BenchResult result;

    @BeforeAll
    static void measure() throws Exception {
        Sweep sweep = new Sweep(1000, List.of(1, 2, 3, 4, 6, 8), List.of());
        result = LockLatency.BENCHMARK.run(new BundledKernels(), Profiles.load("core-i7"), sweep, sentence -> {});
    }

    @Test
    void oneCoreAgreesWithThePublishedCycles() {
        double ticket = cycles("ticket");
        double mcs = cycles("MCS");
        assertEquals(34, ticket, 0.3 * 34);
        assertEquals(74, mcs, 0.3 * 74);
        assertTrue(mcs / ticket >= 1.9 && mcs / ticket <= 2.6, mcs + " / " + ticket);
    }

    @Test
    void theTicketLockLosesWithEveryCoreAndTheMcsLockIsFlat() {
        assertEquals(
                List.of(true, true), result.checks().stream().map(Check::holds).toList(), result.csv());
        assertTrue(Math.abs(slope("MCS")) < 0.1 * Math.abs(slope("ticket")), result.csv());
    }

    @Test
    void theMcsLockIsWorseOnTwoCoresAndBetterOnFour() {
        assertTrue(efficiency("ticket", 2) >= efficiency("MCS", 2), result.csv());
        assertTrue(efficiency("ticket", 4) < efficiency("MCS", 4), result.csv());
    }

    private static double cycles(String lock) {
        return result.value(lock, 1, "cycles_per_pair").orElseThrow();
    }

    private static double efficiency(String lock, int cores) {
        return result.value(lock, cores, "efficiency_percent").orElseThrow();
    }

    private static double slope(String lock) {
        return Fit.through(result.of(lock).stream().skip(1).toList(), "efficiency_percent")
                .slope();
    }
}
