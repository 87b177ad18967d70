/* Opens the window: the one place where its parts are put together. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.kernelscope.app.exercise.Exercises;
import org.kernelscope.app.settings.Settings;
import org.kernelscope.app.settings.SettingsFile;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.Benchmarks;
import org.kernelscope.kernel.FileTrouble;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lessons;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Visualizers;
import org.kernelscope.visualizers.fx.Fonts;
import org.kernelscope.visualizers.timeline.TimelineVisualizer;

/** A window with its model; to be used on the JavaFX thread. */
public final class Window {
    private final Stage stage;
    private final SettingsFile file;
    private final WindowModel model;
    private final WindowView view;
    private final Appearance appearance;
    private final Images images;

    /**
     * A window that is not shown yet.
     *
     * @param stage where it will be
     * @param file what it remembers, and where
     * @param opener where machines come from
     * @param images where the lessons' kernels come from
     * @param options what to show
     */
    public Window(Stage stage, SettingsFile file, Opener opener, Images images, WindowOptions options) {
        new Fonts();
        SettingsFile.Loaded loaded = file.load();
        Settings settings = loaded.settings();
        this.stage = stage;
        this.file = file;
        this.appearance = new Appearance(settings);
        this.model = new WindowModel(
                opener, Platform::runLater, choice(settings, options), new Pace(settings.speed(), Granularity.EVENT));
        model.hexadecimalProperty().set(settings.hexadecimal());
        options.look().ifPresent(appearance.lookProperty()::set);
        this.view = new WindowView(stage, model, appearance, tabs(), settings);
        loaded.trouble().ifPresent(trouble -> model.notices().add(Notices.Weight.TROUBLE, "Settings", trouble));
        this.images = images;
        stage.setOnHidden(_ -> closed());
        listLessons();
        offerPages();
    }

    /** Shows the window and opens the chosen scenario; returns at once. */
    public void show() {
        stage.show();
        view.focusNowhere();
        model.open(model.choiceProperty().get());
    }

    /** Closes it; its layout is remembered. */
    public void close() {
        stage.close();
    }

    public WindowModel model() {
        return model;
    }

    WindowView view() {
        return view;
    }

    Appearance appearance() {
        return appearance;
    }

    private void listLessons() {
        try {
            List<NavigatorView.Entry> entries = Lessons.bundled().stream()
                    .map(lesson ->
                            new LessonModel(lesson, model, images, file.path().resolveSibling("lessons.json")))
                    .map(this::entry)
                    .toList();
            view.navigator().lessons(entries, Optional.empty());
        } catch (UserMistake mistake) {
            model.notices().add(Notices.Weight.TROUBLE, "Lessons", mistake.getMessage());
        } catch (IOException failure) {
            model.notices()
                    .add(Notices.Weight.TROUBLE, "Lessons", "They could not be read: " + FileTrouble.reason(failure));
        }
    }

    private void offerPages() {
        List<BenchModel> benchmarks = Benchmarks.all().stream()
                .map(each -> new BenchModel(model, images, each, each.usual()))
                .toList();
        view.offer(benchmarks, exercises());
    }

    private List<ExerciseModel> exercises() {
        try {
            return Exercises.all().stream()
                    .map(each -> new ExerciseModel(each, model, images))
                    .toList();
        } catch (UserMistake mistake) {
            model.notices().add(Notices.Weight.TROUBLE, "Exercises", mistake.getMessage());
        } catch (IOException failure) {
            model.notices()
                    .add(Notices.Weight.TROUBLE, "Exercises", "They could not be read: " + FileTrouble.reason(failure));
        }
        return List.of();
    }

    private NavigatorView.Entry entry(LessonModel lesson) {
        return new NavigatorView.Entry(
                "lesson-" + lesson.lesson().id(),
                lesson.lesson().title(),
                lesson.lesson().title() + " About " + lesson.lesson().minutes() + " minutes.",
                lesson.state(),
                () -> view.follow(lesson, this::listLessons));
    }

    private void closed() {
        view.stop();
        model.close();
        try {
            file.save(view.settings());
        } catch (IOException failure) {
            System.err.println(
                    "The settings could not be saved in " + file.path() + ": " + FileTrouble.reason(failure) + ".");
        }
    }

    private static List<Visualizer> tabs() {
        return Visualizers.all().stream()
                .filter(visualizer -> !(visualizer instanceof TimelineVisualizer))
                .toList();
    }

    private static Choice choice(Settings settings, WindowOptions options) {
        ScenarioTemplate template = remembered(options.scenario().orElse(settings.scenario()));
        ScenarioOptions its = template.defaults();
        if (template.name().equals(settings.scenario())) {
            its = its.withCores(settings.cores());
            for (Variant.Lock lock : Variant.Lock.values()) {
                its = lock.id().equals(settings.lock()) ? its.withLock(lock) : its;
            }
        }
        Choice usual = Choice.of(template.name(), options.options().orElse(its));
        return options.recording().map(usual::withRecording).orElse(usual);
    }

    /** The scenario of this name, or the first where there is none any more. */
    private static ScenarioTemplate remembered(String name) {
        return Scenarios.all().stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseGet(() -> Scenarios.all().getFirst());
    }

    /**
     * Opens the window and returns when the user has closed it. Starts the JavaFX toolkit; to be called once in a
     * process, not on the JavaFX thread.
     *
     * @param images where kernels come from
     */
    public static void launch(WindowOptions options, Images images) throws InterruptedException {
        launch(options, images, SettingsFile.locate(System.getenv(), System.getProperties()), _ -> {});
    }

    /** The same with settings from this file; tells who wants to know, on the JavaFX thread, before it is shown. */
    static void launch(WindowOptions options, Images images, SettingsFile file, Consumer<Window> made)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Stage stage = new Stage();
            Window window = new Window(stage, file, new KernelOpener(images), images, options);
            made.accept(window);
            stage.showingProperty().addListener((_, _, showing) -> {
                if (!showing) {
                    Platform.runLater(closed::countDown);
                }
            });
            window.show();
        });
        closed.await();
    }
}
