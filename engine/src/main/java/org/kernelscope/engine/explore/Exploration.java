/* What an exploration came to. */
package org.kernelscope.engine.explore;

import java.util.Optional;

/**
 * What an exploration came to.
 *
 * @param failure the failing schedule with the fewest preemptions found, if any
 * @param schedules how many were run
 * @param covered the largest number of preemptions of which every schedule was run; -1 if not even those without
 * @param sampled how many of the schedules were drawn at random
 * @param points how many instructions were found to touch shared memory
 * @param turns instructions executed in all schedules together
 */
public record Exploration(
        Optional<FailingSchedule> failure, int schedules, int covered, int sampled, int points, long turns) {}
