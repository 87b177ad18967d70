/* Takes the documentation's pictures of the real window, with no display. */
package org.kernelscope.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.kernelscope.app.settings.Look;
import org.kernelscope.app.settings.SettingsFile;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.visualizers.fx.Pictures;

/** Opens the window at 1280 by 800, plays the spinlock scenario to a release with waiting cores, and looks. */
public final class WindowPictures {
    private static final int EVENTS = 60;
    private static final int MOST_EVENTS = 400;
    private static final int WAITING = 2;
    private static final long SETTLES = 900;

    private WindowPictures() {}

    /** Writes {@code app-dark.png} and {@code app-light.png} into a folder; returns what was written. */
    public static List<Path> write(Path folder, Images images) throws IOException, InterruptedException, UserMistake {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (Look look : List.of(Look.DARK, Look.LIGHT)) {
            Path file = folder.resolve("app-" + look.id() + ".png");
            WritableImage picture = picture(look, images);
            BufferedImage pixels = SwingFXUtils.fromFXImage(picture, null);
            AtomicFile.write(file, part -> ImageIO.write(pixels, "png", part.toFile()));
            written.add(file);
        }
        return written;
    }

    private static WritableImage picture(Look look, Images images)
            throws IOException, InterruptedException, UserMistake {
        Path folder = Files.createTempDirectory("kernelscope-pictures");
        SettingsFile settings = new SettingsFile(folder.resolve("settings.txt"));
        WindowOptions options = new WindowOptions(
                Optional.of("spinlock"), Optional.of(ScenarioOptions.defaults()), Optional.empty(), Optional.of(look));
        Window window = Pictures.onToolkit(
                () -> new Window(new Stage(), settings, new KernelOpener(images, Optional.empty()), images, options));
        try {
            Pictures.onToolkit(() -> {
                window.show();
                return true;
            });
            play(opened(window));
            Thread.sleep(SETTLES);
            return Pictures.onToolkit(() -> window.view().scene().snapshot(null));
        } finally {
            Pictures.onToolkit(() -> {
                window.close();
                return true;
            });
            Files.deleteIfExists(settings.path());
            Files.deleteIfExists(folder);
        }
    }

    /** The deck, once the window has opened its scenario. */
    private static Deck opened(Window window) throws InterruptedException, UserMistake {
        CompletableFuture<Condition> made = new CompletableFuture<>();
        Pictures.onToolkit(() -> window.model().conditionProperty().subscribe(condition -> {
            if (!(condition instanceof Condition.Opening)) {
                made.complete(condition);
            }
        }));
        if (result(() -> made) instanceof Condition.Failed(String sentence)) {
            throw new UserMistake(sentence);
        }
        return Pictures.onToolkit(
                () -> window.model().openedProperty().get().orElseThrow().deck());
    }

    private static void play(Deck deck) throws InterruptedException, UserMistake {
        Frame frame = deck.frame();
        for (int event = 0; event < MOST_EVENTS && !(event >= EVENTS && isGood(frame)); event++) {
            frame = result(() -> deck.step(Granularity.EVENT, Direction.FORWARD, java.util.OptionalInt.empty()));
        }
    }

    /** The lock has just been released, and others wait for it. */
    private static boolean isGood(Frame frame) {
        Optional<KernelEvent> latest = frame.latest();
        return latest.filter(LockReleased.class::isInstance).isPresent()
                && frame.kernel().locks().stream()
                        .anyMatch(lock -> lock.waiters().size() >= WAITING);
    }

    private static <T> T result(Supplier<CompletableFuture<T>> command) throws InterruptedException, UserMistake {
        try {
            return command.get().get();
        } catch (ExecutionException failure) {
            throw new UserMistake("The window's picture could not be taken: "
                    + failure.getCause().getMessage());
        }
    }
}
