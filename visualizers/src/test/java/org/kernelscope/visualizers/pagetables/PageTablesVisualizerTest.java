/* What the view of page tables says about a moment. */
package org.kernelscope.visualizers.pagetables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.gallery.SampleFrames;

class PageTablesVisualizerTest {
    private static Drawing drawing(String sample) {
        return SampleFrames.all().stream()
                .filter(each -> each.id().equals(sample))
                .findFirst()
                .map(each -> new PageTablesVisualizer().draw(each.frame(), new Viewport(830, 560, 0, 0)))
                .orElseThrow();
    }

    private static String text(Drawing drawing, String id) {
        return ((Label) drawing.shape(id).orElseThrow()).text();
    }

    @Test
    void theSpaceOfTheLatestFaultIsShownWithItsNewPage() {
        Drawing drawing = drawing("user");
        assertEquals("Page tables · space 9 (client)", drawing.title());
        assertTrue(drawing.shape("page-40005-changed").isPresent());
        assertEquals("2 pages", text(drawing, "page-40000-count"));
        assertEquals("read only · read", text(drawing, "page-40000-rights"));
        assertEquals("01 0000 0000 = 256", text(drawing, "walk-bits-0"));
    }

    @Test
    void staleTranslationsComeFirstAndTheRestIsCounted() {
        assertEquals("stale: the tables say otherwise", text(drawing("user"), "tlb-40004-rights"));
        assertTrue(text(drawing("user-crowd"), "tlb-more").endsWith("more lines, none of them stale"));
    }
}
