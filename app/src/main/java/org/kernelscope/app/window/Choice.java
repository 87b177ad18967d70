/* Which scenario the user wants to see, and how it is settled. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson;

/**
 * What the top bar's three menus say.
 *
 * @param scenario name of a scenario
 * @param options its parameters
 * @param moment where to stand at first; empty for a first look
 */
public record Choice(String scenario, ScenarioOptions options, Optional<Lesson.Moment> moment) {
    /** The numbers of cores on offer. */
    public static final List<Integer> CORES = List.of(1, 2, 3, 4, 6, 8, 12, 16);

    /** A scenario with a first look at it. */
    public static Choice of(String scenario, ScenarioOptions options) {
        return new Choice(scenario, options, Optional.empty());
    }

    public Variant.Lock lock() {
        return options.lock();
    }

    public int cores() {
        return options.cores();
    }

    public Choice withScenario(String other) {
        return new Choice(other, options, Optional.empty());
    }

    public Choice withLock(Variant.Lock other) {
        return new Choice(scenario, options.withLock(other), Optional.empty());
    }

    public Choice withCores(int other) {
        return new Choice(scenario, options.withCores(other), Optional.empty());
    }
}
