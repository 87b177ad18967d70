/* An exercise: what a student may change, how that is tried out, what it is worth. */
package org.kernelscope.engine.grade;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kernelscope.engine.explore.Violation;
import org.kernelscope.kernel.Variant;

/**
 * An exercise, with every parameter settled.
 *
 * @param summary one sentence
 * @param lock the lock implementation that the file belongs to
 * @param file the one kernel source that a submission replaces
 * @param region name of the marked regions that are blank in the starter
 * @param text Markdown
 * @param blanks what the starter has instead of each marked region, in order
 * @param turns of one schedule before its fair suffix
 * @param suffix turns of that
 */
public record Exercise(
        String id,
        String title,
        String summary,
        Variant.Lock lock,
        String file,
        String region,
        String text,
        List<String> blanks,
        long turns,
        long suffix,
        List<Trial> scenarios,
        List<Check> checks,
        List<String> hints) {

    public Exercise {
        blanks = List.copyOf(blanks);
        scenarios = List.copyOf(scenarios);
        checks = List.copyOf(checks);
        hints = List.copyOf(hints);
    }

    /** The sum of all checks. */
    public int points() {
        return checks.stream().mapToInt(Check::points).sum();
    }

    /** The scenario of that name; every check names one that exists. */
    Trial scenario(String name) {
        return scenarios.stream()
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How a run is judged; the id is what files call it. */
    public enum Judge {
        LOCK,
        LEAVING
    }

    /**
     * One kernel with one workload.
     *
     * @param rounds acquire and release pairs on each core
     * @param change what is different from the bundled kernel, besides the submission
     * @param preemptions bound up to which all schedules are tried, budget permitting
     * @param schedules budget
     * @param sampled schedules drawn at random afterwards
     */
    public record Trial(
            String id,
            String title,
            int cores,
            int rounds,
            Variant.Optimisation optimisation,
            Judge judge,
            Optional<Change> change,
            int preemptions,
            int schedules,
            int sampled) {}

    /**
     * A change of one kernel source.
     *
     * @param after text behind which something is inserted; where empty the whole file is replaced
     * @param submission a header that the kernel gets besides, with the submission's text; empty for none
     */
    public record Change(String file, String after, String text, Optional<String> submission) {}

    /**
     * Something that is worth points.
     *
     * @param means what the check asks for, in words
     * @param scenarios ids of those in which it can be lost
     * @param promises what must not be broken; empty for "builds and boots"
     * @param needs ids of checks without which this one is not judged
     */
    public record Check(
            String id,
            String title,
            int points,
            String means,
            List<String> scenarios,
            Set<Violation.Kind> promises,
            List<String> needs) {
        public Check {
            scenarios = List.copyOf(scenarios);
            promises = Set.copyOf(promises);
            needs = List.copyOf(needs);
        }
    }
}
