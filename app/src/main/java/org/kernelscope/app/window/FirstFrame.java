/* Opens the real window, without needing a display, until its first frames were drawn. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.kernelscope.app.settings.SettingsFile;

/** What whoever wants to know how fast the window opens looks at. */
public final class FirstFrame {
    /** Told when the window was drawn for the first time. */
    public static final String WINDOW = "the window is drawn";

    /** Told when it was drawn with a machine on its stage. */
    public static final String MACHINE = "the machine is drawn";

    /** Drawing begins after the first layout, and has ended when the next begins. */
    private static final int LAYOUTS = 2;

    private final Window window;
    private final Consumer<String> told;
    private final Runnable layout = this::laidOut;
    private int layouts;
    private int atMachine;

    private FirstFrame(Window window, Consumer<String> told) {
        this.window = window;
        this.told = told;
        window.view().scene().addPostLayoutPulseListener(layout);
    }

    /**
     * Opens the window as it is with no settings saved, and closes it once a machine is drawn. To be called once in a
     * process, not on the JavaFX thread.
     *
     * @param told gets {@link #WINDOW} and {@link #MACHINE} in time
     */
    public static void show(WindowOptions options, Images images, Consumer<String> told)
            throws IOException, InterruptedException {
        PictureSession.drawInMemory();
        Path folder = Files.createTempDirectory("kernelscope-start");
        try {
            SettingsFile settings = new SettingsFile(folder.resolve("settings.txt"));
            Window.launch(options, images, settings, window -> new FirstFrame(window, told));
        } finally {
            PictureSession.delete(folder);
        }
    }

    private void laidOut() {
        layouts++;
        if (layouts == LAYOUTS) {
            told.accept(WINDOW);
        }
        Condition condition = window.model().conditionProperty().get();
        boolean failed = condition instanceof Condition.Failed;
        boolean ready = condition instanceof Condition.Ready
                && window.model().frameProperty().get().isPresent();
        atMachine += failed || ready ? 1 : 0;
        if (atMachine == LAYOUTS) {
            window.view().scene().removePostLayoutPulseListener(layout);
            told.accept(ready ? MACHINE : condition.toString());
            Platform.runLater(window::close);
        }
    }
}
