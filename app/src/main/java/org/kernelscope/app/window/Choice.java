/* Which scenario the user wants to see, with which lock, on how many cores. */
package org.kernelscope.app.window;

import org.kernelscope.kernel.Variant;

/**
 * What the top bar's three menus say.
 *
 * @param scenario name of a scenario
 * @param lock implementation of the lock layer
 * @param cores 1 to 16
 */
public record Choice(String scenario, Variant.Lock lock, int cores) {
    /** The numbers of cores on offer. */
    public static final java.util.List<Integer> CORES = java.util.List.of(1, 2, 3, 4, 6, 8, 12, 16);

    public Choice withScenario(String other) {
        return new Choice(other, lock, cores);
    }

    public Choice withLock(Variant.Lock other) {
        return new Choice(scenario, other, cores);
    }

    public Choice withCores(int other) {
        return new Choice(scenario, lock, other);
    }
}
