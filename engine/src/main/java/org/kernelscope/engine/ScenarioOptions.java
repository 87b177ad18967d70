/* What a user can settle about a scenario. */
package org.kernelscope.engine;

import org.kernelscope.kernel.Variant;

/**
 * The parameters of a scenario, not yet checked: {@link ScenarioTemplate#with} does that.
 *
 * @param lock which lock
 * @param optimisation compiler level
 * @param cores processors
 * @param memoryMiB RAM in MiB
 * @param profile name of the hardware profile
 * @param interleaving who gets the turns
 * @param rounds critical sections of each core
 * @param section length of a critical section in loop iterations
 * @param think mean pause between two critical sections in loop iterations
 * @param seed of the workload's generator of pauses
 */
public record ScenarioOptions(
        Variant.Lock lock,
        Variant.Optimisation optimisation,
        int cores,
        int memoryMiB,
        String profile,
        InterleavingChoice interleaving,
        int rounds,
        int section,
        int think,
        long seed) {

    public static ScenarioOptions defaults() {
        return new ScenarioOptions(
                Variant.Lock.MCS,
                Variant.Optimisation.O1,
                4,
                64,
                "core-i7",
                InterleavingChoice.BY_TIME,
                100,
                40,
                120,
                1);
    }

    public ScenarioOptions withLock(Variant.Lock other) {
        return new ScenarioOptions(
                other, optimisation, cores, memoryMiB, profile, interleaving, rounds, section, think, seed);
    }

    public ScenarioOptions withOptimisation(Variant.Optimisation other) {
        return new ScenarioOptions(lock, other, cores, memoryMiB, profile, interleaving, rounds, section, think, seed);
    }

    public ScenarioOptions withCores(int other) {
        return new ScenarioOptions(
                lock, optimisation, other, memoryMiB, profile, interleaving, rounds, section, think, seed);
    }

    public ScenarioOptions withMemoryMiB(int other) {
        return new ScenarioOptions(
                lock, optimisation, cores, other, profile, interleaving, rounds, section, think, seed);
    }

    public ScenarioOptions withProfile(String other) {
        return new ScenarioOptions(
                lock, optimisation, cores, memoryMiB, other, interleaving, rounds, section, think, seed);
    }

    public ScenarioOptions withInterleaving(InterleavingChoice other) {
        return new ScenarioOptions(lock, optimisation, cores, memoryMiB, profile, other, rounds, section, think, seed);
    }

    public ScenarioOptions withRounds(int other) {
        return new ScenarioOptions(
                lock, optimisation, cores, memoryMiB, profile, interleaving, other, section, think, seed);
    }

    public ScenarioOptions withSection(int other) {
        return new ScenarioOptions(
                lock, optimisation, cores, memoryMiB, profile, interleaving, rounds, other, think, seed);
    }

    public ScenarioOptions withThink(int other) {
        return new ScenarioOptions(
                lock, optimisation, cores, memoryMiB, profile, interleaving, rounds, section, other, seed);
    }

    public ScenarioOptions withSeed(long other) {
        return new ScenarioOptions(
                lock, optimisation, cores, memoryMiB, profile, interleaving, rounds, section, think, other);
    }
}
