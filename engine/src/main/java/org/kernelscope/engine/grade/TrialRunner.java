/* Builds a submission into the kernels of its scenarios, and explores each at most once. */
package org.kernelscope.engine.grade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.explore.Exploration;
import org.kernelscope.engine.explore.ExplorationPlan;
import org.kernelscope.engine.explore.Explorer;
import org.kernelscope.engine.explore.FailingSchedule;
import org.kernelscope.engine.explore.LeavingOracle;
import org.kernelscope.engine.explore.LockOracle;
import org.kernelscope.engine.explore.Oracle;
import org.kernelscope.engine.explore.Subject;
import org.kernelscope.engine.explore.Violation;
import org.kernelscope.engine.grade.Exercise.Change;
import org.kernelscope.engine.grade.Exercise.Trial;
import org.kernelscope.engine.grade.Verdict.Coverage;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.Diagnostic;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** The scenarios of one submission; what was built or explored once is kept. */
final class TrialRunner {
    private static final int MEMORY_MIB = 8;
    private static final int SHORTEST = 1;
    private static final int SEEDS = 1_000_000;
    private static final String PROFILE = "core-i7";

    private final KernelBuilder builder;
    private final KernelSources kernel;
    private final Exercise exercise;
    private final String text;
    private final long seed;
    private final HardwareProfile profile;
    private final Map<Kernel, BuildResult> built = new HashMap<>();
    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final Map<String, Ended> ended = new LinkedHashMap<>();
    private final List<Coverage> coverage = new ArrayList<>();

    TrialRunner(KernelBuilder builder, KernelSources kernel, Exercise exercise, String text, long seed)
            throws UserMistake {
        this.builder = builder;
        this.kernel = kernel;
        this.exercise = exercise;
        this.text = text;
        this.seed = seed;
        profile = Profiles.load(PROFILE);
    }

    /** How a scenario ended. */
    sealed interface Ended {
        /** The kernel does not build with the submission; the reason names file, line and column. */
        record NotBuilt(String reason) implements Ended {}

        /** The kernel builds, and does not come to its workload. */
        record NotBegun(String reason) implements Ended {}

        /**
         * It was explored.
         *
         * @param statement what was tried
         * @param failures of each kind at most one
         * @param stopped by the last of them, so that other promises were not judged
         */
        record Explored(String title, String statement, List<Failure> failures, boolean stopped) implements Ended {}
    }

    /** A failing schedule, and the same as a file to play. */
    record Failure(FailingSchedule schedule, Recording recording) {
        Violation violation() {
            return schedule.violation();
        }
    }

    /** What decides an image. */
    private record Kernel(Map<String, String> changed, Variant variant) {}

    /** A scenario that stands at the start of its workload, or the reason why it does not. */
    private record Begun(Optional<Subject> subject, Optional<Ended> problem, Map<String, String> sources) {}

    List<Coverage> coverage() {
        return coverage;
    }

    /** Builds and boots a scenario, and explores it if asked to. */
    Ended run(Trial trial, boolean explore) throws UserMistake, ToolchainException {
        Begun start = begun.get(trial.id());
        if (start == null) {
            start = begin(trial);
            begun.put(trial.id(), start);
        }
        if (start.problem().isPresent()) {
            return start.problem().get();
        }
        if (!explore) {
            return new Ended.Explored(trial.title(), "", List.of(), false);
        }
        Ended known = ended.get(trial.id());
        if (known == null) {
            known = explore(trial, start);
            ended.put(trial.id(), known);
        }
        return known;
    }

    private Begun begin(Trial trial) throws UserMistake, ToolchainException {
        Map<String, String> changed = new LinkedHashMap<>();
        changed.put(exercise.file(), text);
        if (trial.change().isPresent()) {
            Change change = trial.change().get();
            changed.put(change.file(), changed(change));
            change.submission().ifPresent(header -> changed.put(header, text));
        }
        BuildResult result = build(new Kernel(changed, Variant.of(exercise.lock(), trial.optimisation())));
        return switch (result) {
            case BuildResult.Failed failed ->
                new Begun(Optional.empty(), Optional.of(new Ended.NotBuilt(words(failed.diagnostics()))), changed);
            case BuildResult.Built built -> boot(trial, built.image(), changed);
        };
    }

