/* One real window at 1280 by 800 whose picture is taken, with no display. */
package org.kernelscope.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.kernelscope.app.settings.Look;
import org.kernelscope.app.settings.SettingsFile;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.visualizers.fx.DrawingPane;
import org.kernelscope.visualizers.fx.Pictures;

/** Opens, waits, presses buttons, takes the picture, and leaves nothing behind. Not on the JavaFX thread. */
final class PictureSession implements AutoCloseable {
    private static final long SETTLES = 900;

    private final Path folder;
    private final Window window;

    /** A window with the spinlock scenario on its stage. */
    PictureSession(Look look, ScenarioOptions options, Images images)
            throws IOException, InterruptedException, UserMistake {
        this(look, "spinlock", options, images);
    }

    /** A window with a scenario on its stage. */
    PictureSession(Look look, String scenario, ScenarioOptions settled, Images images)
            throws IOException, InterruptedException, UserMistake {
        drawInMemory();
        folder = Files.createTempDirectory("kernelscope-pictures");
        SettingsFile settings = new SettingsFile(folder.resolve("settings.txt"));
        WindowOptions options =
                new WindowOptions(Optional.of(scenario), Optional.of(settled), Optional.empty(), Optional.of(look));
        window = Pictures.onToolkit(() -> new Window(new Stage(), settings, new KernelOpener(images), images, options));
        act(window::show);
        ready();
    }

    /** Has JavaFX need no display; to be called before it starts. */
    static void drawInMemory() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
    }

    Window window() {
        return window;
    }

    /** A folder that is gone when the session is closed. */
    Path folder() {
        return folder;
    }

    /** Waits until a machine is on the stage. */
    void ready() throws InterruptedException, UserMistake {
        Condition condition = when(window.model().conditionProperty(), now -> !(now instanceof Condition.Opening));
        if (condition instanceof Condition.Failed(String sentence)) {
            throw new UserMistake(sentence);
        }
        when(window.model().frameProperty(), Optional::isPresent);
    }

    /** Waits for a value. */
    <T> T when(ObservableValue<T> value, Predicate<T> wanted) throws InterruptedException, UserMistake {
        CompletableFuture<T> reached = new CompletableFuture<>();
        act(() -> value.subscribe(now -> {
            if (wanted.test(now)) {
                reached.complete(now);
            }
        }));
        return result(() -> reached);
    }

    /** Does something on the window's thread. */
    void act(Runnable action) {
        Pictures.onToolkit(() -> {
            action.run();
            return true;
        });
    }

    /** Presses a button. */
    void press(String id) {
        act(() -> ((Button) window.view().scene().lookup("#" + id)).fire());
    }

    static <T> T result(Supplier<CompletableFuture<T>> command) throws InterruptedException, UserMistake {
        try {
            return command.get().get();
        } catch (ExecutionException failure) {
            throw new UserMistake("The window's picture could not be taken: "
                    + failure.getCause().getMessage());
        }
    }

    /** Writes what the window looks like once it has come to rest. */
    Path take(Path file) throws IOException, InterruptedException {
        do {
            Thread.sleep(SETTLES);
        } while (Pictures.onToolkit(this::moves));
        BufferedImage pixels = SwingFXUtils.fromFXImage(
                Pictures.onToolkit(() -> window.view().scene().snapshot(null)), null);
        AtomicFile.write(file, part -> ImageIO.write(pixels, "png", part.toFile()));
        return file;
    }

    /** Whether a drawing is still on its way, as it may be for long on a busy host. */
    private boolean moves() {
        return window.view().scene().getRoot().lookupAll(".drawing-pane").stream()
                .anyMatch(node -> node instanceof DrawingPane pane && pane.moving());
    }

    @Override
    public void close() throws IOException {
        act(window::close);
        delete(folder);
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        }
    }
}
