/* What the view of physical memory says about a moment. */
package org.kernelscope.visualizers.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.gallery.SampleFrames;

class MemoryVisualizerTest {
    private static Drawing drawing(String sample) {
        return SampleFrames.all().stream()
                .filter(each -> each.id().equals(sample))
                .findFirst()
                .map(each -> new MemoryVisualizer().draw(each.frame(), new Viewport(830, 560, 0, 0)))
                .orElseThrow();
    }

    private static String text(Drawing drawing, String id) {
        return ((Label) drawing.shape(id).orElseThrow()).text();
    }

    @Test
    void framesBearTheirOwnerAndContainersTheirSums() {
        Drawing drawing = drawing("user");
        assertEquals("0", text(drawing, "frame-1024-text"));
        assertEquals("free × 15,234", text(drawing, "frame-1150-text"));
        assertEquals("17 own, 96 given, 143 of 256 left", text(drawing, "container-8-words"));
        assertEquals("4 without a quota", text(drawing, "tree-more"));
    }

    @Test
    void anOverdrawnQuotaIsInWords() {
        assertEquals("70 used, more than its quota of 64", text(drawing("user-broken"), "container-3-words"));
    }
}