    private BuildResult build(Kernel wanted) throws ToolchainException {
        BuildResult known = built.get(wanted);
        if (known != null) {
            return known;
        }
        KernelSources sources = kernel;
        for (var change : wanted.changed().entrySet()) {
            sources = sources.with(change.getKey(), change.getValue());
        }
        BuildResult result = builder.build(sources, wanted.variant());
        built.put(wanted, result);
        return result;
    }

    private Begun boot(Trial trial, KernelImage image, Map<String, String> changed) {
        try {
            var config = new MachineConfig(trial.cores(), MEMORY_MIB, profile);
            return new Begun(Optional.of(Subject.open(image, config, commandLine(trial))), Optional.empty(), changed);
        } catch (UserMistake never) {
            return new Begun(Optional.empty(), Optional.of(new Ended.NotBegun(never.getMessage())), changed);
        }
    }

    private String changed(Change change) throws UserMistake {
        String before = kernel.text(change.file()).orElse("");
        if (change.after().isEmpty()) {
            return change.text();
        }
        int at = before.indexOf(change.after());
        if (at < 0 || before.indexOf(change.after(), at + 1) >= 0) {
            throw new UserMistake("The exercise " + exercise.id() + " changes " + change.file() + " after '"
                    + change.after() + "', which is not there exactly once.");
        }
        int end = at + change.after().length();
        return before.substring(0, end) + change.text() + before.substring(end);
    }

    private static String words(List<Diagnostic> problems) {
        Diagnostic first = problems.stream()
                .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .orElse(problems.getFirst());
        long errors = problems.stream()
                .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
                .count();
        return "It does not compile: " + first.toString().replace(".c.h:", ".c:")
                + (errors > 1 ? " (and " + (errors - 1) + " more)" : "");
    }

    private String commandLine(Trial trial) {
        return "kscope run=contention rounds=" + trial.rounds() + " section=" + SHORTEST + " think=" + SHORTEST
                + " seed=" + Math.floorMod(seed, SEEDS);
    }

    private Ended explore(Trial trial, Begun start) throws UserMistake {
        Subject subject = start.subject().orElseThrow();
        var plan = new ExplorationPlan(
                trial.preemptions(), trial.schedules(), trial.sampled(), exercise.turns(), exercise.suffix(), seed);
        Oracle.Factory judge = switch (trial.judge()) {
            case LOCK -> each -> new LockOracle(each, exercise.file(), trial.rounds(), true);
            case LEAVING -> LeavingOracle::new;
        };
        Exploration found = Explorer.explore(subject, judge, plan);
        coverage.add(new Coverage(
                trial.id(),
                subject.image().hash(),
                trial.cores(),
                trial.optimisation().name(),
                commandLine(trial),
                found.schedules(),
                found.covered(),
                found.sampled(),
                statement(trial, found)));
        List<Failure> failures = found.failures().stream()
                .map(failure -> new Failure(failure, recording(trial, start, failure)))
                .toList();
        return new Ended.Explored(trial.title(), statement(trial, found), failures, found.stopped());
    }

    private static String statement(Trial trial, Exploration found) {
        String tried = trial.title() + ": " + Grader.counted(found.schedules(), "schedule");
        String bound = switch (found.covered()) {
            case -1 -> "";
            case 0 -> ", all without preemption among them";
            default -> ", all with at most " + Grader.counted(found.covered(), "preemption") + " among them";
        };
        return tried + bound;
    }

    private Recording recording(Trial trial, Begun start, FailingSchedule failure) {
        Subject subject = start.subject().orElseThrow();
        var scenario = new Scenario(
                trial.id(),
                trial.title(),
                failure.violation().sentence(),
                Variant.of(exercise.lock(), trial.optimisation()),
                subject.machine().config(),
                commandLine(trial),
                new InterleavingChoice(InterleavingChoice.Kind.REPLAY, 0),
                megahertz());
        return new Recording(
                scenario,
                subject.image().hash(),
                subject.powerOnHash(),
                failure.decisions(),
                List.of(),
                List.of(),
                Optional.of(failure.violation().sentence()),
                OptionalLong.of(failure.violation().step()),
                start.sources());
    }

    private int megahertz() {
        try {
            return profile.value("clock");
        } catch (ImageException lacking) {
            throw new AssertionError("a bundled profile lacks its clock rate", lacking);
        }
    }
}
