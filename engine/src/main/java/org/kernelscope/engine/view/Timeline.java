/* What every core did over time, as far as it is known. */
package org.kernelscope.engine.view;

import java.util.List;

/**
 * One lane per core. Reaches beyond the present when the player has gone back: what lies ahead is known.
 *
 * @param lanes spans of each core in time order, without gaps between neighbours, indexed by core
 * @param turns of threads on each core in time order, indexed by core; empty where the kernel has no threads
 * @param handOvers in time order
 * @param end virtual time in cycles up to which the run is known
 */
public record Timeline(List<List<Span>> lanes, List<List<Turn>> turns, List<HandOver> handOvers, long end) {
    public Timeline {
        lanes = lanes.stream().map(List::copyOf).toList();
        turns = turns.stream().map(List::copyOf).toList();
        handOvers = List.copyOf(handOvers);
    }

    /**
     * A core in one phase.
     *
     * @param from virtual time in cycles, inclusive
     * @param to virtual time in cycles, exclusive
     */
    public record Span(Phase phase, long from, long to) {}

    /**
     * A thread had a core.
     *
     * @param thread its number
     * @param from virtual time in cycles, inclusive
     * @param to virtual time in cycles, exclusive
     */
    public record Turn(int thread, long from, long to) {}

    /**
     * The lock passed from one core to another.
     *
     * @param released virtual time in cycles of the releasing store
     * @param granted virtual time in cycles at which the new holder entered
     */
    public record HandOver(String lock, int from, int to, long released, long granted) {}
}
