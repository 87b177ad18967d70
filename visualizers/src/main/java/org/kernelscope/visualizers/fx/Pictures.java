/* Drawings as PNG files, with or without a window. */
package org.kernelscope.visualizers.fx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.drawing.Tween;

/** Renders and writes. From any thread; the toolkit is started when it is not running. */
public final class Pictures {
    private Pictures() {}

    /**
     * Writes a drawing as PNG, whole or not at all.
     *
     * @param scale picture pixels per logical pixel
     */
    public static void write(Drawing drawing, Theme theme, double scale, Path file) throws IOException {
        WritableImage image = onToolkit(() -> snapshot(drawing, theme, scale));
        BufferedImage pixels = SwingFXUtils.fromFXImage(image, null);
        AtomicFile.write(file, part -> {
            if (!ImageIO.write(pixels, "png", part.toFile())) {
                throw new IOException("this Java has no writer for PNG");
            }
        });
    }

    /** Renders a drawing; on the JavaFX thread only. */
    public static WritableImage snapshot(Drawing drawing, Theme theme, double scale) {
        Canvas canvas = new Canvas(Math.ceil(drawing.width() * scale), Math.ceil(drawing.height() * scale));
        var context = canvas.getGraphicsContext2D();
        context.scale(scale, scale);
        new CanvasPainter(context, theme, new Fonts())
                .paint(Tween.still(drawing), drawing.width() + 1, drawing.height() + 1);
        return canvas.snapshot(new SnapshotParameters(), null);
    }

    /** Runs a function on the JavaFX thread, started when needed, and returns its value. */
    public static <T> T onToolkit(java.util.function.Supplier<T> function) {
        startToolkit();
        if (Platform.isFxApplicationThread()) {
            return function.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(function.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.join();
        } catch (CompletionException failure) {
            throw new AssertionError("the picture could not be rendered", failure.getCause());
        }
    }

    /** There is no way to ask whether the toolkit runs but to start it: a refusal says that it does. */
    private static void startToolkit() {
        if (Platform.isFxApplicationThread()) {
            return;
        }
        CompletableFuture<Boolean> started = new CompletableFuture<>();
        try {
            Platform.startup(() -> started.complete(true));
            Platform.setImplicitExit(false);
        } catch (IllegalStateException running) {
            started.complete(false);
        }
        started.join();
    }
}
