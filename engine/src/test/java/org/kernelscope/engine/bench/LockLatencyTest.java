/* The lock-latency benchmark has the published shape. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;

final class LockLatencyTest {
    private static final List<Integer> CORES = List.of(1, 2, 3, 4, 6, 8);

    private static LatencyResult result;

    @BeforeAll
    static void measure() throws UserMistake, InterruptedException, ToolchainException {
        var images = Map.of(Variant.Lock.TICKET, build(Variant.Lock.TICKET), Variant.Lock.MCS, build(Variant.Lock.MCS));
        result = new LockLatency(images, Variant.Optimisation.O2, Profiles.load("core-i7"), CORES, 1000)
                .run(sentence -> {});
    }

    @Test
    void oneCoreAgreesWithThePublishedCycles() {
        double ticket = result.of(Variant.Lock.TICKET).getFirst().cycles();
        double mcs = result.of(Variant.Lock.MCS).getFirst().cycles();
        assertEquals(34, ticket, 0.3 * 34);
        assertEquals(74, mcs, 0.3 * 74);
        assertTrue(mcs / ticket >= 1.9 && mcs / ticket <= 2.6, mcs + " / " + ticket);
    }

    @Test
    void theTicketLockLosesWithEveryCore() {
        List<Double> bars = bars(Variant.Lock.TICKET);
        for (int i = 1; i < bars.size(); i++) {
            assertTrue(bars.get(i) < bars.get(i - 1), result.csv());
        }
    }

    @Test
    void theMcsLockIsFlat() {
        List<Double> bars = bars(Variant.Lock.MCS);
        double low = bars.stream().min(Double::compare).orElseThrow();
        double high = bars.stream().max(Double::compare).orElseThrow();
        assertTrue(high - low <= 0.1 * (high + low), result.csv());
        assertTrue(Math.abs(slope(bars)) < 0.1 * Math.abs(slope(bars(Variant.Lock.TICKET))), result.csv());
    }

    @Test
    void theMcsLockIsWorseOnTwoCoresAndBetterOnFour() {
        assertTrue(
                bars(Variant.Lock.TICKET).getFirst() >= bars(Variant.Lock.MCS).getFirst(), result.csv());
        assertTrue(bars(Variant.Lock.TICKET).get(2) < bars(Variant.Lock.MCS).get(2), result.csv());
    }

    private static List<Double> bars(Variant.Lock lock) {
        return result.of(lock).stream().skip(1).map(LatencyPoint::normalised).toList();
    }

    /** Least squares over the core counts from 2 on. */
    private static double slope(List<Double> bars) {
        List<Integer> cores = CORES.subList(1, CORES.size());
        double middle = cores.stream().mapToInt(n -> n).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int i = 0; i < bars.size(); i++) {
            double distance = cores.get(i) - middle;
            products += distance * bars.get(i);
            squares += distance * distance;
        }
        return products / squares;
    }

    private static KernelImage build(Variant.Lock lock) throws ToolchainException {
        var toolchain = Toolchain.locate(new ToolchainSource.Bundled(CacheFolder.ofUser()));
        var builder = new KernelBuilder(toolchain, CacheFolder.ofUser(), BuildLimits.usual());
        return switch (builder.build(KernelSources.bundled(), Variant.of(lock, Variant.Optimisation.O2))) {
            case BuildResult.Built built -> built.image();
            case BuildResult.Failed failed -> throw new AssertionError(failed.toString());
        };
    }
}
