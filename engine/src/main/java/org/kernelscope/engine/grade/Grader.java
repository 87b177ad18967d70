/* Gives a verdict on a submission. */
package org.kernelscope.engine.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.explore.FailingSchedule;
import org.kernelscope.engine.grade.Exercise.Check;
import org.kernelscope.engine.grade.TrialRunner.Ended;
import org.kernelscope.engine.grade.TrialRunner.Failure;
import org.kernelscope.engine.grade.Verdict.CheckResult;
import org.kernelscope.engine.grade.Verdict.Coverage;
import org.kernelscope.engine.grade.Verdict.Status;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.ToolchainException;

/** Gives a verdict on a submission: the same for the same exercise, submission, kernel and seed, on every host. */
public final class Grader {
    private final KernelBuilder builder;
    private final KernelSources kernel;

    /**
     * A grader.
     *
     * @param kernel the sources that the submission's file is put into
     */
    public Grader(KernelBuilder builder, KernelSources kernel) {
        this.builder = builder;
        this.kernel = kernel;
    }

    /**
     * A verdict with the failing schedules that it names.
     *
     * @param recordings by file name
     */
    public record Graded(Verdict verdict, Map<String, Recording> recordings) {
        public Graded {
            recordings = Map.copyOf(recordings);
        }
    }

    /**
     * Grades one submission. Whatever is wrong with it is in the verdict.
     *
     * @throws UserMistake where the exercise does not fit the kernel
     * @throws ToolchainException where the compiler cannot work on this host
     */
    public Graded grade(Exercise exercise, Submission submission, long seed) throws UserMistake, ToolchainException {
        if (submission.text().isEmpty()) {
            return refused(exercise, submission, seed);
        }
        var trials =
                new TrialRunner(builder, kernel, exercise, submission.text().get(), seed);
        List<CheckResult> results = new ArrayList<>();
        Map<String, Recording> recordings = new LinkedHashMap<>();
        for (Check check : exercise.checks()) {
            results.add(judge(exercise, check, results, trials, recordings));
        }
        return new Graded(verdict(exercise, submission, seed, results, trials.coverage()), recordings);
    }

    private static Graded refused(Exercise exercise, Submission submission, long seed) {
        String problem = submission.problem().orElseThrow();
        List<CheckResult> results = new ArrayList<>();
        for (Check check : exercise.checks()) {
            results.add(
                    results.isEmpty()
                            ? lost(check, "The submission cannot be graded: " + problem + ".")
                            : notJudged(check, "there is nothing to grade"));
        }
        return new Graded(verdict(exercise, submission, seed, results, List.of()), Map.of());
    }

    private static Verdict verdict(
            Exercise exercise, Submission submission, long seed, List<CheckResult> results, List<Coverage> covered) {
        int points = results.stream().mapToInt(CheckResult::points).sum();
        return new Verdict(
                exercise.id(),
                submission.name(),
                submission.contentHash(),
                seed,
                exercise.turns(),
                exercise.suffix(),
                points,
                exercise.points(),
                results,
                covered,
                submission.notes());
    }

    private CheckResult judge(
            Exercise exercise,
            Check check,
            List<CheckResult> before,
            TrialRunner trials,
            Map<String, Recording> recordings)
            throws UserMistake, ToolchainException {
        Optional<CheckResult> missing = before.stream()
                .filter(other -> check.needs().contains(other.id()) && !other.passed())
                .findFirst();
        if (missing.isPresent()) {
            return notJudged(check, "\"" + missing.get().title() + "\" is not fulfilled");
        }
        boolean building = check.promises().isEmpty();
        List<Ended.Explored> explored = new ArrayList<>();
        for (String scenario : check.scenarios()) {
            switch (trials.run(exercise.scenario(scenario), !building)) {
                case Ended.NotBuilt(String reason) -> {
                    return building ? lost(check, reason) : without(check, Status.NOT_JUDGED, reason);
                }
                case Ended.NotBegun(String reason) -> {
                    return building ? lost(check, reason) : without(check, Status.NOT_JUDGED, reason);
                }
                case Ended.Explored found -> {
                    var broken = found.failures().stream()
                            .filter(each ->
                                    check.promises().contains(each.violation().kind()))
                            .findFirst();
                    if (broken.isPresent()) {
                        return failed(check, scenario, found.title(), broken.get(), recordings);
                    }
                    explored.add(found);
                }
            }
        }
        return explored.stream()
                .filter(Ended.Explored::stopped)
                .findFirst()
                .map(found ->
                        notJudged(check, found.failures().getLast().violation().sentence()))
                .orElseGet(() -> passed(check, explored));
    }

    private static CheckResult failed(
            Check check, String scenario, String title, Failure failure, Map<String, Recording> recordings) {
        FailingSchedule schedule = failure.schedule();
        String file = "failure-" + scenario + "-" + failure.violation().kind().id() + ".kscope";
        recordings.put(file, failure.recording());
        String reason = sentence(failure.violation().sentence()) + " Seen with " + title + ", "
                + counted(schedule.preemptions(), "preemption") + ", in schedule " + schedule.found() + ".";
        return new CheckResult(
                check.id(),
                check.title(),
                0,
                check.points(),
                Status.FAILED,
                reason,
                Optional.of(schedule.summary()),
                Optional.of(file));
    }

    private static CheckResult passed(Check check, List<Ended.Explored> kept) {
        String reason = check.promises().isEmpty()
                ? check.means()
                : kept.stream().map(Ended.Explored::statement).collect(Collectors.joining("; ", "No violation: ", "."));
        return new CheckResult(
                check.id(),
                check.title(),
                check.points(),
                check.points(),
                Status.PASSED,
                reason,
                Optional.empty(),
                Optional.empty());
    }

    private static CheckResult lost(Check check, String reason) {
        return without(check, Status.FAILED, reason);
    }

    private static CheckResult notJudged(Check check, String why) {
        return without(check, Status.NOT_JUDGED, "Not judged: " + why + ".");
    }

    private static CheckResult without(Check check, Status status, String reason) {
        return new CheckResult(
                check.id(), check.title(), 0, check.points(), status, reason, Optional.empty(), Optional.empty());
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    static String counted(int count, String what) {
        return switch (count) {
            case 0 -> "no " + what;
            case 1 -> "1 " + what;
            default -> count + " " + what + "s";
        };
    }
}
