/* How far an exploration goes. */
package org.kernelscope.engine.explore;

/**
 * How far an exploration goes; every limit is in schedules or turns, none in seconds.
 *
 * @param preemptions the largest number of preemptions whose schedules are all tried
 * @param schedules budget for those
 * @param sampled schedules drawn at random afterwards
 * @param turns of one schedule before its fair suffix
 * @param suffix turns of the fair suffix, after which a schedule is stuck
 * @param seed of the random schedules
 */
public record ExplorationPlan(int preemptions, int schedules, int sampled, long turns, long suffix, long seed) {}
