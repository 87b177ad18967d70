/* What a user can settle about a scenario. */
package org.kernelscope.engine;

import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.kernel.Variant;

/**
 * The parameters of a scenario, not yet checked: {@link ScenarioTemplate#with} does that.
 *
 * @param variant how the kernel is built
 * @param cores processors
 * @param memoryMiB RAM in MiB
 * @param profile name of the hardware profile
 * @param interleaving who gets the turns
 * @param rounds how often the workload does what it does, on each core or in each program
 * @param section length of a critical section in loop iterations
 * @param think mean pause between two critical sections in loop iterations
 * @param pages how many pages the workload touches
 * @param seed of the workload's generator of pauses
 * @param order when a core's stores become visible to the others
 */
public record ScenarioOptions(
        Variant variant,
        int cores,
        int memoryMiB,
        String profile,
        InterleavingChoice interleaving,
        int rounds,
        int section,
        int think,
        int pages,
        long seed,
        MemoryOrder order) {

    /** Those of the spinlock scenario; other scenarios have their own: {@link ScenarioTemplate#defaults}. */
    public static ScenarioOptions defaults() {
        return new ScenarioOptions(
                Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1),
                4,
                64,
                "core-i7",
                InterleavingChoice.BY_TIME,
                100,
                40,
                120,
                8,
                1,
                MemoryOrder.SEQUENTIAL);
    }

    public Variant.Lock lock() {
        return variant.lock();
    }

    public Variant.Optimisation optimisation() {
        return variant.optimisation();
    }

    public ScenarioOptions withLock(Variant.Lock other) {
        return withVariant(new Variant(
                other, variant.guarding(), variant.preemption(), variant.alignment(), variant.optimisation()));
    }

    public ScenarioOptions withGuarding(Variant.Guarding other) {
        return withVariant(
                new Variant(variant.lock(), other, variant.preemption(), variant.alignment(), variant.optimisation()));
    }

    public ScenarioOptions withPreemption(Variant.Preemption other) {
        return withVariant(
                new Variant(variant.lock(), variant.guarding(), other, variant.alignment(), variant.optimisation()));
    }

    public ScenarioOptions withAlignment(Variant.Alignment other) {
        return withVariant(
                new Variant(variant.lock(), variant.guarding(), variant.preemption(), other, variant.optimisation()));
    }

    public ScenarioOptions withOptimisation(Variant.Optimisation other) {
        return withVariant(
                new Variant(variant.lock(), variant.guarding(), variant.preemption(), variant.alignment(), other));
    }

    public ScenarioOptions withVariant(Variant other) {
        return new ScenarioOptions(
                other, cores, memoryMiB, profile, interleaving, rounds, section, think, pages, seed, order);
    }

    public ScenarioOptions withCores(int other) {
        return new ScenarioOptions(
                variant, other, memoryMiB, profile, interleaving, rounds, section, think, pages, seed, order);
    }

    public ScenarioOptions withMemoryMiB(int other) {
        return new ScenarioOptions(
                variant, cores, other, profile, interleaving, rounds, section, think, pages, seed, order);
    }

    public ScenarioOptions withProfile(String other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, other, interleaving, rounds, section, think, pages, seed, order);
    }

    public ScenarioOptions withInterleaving(InterleavingChoice other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, profile, other, rounds, section, think, pages, seed, order);
    }

    public ScenarioOptions withRounds(int other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, profile, interleaving, other, section, think, pages, seed, order);
    }

    public ScenarioOptions withSection(int other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, profile, interleaving, rounds, other, think, pages, seed, order);
    }

    public ScenarioOptions withThink(int other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, profile, interleaving, rounds, section, other, pages, seed, order);
    }

    public ScenarioOptions withPages(int other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, profile, interleaving, rounds, section, think, other, seed, order);
    }

    public ScenarioOptions withSeed(long other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, profile, interleaving, rounds, section, think, pages, other, order);
    }

    public ScenarioOptions withOrder(MemoryOrder other) {
        return new ScenarioOptions(
                variant, cores, memoryMiB, profile, interleaving, rounds, section, think, pages, seed, other);
    }
}
