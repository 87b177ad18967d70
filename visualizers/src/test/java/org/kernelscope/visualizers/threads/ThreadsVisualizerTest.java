/* What the view of threads says about a moment. */
package org.kernelscope.visualizers.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.gallery.SampleFrames;

class ThreadsVisualizerTest {
    private static Drawing drawing(String sample) {
        return SampleFrames.all().stream()
                .filter(each -> each.id().equals(sample))
                .findFirst()
                .map(each -> new ThreadsVisualizer().draw(each.frame(), new Viewport(830, 560, 0, 0)))
                .orElseThrow();
    }

    private static String text(Drawing drawing, String id) {
        return ((Label) drawing.shape(id).orElseThrow()).text();
    }

    @Test
    void whatMovedIsRingedAndTheWakeUpIsAnArrow() {
        Drawing drawing = drawing("user");
        assertTrue(drawing.shape("thread-7-changed").isPresent());
        assertTrue(drawing.shape("thread-6-changed").isEmpty());
        assertEquals("thread 8 wakes thread 7 on core 2", drawing.subtitle());
        assertEquals(
                drawing.subtitle(), drawing.shape("wake").orElseThrow().tip().orElse(""));
    }

    @Test
    void idleIsMarkedAndBrokenLinksAreInWords() {
        assertEquals("idle", text(drawing("user"), "core-2-status"));
        Drawing broken = drawing("user-broken");
        assertTrue(text(broken, "ready-0-problem").startsWith("broken: the link from thread 4"));
        assertEquals("the kernel is still starting: run to the next event", text(drawing("boot"), "empty-why"));
    }
}
