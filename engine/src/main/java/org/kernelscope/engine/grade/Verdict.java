/* What grading came to, with everything needed to repeat it. */
package org.kernelscope.engine.grade;

import java.util.List;
import java.util.Optional;

/**
 * What grading came to.
 *
 * @param exercise its id
 * @param submission its name
 * @param contentHash SHA-256 of what was handed in
 * @param seed of the random schedules and of the workload
 * @param turns of one schedule before its fair suffix
 * @param suffix turns of that
 * @param points given
 * @param of how many there are
 * @param results one for each check of the exercise, in order
 * @param covered what was tried, scenario by scenario
 * @param notes remarks on the submission
 */
public record Verdict(
        String exercise,
        String submission,
        String contentHash,
        long seed,
        long turns,
        long suffix,
        int points,
        int of,
        List<CheckResult> results,
        List<Coverage> covered,
        List<String> notes) {
    /** Version of the file format. */
    public static final int VERSION = 1;

    public Verdict {
        results = List.copyOf(results);
        covered = List.copyOf(covered);
        notes = List.copyOf(notes);
    }

    /** How a check ended. */
    public enum Status {
        PASSED,
        FAILED,
        NOT_JUDGED
    }

    /**
     * How a check ended.
     *
     * @param reason in plain words
     * @param schedule the failing schedule in words
     * @param recording name of the file with it
     */
    public record CheckResult(
            String id,
            String title,
            int points,
            int of,
            Status status,
            String reason,
            Optional<String> schedule,
            Optional<String> recording) {
        public boolean passed() {
            return status == Status.PASSED;
        }
    }

    /**
     * What was tried of one scenario.
     *
     * @param scenario its id
     * @param imageHash SHA-256 of the kernel
     * @param commandLine what the kernel was told
     * @param schedules how many were run
     * @param preemptions the bound up to which all were run; -1 if not even those without
     * @param sampled how many were drawn at random
     * @param statement the same in words
     */
    public record Coverage(
            String scenario,
            String imageHash,
            int cores,
            String optimisation,
            String commandLine,
            int schedules,
            int preemptions,
            int sampled,
            String statement) {}
}
