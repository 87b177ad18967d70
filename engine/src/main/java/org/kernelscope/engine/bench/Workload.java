/* One thing that machines are compared by. */
package org.kernelscope.engine.bench;

import java.util.function.IntFunction;

/**
 * A guest that does something so many times.
 *
 * @param name in tables
 * @param rounds of a slow machine; fast ones do more. 1 where there is no telling a guest how much it does
 * @param more how many times as much fast machines do, or starting would be all that is measured
 * @param guest by its rounds
 * @param start what starting takes is measured by, to be taken away
 * @param isCompared whether it counts in the geometric mean
 * @param isSteady whether it executes the same instructions on every machine
 */
public record Workload(
        String name,
        int rounds,
        int more,
        IntFunction<Guest> guest,
        Guest start,
        boolean isCompared,
        boolean isSteady) {
    private static final int ALL = 100;

    /** The same with so many percent of the work. */
    public Workload part(int percent) {
        int less = rounds == 1 ? 1 : Math.max(2, (int) ((long) rounds * percent / ALL));
        return new Workload(name, less, more, guest, start, isCompared, isSteady);
    }

    /** How many rounds a place does. */
    int rounds(Place place) {
        return rounds > 1 && place.isFast() ? rounds * more : rounds;
    }
}
