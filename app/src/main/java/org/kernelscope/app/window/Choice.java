/* Which scenario the user wants to see, and how it is settled. */
package org.kernelscope.app.window;

import java.util.List;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.kernel.Variant;

/**
 * What the top bar's three menus say.
 *
 * @param scenario name of a scenario
 * @param options its parameters
 */
public record Choice(String scenario, ScenarioOptions options) {
    /** The numbers of cores on offer. */
    public static final List<Integer> CORES = List.of(1, 2, 3, 4, 6, 8, 12, 16);

    public Variant.Lock lock() {
        return options.lock();
    }

    public int cores() {
        return options.cores();
    }

    public Choice withScenario(String other) {
        return new Choice(other, options);
    }

    public Choice withLock(Variant.Lock other) {
        return new Choice(scenario, options.withLock(other));
    }

    public Choice withCores(int other) {
        return new Choice(scenario, options.withCores(other));
    }
}
