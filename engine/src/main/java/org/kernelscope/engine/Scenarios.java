/* The scenarios, all of them. */
package org.kernelscope.engine;

import java.util.List;
import java.util.stream.Collectors;

/** The list of scenarios. */
public final class Scenarios {
    private static final List<ScenarioTemplate> ALL = List.of(new ScenarioTemplate(
            "spinlock",
            "Spinlock hand-off",
            "Several cores want one lock: watch the queue, the hand-off, and which cache lines move.",
            "contention"));

    private Scenarios() {}

    public static List<ScenarioTemplate> all() {
        return ALL;
    }

    /** The scenario of this name. */
    public static ScenarioTemplate named(String name) throws UserMistake {
        for (ScenarioTemplate template : ALL) {
            if (template.name().equals(name)) {
                return template;
            }
        }
        String names = ALL.stream().map(ScenarioTemplate::name).collect(Collectors.joining(", "));
        throw new UserMistake("There is no scenario '" + name + "'; there are: " + names + ".");
    }
}
