/* The latest interrupts that cores sent each other. */
package org.kernelscope.visualizers.traps;

import java.util.List;
import java.util.Locale;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.InterruptSent;
import org.kernelscope.engine.model.Vectors;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.CoreLinks;

/** As ways above the cores' panels, or as a list beside them. */
final class Interrupts {
    /** Between the lanes of two ways. */
    static final double PITCH = 19;

    private static final int MOST = 3;
    private static final int MOST_ROWS = 6;
    private static final double ROW = 26;
    private static final double SHIFT = 12;

    private Interrupts() {}

    /** How many lanes {@link #arcs} needs. */
    static int lanes(Frame frame) {
        return latest(frame, MOST).size();
    }

    /** Oldest first. */
    private static List<InterruptSent> latest(Frame frame, int most) {
        List<InterruptSent> sent = frame.recent().stream()
                .filter(InterruptSent.class::isInstance)
                .map(InterruptSent.class::cast)
                .filter(event -> event.core() != event.toCore())
                .toList();
        return sent.subList(Math.max(0, sent.size() - most), sent.size());
    }

    private static Tone tone(Frame frame, KernelEvent event) {
        return frame.events().contains(event) ? Tone.HIGHLIGHT : Tone.MUTED;
    }

    private static String words(Frame frame, InterruptSent event) {
        return event.sentence() + " (" + Vectors.name(event.vector()) + "), " + Words.count(frame.time() - event.time())
                + " cycles ago";
    }

    /** Draws a way for each of the latest, the newest lowest. */
    static void arcs(Frame frame, Sketch sketch, List<Area> panels, double top) {
        List<InterruptSent> sent = latest(frame, MOST);
        for (int i = 0; i < sent.size(); i++) {
            InterruptSent event = sent.get(i);
            if (event.core() >= panels.size() || event.toCore() >= panels.size()) {
                continue;
            }
            Area from = panels.get(event.core());
            Area to = panels.get(event.toCore());
            double lane = top + i * PITCH;
            double shift = (i - 1) * SHIFT;
            String id = sketch.unique("interrupt-" + event.step() + "-" + event.toCore());
            Tone tone = tone(frame, event);
            CoreLinks.draw(sketch, id, from, to, lane, shift, tone, words(frame, event));
            double middle = Math.min(from.centreX(), to.centreX()) + (from.width() + 12) / 2;
            String name = Vectors.name(event.vector());
            sketch.label(id + "-name", middle, lane - 4, name, Lettering.SMALL, Anchor.MIDDLE, tone);
        }
    }

    /** Draws a row for each of the latest, the newest first; returns the lower edge. */
    static double list(Frame frame, Sketch sketch, double left, double right, double top) {
        sketch.heading("interrupts-heading", left, top, "From core to core");
        List<InterruptSent> sent = latest(frame, MOST_ROWS).reversed();
        if (sent.isEmpty()) {
            sketch.label("interrupts-none", left, top + 24, "none lately", Lettering.BODY, Tone.MUTED);
            return top + 28;
        }
        double y = top + 12;
        for (InterruptSent event : sent) {
            row(frame, sketch, event, left, right, y);
            y += ROW;
        }
        return y;
    }

    private static void row(Frame frame, Sketch sketch, InterruptSent event, double left, double right, double y) {
        String id = sketch.unique("interrupt-" + event.step() + "-" + event.toCore());
        Tone tone = tone(frame, event);
        Area from = new Area(left, y, 26, 19);
        Area to = new Area(left + 50, y, 26, 19);
        sketch.token(id + "-from", event.core(), from, Integer.toString(event.core()), Lettering.SMALL_STRONG);
        List<Point> way = List.of(new Point(from.right() + 2, y + 9.5), new Point(to.x() - 2, y + 9.5));
        sketch.arrow(id, way, true, tone, Stroke.BOLD, words(frame, event));
        sketch.token(id + "-to", event.toCore(), to, Integer.toString(event.toCore()), Lettering.SMALL_STRONG);
        String text = Vectors.name(event.vector()) + String.format(Locale.ROOT, " 0x%02x", event.vector());
        double x = to.right() + 9;
        String fitted = Metrics.fit(text, Lettering.SMALL, right - x);
        sketch.note(id + "-name", x, y + 13.5, fitted, Lettering.SMALL, Anchor.START, tone, words(frame, event));
    }
}
