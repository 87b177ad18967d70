/* Tests that a true lesson passes its check and that an untrue one is noticed. */
package org.kernelscope.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Benchmark;
import org.kernelscope.engine.bench.Benchmarks;
import org.kernelscope.engine.bench.Sweep;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.LessonCheck.Finding;
import org.kernelscope.lessons.LessonCheck.Outcome;
import org.kernelscope.lessons.LessonCheck.Trial;

class LessonCheckTest {
    private static final Trial SOLVABLE = exercise -> new Outcome(false, true);

    @TempDir
    static Path cache;

    private static BuiltKernel kernel;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws Exception {
        kernel = new BuiltKernel(cache);
    }

    private static ExerciseTrial grader(KernelSources sources) throws IOException {
        return new ExerciseTrial(Lessons.exercises(), sources, kernel.builder(), 1);
    }

    private static List<String> wrong(Lesson lesson, Trial trial) {
        return LessonCheck.all(List.of(lesson), kernel, trial).stream()
                .filter(finding -> !finding.ok())
                .map(finding -> finding.step() + ": " + finding.sentence())
                .toList();
    }

    @Test
    void whatTheBundledLessonsSayIsTrue() throws Exception {
        List<Lesson> lessons = Lessons.bundled();
        List<Finding> findings = LessonCheck.all(lessons, kernel, grader(KernelSources.bundled()));
        assertEquals(
                List.of(), findings.stream().filter(finding -> !finding.ok()).toList());
        assertEquals(lessons.stream().mapToInt(lesson -> lesson.steps().size()).sum(), findings.size());
    }

    @Test
    void theCurvesRunAsTheSlideOnCostsSays() throws Exception {
        Variant.Optimisation optimisation = ScenarioOptions.defaults().optimisation();
        HardwareProfile profile =
                Profiles.load(Lessons.bundled().getFirst().options().profile());
        Benchmark latency = Benchmarks.named("lock-latency").orElseThrow();
        BenchResult result = latency.run(
                variant -> kernel.of(Variant.of(variant.lock(), optimisation)),
                profile,
                new Sweep(400, List.of(1, 2, 4, 8), List.of()),
                _ -> {});
        List<Double> ticket = column(result, "ticket", "efficiency_percent");
        List<Double> mcs = column(result, "MCS", "efficiency_percent");
        List<Double> ticketCycles = column(result, "ticket", "cycles_per_pair");
        List<Double> mcsCycles = column(result, "MCS", "cycles_per_pair");
        assertTrue(ticket.get(1) > mcs.get(1), "two cores: the ticket lock is ahead");
        assertTrue(ticket.get(2) < mcs.get(2), "four cores: its bar is the lower one");
        assertTrue(ticketCycles.get(2) < mcsCycles.get(2), "four cores: in cycles it is ahead still");
        assertTrue(ticketCycles.get(3) > mcsCycles.get(3), "eight cores: in cycles too it is behind");
        for (int more = 1; more < ticket.size(); more++) {
            assertTrue(ticket.get(more) < ticket.get(more - 1), "it goes on falling");
        }
        assertTrue(mcs.get(1) < 50, "a deep step down");
        assertEquals(mcs.get(2), mcs.get(3), 3, "then flat");
    }

    private static List<Double> column(BenchResult result, String series, String column) {
        return result.of(series).stream()
                .map(point -> point.value(column).orElseThrow())
                .toList();
    }

    @Test
    void aWrongClaimIsNoticed() throws Exception {
        Lesson lesson = LessonFolder.in(folder).with("claim: [3, 3]", "claim: [1, 2]");
        List<String> wrong = wrong(lesson, SOLVABLE);
        assertEquals(1, wrong.size());
        assertTrue(
                wrong.getFirst().startsWith("guess: copies-lost is 3 (copies), but the lesson claims 1 to 2; "),
                wrong.getFirst());
    }

    @Test
    void aWrongFurtherClaimIsNoticed() throws Exception {
        Lesson lesson = LessonFolder.in(folder).with("next-holder: [0, 3]", "next-holder: [4, 5]");
        List<String> wrong = wrong(lesson, SOLVABLE);
        assertEquals(1, wrong.size());
        assertTrue(wrong.getFirst().endsWith("(core), but the lesson claims 4 to 5"), wrong.getFirst());
    }

    @Test
    void aToleranceThatTakesAnythingIsNoticed() throws Exception {
        Lesson lesson = LessonFolder.in(folder).with("within: 0", "within: 2");
        assertEquals(
                List.of("guess: 'within' 2 lets nearly any prediction count; make it smaller"),
                wrong(lesson, SOLVABLE));
    }

    @Test
    void aMomentThatNeverComesIsNoticed() throws Exception {
        Lesson lesson = LessonFolder.in(folder).with("hand-overs: 2", "rounds: 1, hand-overs: 50");
        assertEquals(
                List.of("guess: The run ends before a moment after 50 hand-overs with 3 cores waiting: ask for fewer,"
                        + " or give more rounds."),
                wrong(lesson, SOLVABLE));
    }

    @Test
    void anExerciseThatIsNotThereIsNoticed() throws Exception {
        Lesson lesson = LessonFolder.in(folder).with("exercise: ticket-lock", "exercise: tickets");
        Path exercises = Lessons.exercises();
        assertEquals(
                List.of("write: There is no exercise 'tickets' in " + exercises + "; write "
                        + exercises.resolve("tickets").resolve("exercise.yaml") + ", or name another exercise."),
                wrong(lesson, grader(KernelSources.bundled())));
    }

    @Test
    void anExerciseThatTheKernelItselfFailsIsNoticed() throws Exception {
        KernelSources bundled = KernelSources.bundled();
        String file = "ticket_lock/ticket_lock.c";
        String broken = bundled.text(file).orElseThrow().replace("lock->now_serving++;", "lock->now_serving += 2;");
        Lesson lesson = LessonFolder.in(folder).read(LessonFolder.YAML);
        assertEquals(
                List.of("write: the kernel's own code fails exercise ticket-lock"),
                wrong(lesson, grader(bundled.with(file, broken))));
    }

    @Test
    void anExerciseThatNeedsNoWorkIsNoticed() throws Exception {
        Lesson lesson = LessonFolder.in(folder).read(LessonFolder.YAML);
        assertEquals(
                List.of("write: exercise ticket-lock passes before anything is written"),
                wrong(lesson, exercise -> new Outcome(true, true)));
    }

    @Test
    void slidesThatAreTooLongOrTooWideAreNoticed() throws Exception {
        LessonFolder written = LessonFolder.in(folder);
        Files.writeString(folder.resolve("one.md"), "# One\n" + "- a point\n".repeat(22));
        Files.writeString(folder.resolve("task.md"), "# Write it\n\n```c\n" + "x".repeat(91) + "\n```\n");
        assertEquals(
                List.of(
                        "one: 23 lines are too many for a page; 22 at most",
                        "write: code of 91 columns is too wide; 90 at most"),
                wrong(written.read(LessonFolder.YAML), SOLVABLE));
    }

    @Test
    void twoLessonsOfOneIdAreNoticed() throws Exception {
        Lesson lesson = LessonFolder.in(folder).read(LessonFolder.YAML);
        List<Finding> findings = LessonCheck.all(List.of(lesson, lesson), kernel, SOLVABLE);
        assertEquals(
                List.of(new Finding(lesson.id(), "", false, "two lessons have this id; rename one's folder")),
                findings.stream().filter(finding -> !finding.ok()).toList());
    }
}
