/* What an exploration came to. */
package org.kernelscope.engine.explore;

import java.util.List;
import java.util.Optional;

/**
 * What an exploration came to.
 *
 * @param failures for each kind of broken promise, the failing schedule with the fewest preemptions found
 * @param stopped whether a fatal one among them ended the exploration
 * @param schedules how many were run
 * @param covered the largest number of preemptions of which every schedule was run; -1 if not even those without
 * @param sampled how many of the schedules were drawn at random
 * @param points how many instructions were found to touch shared memory
 * @param turns instructions executed in all schedules together
 */
public record Exploration(
        List<FailingSchedule> failures,
        boolean stopped,
        int schedules,
        int covered,
        int sampled,
        int points,
        long turns) {
    public Exploration {
        failures = List.copyOf(failures);
    }

    /** The failing schedule that breaks a promise of this kind. */
    public Optional<FailingSchedule> failure(Violation.Kind kind) {
        return failures.stream().filter(each -> each.violation().kind() == kind).findFirst();
    }
}
