/* Benchmarks, exercises and lessons in the real window on real kernels, with no display. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.app.window.TestWindow.KERNELS;
import static org.kernelscope.app.window.TestWindow.fire;
import static org.kernelscope.app.window.TestWindow.fx;
import static org.kernelscope.app.window.TestWindow.ready;
import static org.kernelscope.app.window.TestWindow.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.app.exercise.Exercises;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Benchmark;
import org.kernelscope.engine.bench.Benchmarks;
import org.kernelscope.engine.bench.Sweep;
import org.kernelscope.engine.grade.Verdict;
import org.kernelscope.lessons.Lesson;
import org.kernelscope.lessons.Lessons;
import org.kernelscope.visualizers.chart.fx.ChartPane;

class PagesTest {
    private static final String LESSON = "spinlock-hand-off";
    private static final String EXERCISE = "ticket-lock";

    /** A ticket is drawn in three steps; between them another core may draw the same. */
    private static final String SPLIT = """
            #include "cpu/atomic.h"
            #include "lock/lock.h"

            const char lock_name[] = "ticket";

            void lock_init(struct lock *lock) {
              lock->next_ticket = 0;
              lock->now_serving = 0;
            }

            void lock_acquire(struct lock *lock) {
              unsigned ticket = *(volatile unsigned *)&lock->next_ticket;
              compiler_barrier();
              lock->next_ticket = ticket + 1;
              while (*(volatile unsigned *)&lock->now_serving != ticket) {
                cpu_relax();
              }
            }

            void lock_release(struct lock *lock) {
              compiler_barrier();
              lock->now_serving++;
            }
            """;

    private static final Benchmark LATENCY = Benchmarks.named("lock-latency").orElseThrow();

    @TempDir
    private Path folder;

    private Window window;

    @BeforeEach
    void open() throws Exception {
        window = TestWindow.opened(folder, Optional.of(ScenarioOptions.defaults()));
    }

    @AfterEach
    void close() {
        TestWindow.close(window);
    }

    private Optional<Node> find(String selector) {
        return TestWindow.find(window, selector);
    }

    @Test
    void theBenchmarkIsMeasuredDrawnAndExported() throws Exception {
        BenchModel bench = fx(() -> {
            BenchModel small =
                    new BenchModel(window.model(), KERNELS, LATENCY, new Sweep(200, List.of(1, 2), List.of()));
            window.view().offer(small);
            window.view().openPage("lock-latency");
            return small;
        });
        assertInstanceOf(Work.Idle.class, fx(() -> bench.stateProperty().get()));
        fire(window, "bench-run");
        assertInstanceOf(Work.Running.class, fx(() -> bench.stateProperty().get()));
        until(() -> bench.stateProperty().get() instanceof Work.Done<BenchResult>);
        assertInstanceOf(ChartPane.class, find("#bench-chart").orElseThrow());
        Path out = folder.resolve("out");
        fx(() -> {
            bench.export(out);
            return true;
        });
        for (String ending : List.of("svg", "pdf", "png", "csv", "json")) {
            assertTrue(Files.size(out.resolve("lock-latency." + ending)) > 100, ending);
        }
        Path nowhere = Files.writeString(folder.resolve("file"), "no folder").resolve("below");
        fx(() -> {
            bench.export(nowhere);
            return true;
        });
        assertEquals(1, fx(() -> window.model().notices().problems().size()));
        fire(window, "leave-page");
        assertEquals(Optional.empty(), find("#bench-chart"));
    }

    @Test
    void allBenchmarksAreListed() throws Exception {
        for (Benchmark benchmark : Benchmarks.all()) {
            fx(() -> {
                window.view().openPage(benchmark.name());
                return true;
            });
            assertTrue(find("#bench-run").isPresent(), benchmark.name());
            assertTrue(find("#page-" + benchmark.name()).isPresent(), benchmark.name());
        }
    }

    @Test
    void aCancelledBenchmarkIsGone() throws Exception {
        BenchModel bench = fx(() -> {
            BenchModel endless =
                    new BenchModel(window.model(), KERNELS, LATENCY, new Sweep(1_000_000, List.of(1, 16), List.of()));
            window.view().offer(endless);
            window.view().openPage("lock-latency");
            return endless;
        });
        fire(window, "bench-run");
        until(() -> bench.stateProperty().get() instanceof Work.Running<BenchResult>(String doing)
                && doing.startsWith("Measuring"));
        fire(window, "cancel-work");
        assertInstanceOf(Work.Idle.class, fx(() -> bench.stateProperty().get()));
    }

    @Test
    void aWrongSubmissionsFailingScheduleOpensAtItsStep() throws Exception {
        Path file = Files.writeString(folder.resolve("ticket_lock.c"), SPLIT);
        ExerciseModel exercise = fx(() -> model());
        fx(() -> {
            window.view().offer(exercise);
            window.view().openPage(EXERCISE);
            exercise.grade(file);
            return true;
        });
        until(() -> exercise.stateProperty().get() instanceof Work.Done<ExerciseModel.Outcome>);
        Verdict verdict = fx(() -> exercise.stateProperty().get() instanceof Work.Done<ExerciseModel.Outcome>(var made)
                        ? Optional.of(made.verdict())
                        : Optional.<Verdict>empty())
                .orElseThrow();
        assertTrue(verdict.points() < verdict.of());
        Verdict.CheckResult failed = verdict.results().stream()
                .filter(check -> check.recording().isPresent())
                .findFirst()
                .orElseThrow();
        Recording recording = fx(() -> exercise.schedule(failed)).orElseThrow();
        fire(window, "show-" + failed.id());
        ready(window);
        assertEquals(
                recording.stopAt().orElseThrow(),
                fx(() -> window.model().frameProperty().get().orElseThrow().step()));
        Label note = (Label) find("#note").orElseThrow();
        assertEquals(failed.reason(), fx(note::getText));
        assertTrue(fx(() -> note.getParent().getParent().isVisible()));
        fire(window, "event-back");
        until(() -> window.model().frameProperty().get().orElseThrow().step()
                < recording.stopAt().orElseThrow());
        fire(window, "to-failure");
        until(() -> window.model().frameProperty().get().orElseThrow().step()
                == recording.stopAt().orElseThrow());
    }

    private ExerciseModel model() {
        try {
            return new ExerciseModel(Exercises.named(EXERCISE), window.model(), KERNELS);
        } catch (org.kernelscope.engine.UserMistake | java.io.IOException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    void theStarterFileIsSavedAndGradedAsUnfinished() throws Exception {
        ExerciseModel exercise = fx(() -> model());
        Path file = folder.resolve(exercise.fileName());
        fx(() -> {
            exercise.saveStarter(file);
            return true;
        });
        assertTrue(Files.readString(file).contains("lock_acquire"));
        assertFalse(Files.readString(file).contains("atomic_fetch_add"));
    }

    @Test
    void aQuestionsAnswerIsMeasuredAndProgressSurvivesARestart() throws Exception {
        Lesson lesson = Lessons.bundled().stream()
                .filter(each -> each.id().equals(LESSON))
                .findFirst()
                .orElseThrow();
        fire(window, "lesson-" + LESSON);
        while (fx(() -> window.model().predict().questionProperty().get().isEmpty())) {
            fire(window, "lesson-next");
        }
        ready(window);
        PredictModel.Feedback wrong = answer("77");
        assertFalse(wrong.right());
        assertTrue(wrong.sentence().contains("you said 77"), wrong.sentence());
        String measured = wrong.sentence().replaceFirst("(?s)^\\D*(\\d+).*", "$1");
        PredictModel.Feedback right = answer(measured);
        assertTrue(right.right(), right.sentence());
        Label shown = (Label) find(".ks-predict-feedback").orElseThrow();
        assertEquals("\u2713 " + right.sentence(), fx(shown::getText));
        String before =
                fx(() -> new LessonModel(lesson, window.model(), KERNELS, folder.resolve("lessons.json")).state());
        assertTrue(before.matches("[1-9]\\d*/" + lesson.steps().size()), before);
        close();
        window = TestWindow.opened(folder, Optional.empty());
        Label state = (Label) find("#lesson-" + LESSON + " .ks-nav-state").orElseThrow();
        assertEquals(before, fx(state::getText));
    }

    @Test
    void aLessonsTaskOpensItsExerciseAndTheNextStepLeavesIt() throws Exception {
        fire(window, "lesson-" + LESSON);
        while (find("#open-exercise").isEmpty()) {
            fire(window, "lesson-next");
        }
        fire(window, "open-exercise");
        assertTrue(find("#grade").isPresent());
        fire(window, "lesson-back");
        assertEquals(Optional.empty(), find("#grade"));
    }

    private PredictModel.Feedback answer(String words) throws Exception {
        PredictModel predict = window.model().predict();
        Optional<PredictModel.Feedback> before =
                fx(() -> predict.feedbackProperty().get());
        fx(() -> {
            predict.answerProperty().set(words);
            return true;
        });
        fire(window, "predict-check");
        until(() -> !predict.checkingProperty().get()
                && !predict.feedbackProperty().get().equals(before));
        return fx(() -> predict.feedbackProperty().get()).orElseThrow();
    }

    @Test
    void settingsThatCannotBeReadAreSetAsideAndSaid() throws Exception {
        close();
        Files.writeString(folder.resolve("settings.txt"), "theme = ~~~\nno settings at all");
        window = TestWindow.opened(folder, Optional.empty());
        assertTrue(Files.exists(folder.resolve("settings.txt.broken")));
        List<String> log = fx(() -> window.model().notices().log().stream()
                .map(Notices.Notice::sentence)
                .toList());
        assertTrue(log.stream().anyMatch(sentence -> sentence.contains("could not be understood")), log::toString);
    }
}
