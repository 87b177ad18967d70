/* Opens real windows for tests, and waits for what they do on their own. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.kernelscope.app.cli.Kernels;
import org.kernelscope.app.settings.SettingsFile;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.visualizers.fx.Pictures;

final class TestWindow {
    static final Kernels KERNELS = new Kernels();

    private static final long PATIENCE_SECONDS = 60;

    private TestWindow() {}

    /** A window with the spinlock scenario on its stage; what it remembers is in the folder. */
    static Window opened(Path folder, Optional<ScenarioOptions> options) throws Exception {
        SettingsFile file = new SettingsFile(folder.resolve("settings.txt"));
        Window made = fx(() -> {
            Window fresh = new Window(
                    new Stage(),
                    file,
                    new KernelOpener(KERNELS),
                    KERNELS,
                    new WindowOptions(Optional.of("spinlock"), options, Optional.empty(), Optional.empty()));
            fresh.show();
            return fresh;
        });
        ready(made);
        return made;
    }

    /** Waits until a machine is on the stage. */
    static void ready(Window window) throws Exception {
        until(() -> window.model().conditionProperty().get() instanceof Condition.Ready
                && window.model().frameProperty().get().isPresent()
                && window.view().stageView().drawingProperty().get().isPresent());
    }

    static void close(Window window) {
        fx(() -> {
            window.close();
            return true;
        });
    }

    static <T> T fx(Supplier<T> function) {
        return Pictures.onToolkit(function);
    }

    /** A part of the window, with everything laid out; what a scroll pane holds is in the scene only then. */
    static Optional<Node> find(Window window, String selector) {
        return fx(() -> {
            Parent root = window.view().scene().getRoot();
            root.applyCss();
            root.layout();
            return Optional.ofNullable(root.lookup(selector));
        });
    }

    /** Presses a button as the keyboard does; one that is not there or not to be pressed is a failure. */
    static void fire(Window window, String id) {
        Button button = (Button) find(window, "#" + id).orElseThrow(() -> new AssertionError("no button " + id));
        assertFalse(
                fx(() -> {
                    boolean disabled = button.isDisabled();
                    button.fire();
                    return disabled;
                }),
                id);
    }

    /** Waits for something that the window will do on its own; asked after each of its pulses. */
    static void until(BooleanSupplier condition) throws Exception {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        fx(() -> {
            new javafx.animation.AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (reached.isDone() || condition.getAsBoolean()) {
                        stop();
                        reached.complete(true);
                    }
                }
            }.start();
            return true;
        });
        assertTrue(reached.completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .get());
    }
}
