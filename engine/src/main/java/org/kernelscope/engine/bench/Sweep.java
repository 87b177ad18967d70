/* How much of a benchmark is run. */
package org.kernelscope.engine.bench;

import java.util.List;

/**
 * What is varied, and how often each point is repeated.
 *
 * @param rounds repetitions within each point
 * @param cores numbers of cores, ascending; empty where the benchmark does not vary them
 * @param values what else is varied, ascending: payloads, pages, words; empty where nothing is
 */
public record Sweep(int rounds, List<Integer> cores, List<Integer> values) {
    public Sweep {
        cores = List.copyOf(cores);
        values = List.copyOf(values);
    }

    public Sweep withRounds(int other) {
        return new Sweep(other, cores, values);
    }

    public Sweep withCores(List<Integer> others) {
        return new Sweep(rounds, others, values);
    }

    public Sweep withValues(List<Integer> others) {
        return new Sweep(rounds, cores, others);
    }
}
