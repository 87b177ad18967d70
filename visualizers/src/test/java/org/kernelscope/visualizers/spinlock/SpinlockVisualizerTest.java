/* What the spinlock view says about a moment. */
package org.kernelscope.visualizers.spinlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.gallery.Sample;
import org.kernelscope.visualizers.gallery.SampleFrames;

class SpinlockVisualizerTest {
    private static Drawing drawing(String sample) {
        Sample found = SampleFrames.all().stream()
                .filter(each -> each.id().equals(sample))
                .findFirst()
                .orElseThrow();
        return new SpinlockVisualizer().draw(found.frame(), new Viewport(830, 560, 0, 0));
    }

    @Test
    void theHandOverIsAnArrowToTheClearedFlag() {
        Drawing drawing = drawing("mcs-hand-over");
        Arrow store = (Arrow) drawing.shape("the-store").orElseThrow();
        Box flag = (Box) drawing.shape("core-3-flag").orElseThrow();
        assertEquals(Tone.HIGHLIGHT, store.role());
        Shape.Point tip = store.points().getLast();
        assertTrue(tip.x() > flag.x() && tip.x() < flag.x() + flag.width(), () -> store + " misses " + flag);
        assertEquals("1 → 0", text(drawing, "core-3-busy-value"));
        assertEquals("S → I", text(drawing, "line-4-core-3-state"));
    }

    @Test
    void theChainIsThatOfTheNextPointers() {
        Drawing drawing = drawing("mcs-sixteen");
        List<String> pointers = drawing.shapes().stream()
                .filter(Arrow.class::isInstance)
                .map(Shape::id)
                .filter(id -> id.startsWith("next-"))
                .toList();
        assertEquals(
                List.of(
                        "next-5", "next-9", "next-0", "next-14", "next-3", "next-12", "next-7", "next-1", "next-10",
                        "next-4"),
                pointers);
        assertEquals("node 15", text(drawing, "tail-target"));
    }

    @Test
    void theCounterShowsBothWords() {
        Drawing drawing = drawing("ticket-draw");
        assertEquals("101", text(drawing, "serving-figure"));
        assertEquals("103", text(drawing, "next-figure"));
        assertEquals("draws · 22 cycles", text(drawing, "core-2-doing"));
        assertEquals("core 0 enters at 102", text(drawing, "queue-entry"));
    }

    @Test
    void tooltipsSayAllThatTheCardsCutShort() {
        assertEquals(
                "core 2 draws a ticket, 22 cycles, in lock_acquire (ticket_lock/lock.c:29)",
                tip(drawing("ticket-draw"), "core-2"));
        assertEquals(
                "node of core 5 at 00108 240, left, in contention_think (contention/contention.c:71)",
                tip(drawing("mcs-sixteen"), "core-5"));
    }

    private static String tip(Drawing drawing, String id) {
        return ((Box) drawing.shape(id).orElseThrow()).tip().orElse("");
    }

    @Test
    void emptyAndFailedStatesAreInWords() {
        assertEquals("the kernel is still starting: run to the next event", text(drawing("boot"), "empty-why"));
        assertTrue(text(drawing("unreadable"), "unreadable-why").contains("no field next_ticket"));
        assertTrue(drawing("ended").subtitle().startsWith("the machine has ended"));
    }

    private static String text(Drawing drawing, String id) {
        return ((Label) drawing.shape(id).orElseThrow()).text();
    }
}
