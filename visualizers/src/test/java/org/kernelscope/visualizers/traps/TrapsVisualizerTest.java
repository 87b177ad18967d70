/* What the view of traps says about a moment. */
package org.kernelscope.visualizers.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.gallery.SampleFrames;

class TrapsVisualizerTest {
    private static Drawing drawing(String sample) {
        return SampleFrames.all().stream()
                .filter(each -> each.id().equals(sample))
                .findFirst()
                .map(each -> new TrapsVisualizer().draw(each.frame(), new Viewport(830, 560, 0, 0)))
                .orElseThrow();
    }

    private static String text(Drawing drawing, String id) {
        return ((Label) drawing.shape(id).orElseThrow()).text();
    }

    @Test
    void theCallHasItsArgumentsAndItsResult() {
        Drawing drawing = drawing("user");
        assertEquals("receive(64, 0x40008f40, 0)", text(drawing, "core-0-call"));
        assertEquals("= 0", text(drawing, "core-3-result"));
        assertEquals("vector 0x0e from ring 3, error 6", text(drawing, "core-1-vector"));
        assertEquals("40000318", text(drawing, "frame-1-eip-value"));
    }

    @Test
    void interruptsAreArrowsFromCoreToCore() {
        assertEquals("wake", text(drawing("user"), "interrupt-88885-2-name"));
        assertEquals("shootdown 0x42", text(drawing("user-crowd"), "interrupt-700300-15-name"));
    }
}
