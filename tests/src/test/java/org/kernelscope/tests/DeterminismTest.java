/* The same image, machine and seed go the same way every time; a saved machine goes on as if it had never stopped. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kernelscope.app.cli.Kernels;
import org.kernelscope.engine.Profiles;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.Variant;

class DeterminismTest {
    private static final Kernels KERNELS = new Kernels();
    private static final long INTERVAL = 50_000;
    private static final int INTERVALS = 6;
    private static final int RUNS = 3;
    private static final String WORDS = "kscope run=contention rounds=100000 section=30 think=60 seed=5";

    enum Policy {
        TIME(Interleavings::byTime),
        ROUND_ROBIN(() -> Interleavings.roundRobin(7)),
        RANDOM(() -> Interleavings.random(11));

        private final Supplier<Interleaving> fresh;

        Policy(Supplier<Interleaving> fresh) {
            this.fresh = fresh;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TIME, 1", "TIME, 2", "TIME, 4", "TIME, 8", "TIME, 16",
        "ROUND_ROBIN, 1", "ROUND_ROBIN, 2", "ROUND_ROBIN, 4", "ROUND_ROBIN, 8", "ROUND_ROBIN, 16",
        "RANDOM, 1", "RANDOM, 2", "RANDOM, 4", "RANDOM, 8", "RANDOM, 16"
    })
    void everyRunPassesTheSameStates(Policy policy, int cores) throws Exception {
        Variant.Lock lock = cores % 3 == 1 ? Variant.Lock.MCS : Variant.Lock.TICKET;
        List<Long> first = hashes(boot(lock, cores), policy.fresh.get(), INTERVALS);
        assertEquals(INTERVALS, first.stream().distinct().count());
        for (int run = 1; run < RUNS; run++) {
            assertEquals(first, hashes(boot(lock, cores), policy.fresh.get(), INTERVALS), "run " + run);
        }
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void aSavedMachineGoesOnAsIfItHadNeverStopped(Policy policy) throws Exception {
        for (Variant.Lock lock : Variant.Lock.values()) {
            Machine straight = boot(lock, 4);
            Interleaving going = policy.fresh.get();
            hashes(straight, going, INTERVALS);
            Machine begun = boot(lock, 4);
            Interleaving choice = policy.fresh.get();
            hashes(begun, choice, INTERVALS);
            Machine resumed = boot(lock, 4);
            resumed.load(begun.save());
            assertEquals(begun.stateHash(), resumed.stateHash());
            assertEquals(begun.serialOutput(), resumed.serialOutput());
            assertEquals(hashes(straight, going, INTERVALS), hashes(resumed, choice, INTERVALS), lock.id());
            assertEquals(straight.now(), resumed.now());
            assertEquals(straight.serialOutput(), resumed.serialOutput());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SEQUENTIAL, 1", "SEQUENTIAL, 2", "SEQUENTIAL, 4", "SEQUENTIAL, 16",
        "TOTAL_STORE, 1", "TOTAL_STORE, 2", "TOTAL_STORE, 4", "TOTAL_STORE, 16"
    })
    void savingChangesNothingUnderEitherOrder(MemoryOrder order, int cores) throws Exception {
        List<Long> straight = hashes(boot(Variant.Lock.MCS, cores, order), Interleavings.byTime(), INTERVALS);
        for (int run = 1; run < RUNS; run++) {
            Machine begun = boot(Variant.Lock.MCS, cores, order);
            List<Long> passed = hashes(begun, Interleavings.byTime(), run * INTERVALS / RUNS);
            Machine resumed = boot(Variant.Lock.MCS, cores, order);
            resumed.load(begun.save());
            passed.addAll(hashes(resumed, Interleavings.byTime(), INTERVALS - passed.size()));
            assertEquals(straight, passed, "saved in run " + run);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "core-i7, SEQUENTIAL, 1", "core-i7, SEQUENTIAL, 2", "core-i7, SEQUENTIAL, 4",
        "untimed, SEQUENTIAL, 1", "untimed, SEQUENTIAL, 3", "untimed, SEQUENTIAL, 4",
        "core-i7, TOTAL_STORE, 1", "core-i7, TOTAL_STORE, 4", "untimed, TOTAL_STORE, 4"
    })
    void compiledCodeAndSingleTurnsPassTheSameStates(String profile, MemoryOrder order, int cores) throws Exception {
        Machine compiled = boot(profile, Variant.Lock.MCS, cores, order);
        Machine interpreted = boot(profile, Variant.Lock.MCS, cores, order);
        interpreted.compile(false);
        Machine single = boot(profile, Variant.Lock.MCS, cores, order);
        for (int i = 0; i < INTERVALS; i++) {
            compiled.run(Interleavings.byTime(), 10 * INTERVAL);
            interpreted.run(Interleavings.byTime(), 10 * INTERVAL);
            while (single.steps() < compiled.steps()) {
                single.step(Interleavings.byTime());
            }
            assertEquals(single.stateHash(), interpreted.stateHash(), "interpreted, interval " + i);
            assertEquals(single.stateHash(), compiled.stateHash(), "compiled, interval " + i);
            assertEquals(single.now(), compiled.now(), "interval " + i);
        }
    }

    @Test
    void anotherSeedGoesAnotherWay() throws Exception {
        assertNotEquals(
                hashes(boot(Variant.Lock.MCS, 4), Interleavings.random(1), 4),
                hashes(boot(Variant.Lock.MCS, 4), Interleavings.random(2), 4));
    }

    private static Machine boot(Variant.Lock lock, int cores) throws Exception {
        return boot("core-i7", lock, cores, MemoryOrder.SEQUENTIAL);
    }

    private static Machine boot(Variant.Lock lock, int cores, MemoryOrder order) throws Exception {
        return boot("core-i7", lock, cores, order);
    }

    private static Machine boot(String profile, Variant.Lock lock, int cores, MemoryOrder order) throws Exception {
        return Machine.boot(
                new MachineConfig(cores, 8, Profiles.load(profile)).withOrder(order),
                KERNELS.of(Variant.of(lock, Variant.Optimisation.O1)).elf(),
                WORDS);
    }

    private static List<Long> hashes(Machine machine, Interleaving policy, int count) {
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            machine.run(policy, INTERVAL);
            hashes.add(machine.stateHash());
        }
        return hashes;
    }
}
