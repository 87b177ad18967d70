/* A schedule that breaks a promise, seen to do so each time it is replayed. */
package org.kernelscope.engine.explore;

import org.kernelscope.hw.interleaving.Decisions;

/**
 * A schedule that breaks a promise, seen to do so each time it was replayed.
 *
 * @param violation what it breaks
 * @param decisions every turn from power-on to the end of the run
 * @param preemptions switches away from a core that could go on
 * @param found how many schedules had been tried when it was found, itself included
 * @param summary the schedule in words, from the start of the workload
 * @param stateHash the machine's state after the last turn
 */
public record FailingSchedule(
        Violation violation, Decisions decisions, int preemptions, int found, String summary, long stateHash) {}
