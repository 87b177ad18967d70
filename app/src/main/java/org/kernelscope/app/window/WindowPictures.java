/* Takes the documentation's pictures of the real window, with no display. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.app.bench.BenchExport;
import org.kernelscope.app.exercise.Exercises;
import org.kernelscope.app.settings.Look;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.Benchmark;
import org.kernelscope.engine.bench.Benchmarks;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.grade.Exercise;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.ToolchainException;

/** Each from a real run: the window at work, a lesson, a verdict, the benchmark's chart. */
public final class WindowPictures {
    private static final int EVENTS = 60;
    private static final int MOST_EVENTS = 400;
    private static final int WAITING = 2;
    private static final String LESSON = "spinlock-hand-off";
    private static final String EXERCISE = "ticket-lock";
    private static final String ATOMIC = "atomic_fetch_add(&lock->next_ticket, 1)";
    private static final String BROKEN = "lock->next_ticket++";

    /** A scenario's first view, so many events after the first look. */
    private record Page(String file, String scenario, int events) {}

    private static final List<Page> PAGES = List.of(
            new Page("threads.png", "sleep-wakeup", 16),
            new Page("preemption.png", "scheduler-preempt", 6),
            new Page("page-tables.png", "page-fault", 8),
            new Page("memory.png", "containers", 40),
            new Page("ipc.png", "ipc-fairness", 15),
            new Page("traps.png", "syscall-path", 5),
            new Page("tlb-shootdown.png", "tlb-shootdown", 0),
            new Page("shell.png", "shell", 0));

    private WindowPictures() {}

    /** Each of the kernel's subjects in a look of its own. */
    public static List<Path> subjects(Path folder, Look look, Images images)
            throws IOException, InterruptedException, UserMistake {
        List<Path> written = new ArrayList<>();
        for (Page page : PAGES) {
            written.add(subject(page, look, images, folder.resolve(page.file())));
        }
        return written;
    }

    private static Path subject(Page page, Look look, Images images, Path file)
            throws IOException, InterruptedException, UserMistake {
        ScenarioTemplate template = Scenarios.named(page.scenario());
        try (PictureSession session = new PictureSession(look, page.scenario(), template.defaults(), images)) {
            Deck deck = session.window()
                    .model()
                    .openedProperty()
                    .get()
                    .orElseThrow()
                    .deck();
            if (template.programs().contains("shell")) {
                say(session, "ps");
                say(session, "pingpong 3 8");
            }
            for (int event = 0; event < page.events(); event++) {
                PictureSession.result(() -> deck.step(Granularity.EVENT, Direction.FORWARD, OptionalInt.empty()));
            }
            return session.take(file);
        }
    }

    /** Types a line and waits for the prompt after its answer. */
    private static void say(PictureSession session, String line) throws InterruptedException, UserMistake {
        session.act(() -> session.window().model().type(line + "\n", true));
        session.when(
                session.window().model().frameProperty(),
                frame -> frame.filter(now -> now.status() == Frame.Status.WAITING
                                && now.console().contains(line)
                                && now.console().endsWith("> "))
                        .isPresent());
    }

    /** Writes all pictures into a folder; returns what was written. */
    public static List<Path> write(Path folder, Images images)
            throws IOException, InterruptedException, UserMistake, ToolchainException {
        return List.of(
                atWork(Look.DARK, images, folder.resolve("app-dark.png")),
                atWork(Look.LIGHT, images, folder.resolve("app-light.png")),
                lesson(images, folder.resolve("lesson.png")),
                verdict(images, folder.resolve("grade.png")),
                chart(images, "lock-latency", folder),
                chart(images, "big-lock", folder));
    }

    private static Path atWork(Look look, Images images, Path file)
            throws IOException, InterruptedException, UserMistake {
        try (PictureSession session = new PictureSession(look, ScenarioOptions.defaults(), images)) {
            play(session.window().model().openedProperty().get().orElseThrow().deck());
            return session.take(file);
        }
    }

    /** The lesson's first question, answered wrongly, then with the machine's figure. */
    private static Path lesson(Images images, Path file) throws IOException, InterruptedException, UserMistake {
        try (PictureSession session = new PictureSession(Look.DARK, ScenarioOptions.defaults(), images)) {
            PredictModel predict = session.window().model().predict();
            session.press("lesson-" + LESSON);
            while (predict.questionProperty().get().isEmpty()) {
                session.press("lesson-next");
            }
            session.ready();
            session.act(() -> {
                predict.answerProperty().set("1");
                predict.check();
            });
            session.when(predict.feedbackProperty(), Optional::isPresent);
            return session.take(file);
        }
    }

    /** What becomes of a ticket that is not drawn in one step. */
    private static Path verdict(Images images, Path file) throws IOException, InterruptedException, UserMistake {
        Exercise exercise = Exercises.named(EXERCISE);
        String right = KernelSources.bundled().text(exercise.file()).orElseThrow();
        if (!right.contains(ATOMIC)) {
            throw new AssertionError(exercise.file() + " draws its tickets in another way");
        }
        try (PictureSession session = new PictureSession(Look.DARK, ScenarioOptions.defaults(), images)) {
            Path submission = session.folder().resolve("ticket_lock.c");
            Files.writeString(submission, right.replace(ATOMIC, BROKEN));
            ExerciseModel model = new ExerciseModel(exercise, session.window().model(), images);
            session.act(() -> {
                session.window().view().offer(model);
                session.window().view().openPage(EXERCISE);
                model.grade(submission);
            });
            session.when(model.stateProperty(), state -> !(state instanceof Work.Running));
            Path taken = session.take(file);
            Files.delete(submission);
            return taken;
        }
    }

    private static Path chart(Images images, String name, Path folder)
            throws UserMistake, ToolchainException, InterruptedException, IOException {
        Benchmark benchmark = Benchmarks.named(name).orElseThrow();
        return BenchExport.png(
                benchmark.run(images::of, Profiles.load("core-i7"), benchmark.usual(), _ -> {}),
                folder.resolve(name + ".png"));
    }

    /** To a release for which others wait. */
    static void play(Deck deck) throws InterruptedException, UserMistake {
        Frame frame = deck.frame();
        for (int event = 0; event < MOST_EVENTS && !(event >= EVENTS && isGood(frame)); event++) {
            frame = PictureSession.result(() -> deck.step(Granularity.EVENT, Direction.FORWARD, OptionalInt.empty()));
        }
    }

    private static boolean isGood(Frame frame) {
        Optional<KernelEvent> latest = frame.latest();
        return latest.filter(LockReleased.class::isInstance).isPresent()
                && frame.kernel().locks().stream()
                        .anyMatch(lock -> lock.waiters().size() >= WAITING);
    }
}
