/* All programs at once, for long and in many interleavings: every run ends, and gives back all that it took. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.Variant;
import org.kernelscope.kernel.Variant.Alignment;
import org.kernelscope.kernel.Variant.Guarding;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;
import org.kernelscope.kernel.Variant.Preemption;

class SoakTest {
    /** Many times what a round takes: a run that needs more has lost a wake-up. */
    private static final long TURNS = 300_000_000;

    private static final long SOAK = 1_000_000_000;
    private static final String PROGRAMS = "forkbomb quota=300, pingpong 20 64 @0, producer 100 0 @0,"
            + " consumer 100 0 @1, wild %d 300 @1, crash quota=150 @0, hog quota=60 @1, shared 10, notifier 20, fair 3 10 ids=4,"
            + " toucher 20, yielder 50, client 10 0 500, spin 100000 @0";

    private static Variant variant(Lock lock, Guarding guarding, Preemption preemption, Optimisation optimisation) {
        return new Variant(lock, guarding, preemption, Alignment.PADDED, optimisation);
    }

    /** Each lock, guarding, preemption and level, each with each other. */
    private static final List<Variant> VARIANTS = List.of(
            variant(Lock.MCS, Guarding.FINE, Preemption.PREEMPTIVE, Optimisation.O1),
            variant(Lock.TICKET, Guarding.BIG, Preemption.PREEMPTIVE, Optimisation.O2),
            variant(Lock.TICKET, Guarding.FINE, Preemption.COOPERATIVE, Optimisation.O2),
            variant(Lock.MCS, Guarding.BIG, Preemption.COOPERATIVE, Optimisation.O1),
            variant(Lock.TICKET, Guarding.FINE, Preemption.PREEMPTIVE, Optimisation.O1),
            variant(Lock.MCS, Guarding.BIG, Preemption.PREEMPTIVE, Optimisation.O2));

    private static IntStream manySeeds() {
        return IntStream.rangeClosed(1, 200);
    }

    private static void everythingEnds(int seed) throws Exception {
        WholeKernel.of(VARIANTS.get(seed % VARIANTS.size()))
                .withPolicy(Interleavings.random(seed))
                .run("run=user -- " + PROGRAMS.formatted(seed), TURNS)
                .passed();
    }

    @Test
    void allProgramsAtOnceEnd() throws Exception {
        WholeKernel.of(VARIANTS.getFirst())
                .run("run=user -- rounds=2 " + PROGRAMS.formatted(1), TURNS)
                .passed();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void allProgramsAtOnceEndInAnyInterleaving(int seed) throws Exception {
        everythingEnds(seed);
    }

    @Test
    @Tag("slow")
    void aThousandMillionInstructionsLoseNothing() throws Exception {
        WholeKernel.Ended ended = WholeKernel.of(VARIANTS.getFirst())
                .run("run=user -- rounds=22 usertest ids=8, treetest ids=4, " + PROGRAMS.formatted(1), 4 * SOAK)
                .passed();
        assertTrue(ended.steps() > SOAK, ended::toString);
    }

    @ParameterizedTest
    @MethodSource("manySeeds")
    @Tag("slow")
    void twoHundredInterleavingsEnd(int seed) throws Exception {
        everythingEnds(seed);
    }
}
