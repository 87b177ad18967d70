/* Which scenario the user wants to see, and how it is settled. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson;

/**
 * What the top bar's three menus say.
 *
 * @param scenario name of a scenario
 * @param options its parameters
 * @param moment where to stand at first; empty for a first look
 * @param recording played in the scenario's place; any other choice leads back to the scenario
 */
public record Choice(
        String scenario, ScenarioOptions options, Optional<Lesson.Moment> moment, Optional<Recording> recording) {
    /** The numbers of cores on offer. */
    public static final List<Integer> CORES = List.of(1, 2, 3, 4, 6, 8, 12, 16);

    /** A scenario with a first look at it. */
    public static Choice of(String scenario, ScenarioOptions options) {
        return new Choice(scenario, options, Optional.empty(), Optional.empty());
    }

    /** A moment of a lesson. */
    public static Choice at(String scenario, Lesson.Moment moment) {
        return new Choice(scenario, moment.options(), Optional.of(moment), Optional.empty());
    }

    /** A recording, with its own lock and cores. */
    public Choice withRecording(Recording recorded) {
        ScenarioOptions its = options.withLock(recorded.scenario().variant().lock())
                .withCores(recorded.scenario().machine().cores());
        return new Choice(scenario, its, Optional.empty(), Optional.of(recorded));
    }

    public Variant.Lock lock() {
        return options.lock();
    }

    public int cores() {
        return options.cores();
    }

    String coresWords() {
        return cores() == 1 ? "1 core" : cores() + " cores";
    }

    public Choice withScenario(Opener.Offer other) {
        return of(other.name(), other.defaults());
    }

    public Choice withOptions(ScenarioOptions others) {
        return of(scenario, others);
    }

    public Choice withCores(int other) {
        return of(scenario, options.withCores(other));
    }
}
