/* What the view of messages says about a moment. */
package org.kernelscope.visualizers.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.gallery.SampleFrames;

class IpcVisualizerTest {
    private static Drawing drawing(String sample) {
        return SampleFrames.all().stream()
                .filter(each -> each.id().equals(sample))
                .findFirst()
                .map(each -> new IpcVisualizer().draw(each.frame(), new Viewport(830, 560, 0, 0)))
                .orElseThrow();
    }

    private static String text(Drawing drawing, String id) {
        return ((Label) drawing.shape(id).orElseThrow()).text();
    }

    @Test
    void sendersStandInTheirOrderBeforeTheServer() {
        Drawing drawing = drawing("user");
        assertEquals("serves thread 9, owes the reply", text(drawing, "channel-8-doing"));
        assertEquals("4 words: 0, 17, 500, 7", text(drawing, "thread-10-words"));
        assertTrue(drawing.shape("thread-15-message-page").isPresent());
        assertEquals("notified: bits 0, 3", text(drawing, "channel-16-bits"));
    }

    @Test
    void whatDoesNotFitIsCounted() {
        assertTrue(text(drawing("user-crowd"), "channel-16-more").matches("and \\d+ more"));
        assertEquals("no such thread", text(drawing("user-broken"), "thread-60-words"));
    }
}
