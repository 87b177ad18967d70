/* The pane on the headless platform: it moves, and arrives. */
package org.kernelscope.visualizers.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.drawing.Tween;
import org.kernelscope.visualizers.gallery.SampleFrames;
import org.kernelscope.visualizers.spinlock.SpinlockVisualizer;

class DrawingPaneTest {
    @TempDir
    Path folder;

    private static Drawing drawing(int sample) {
        return new SpinlockVisualizer().draw(SampleFrames.all().get(sample).frame(), new Viewport(830, 560, 0, 0));
    }

    @Test
    void movesFromOneDrawingToTheNextAndEndsThere() throws InterruptedException {
        Drawing first = drawing(2);
        Drawing second = drawing(3);
        DrawingPane pane = opened(first);
        List<Double> places = new ArrayList<>();
        CountDownLatch arrived = new CountDownLatch(1);
        Pictures.onToolkit(() -> {
            pane.show(second);
            watch(pane, places, arrived).start();
            return pane.moving();
        });
        assertTrue(arrived.await(30, TimeUnit.SECONDS), "the animation does not end");
        assertEquals(Tween.still(second), Pictures.onToolkit(pane::stages));
        assertEquals(x(second), places.getLast());
        assertEquals(x(first), places.getFirst(), Math.abs(x(first) - x(second)) * 0.9);
        assertTrue(places.stream().distinct().count() > 2, () -> "no step between: " + places);
    }

    @Test
    void showsAtOnceWhatComesFirst() {
        Drawing only = drawing(0);
        DrawingPane pane = opened(only);
        assertFalse(Pictures.onToolkit(pane::moving));
        assertEquals(Tween.still(only), Pictures.onToolkit(pane::stages));
        assertTrue(Pictures.onToolkit(pane::getAccessibleText).contains("the one store that matters"));
    }

    @Test
    void writesAPictureOfTheAskedSize() throws Exception {
        Path file = folder.resolve("picture.png");
        Pictures.write(drawing(0), Theme.LIGHT, 2, file);
        var image = ImageIO.read(file.toFile());
        assertEquals(1660, image.getWidth());
        assertEquals(Theme.LIGHT.background().hex(), hex(image.getRGB(2, 2)));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private static DrawingPane opened(Drawing drawing) {
        return Pictures.onToolkit(() -> {
            DrawingPane pane = new DrawingPane();
            Stage stage = new Stage();
            stage.setScene(new Scene(pane, 830, 560));
            stage.show();
            pane.show(drawing);
            return pane;
        });
    }

    private static AnimationTimer watch(DrawingPane pane, List<Double> places, CountDownLatch arrived) {
        return new AnimationTimer() {
            private final long from = System.nanoTime();

            @Override
            public void handle(long now) {
                pane.stages().stream()
                        .filter(stage -> stage.shape().id().equals("core-3"))
                        .forEach(stage -> places.add(((Box) stage.shape()).x()));
                if (!pane.moving() || now - from > Duration.ofSeconds(29).toNanos()) {
                    stop();
                    arrived.countDown();
                }
            }
        };
    }

    private static double x(Drawing drawing) {
        return ((Box) drawing.shape("core-3").orElseThrow()).x();
    }

    private static String hex(int argb) {
        return String.format("#%06x", argb & 0xffffff);
    }
}
