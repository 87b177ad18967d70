/* The timeline: what every core did over time, a lane each, with the lock's way between them. */
package org.kernelscope.visualizers.timeline;

import java.util.List;
import java.util.Locale;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.Timeline.HandOver;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Lanes between the viewport's two moments; where they are equal, the whole known run. */
public final class TimelineVisualizer implements Visualizer {
    private static final double NAMES = 62;
    private static final double MARGIN = 16;
    private static final double TOP = 30;
    private static final double AXIS = 22;
    private static final double LEAST_LANE = 9;

    @Override
    public String id() {
        return "timeline";
    }

    @Override
    public String title() {
        return "Timeline";
    }

    /** The scale that {@link #draw} uses: turns a pointer's x into time. */
    public static TimeScale scale(Frame frame, Viewport viewport) {
        long from = Math.max(0, viewport.from());
        long to =
                viewport.to() > from ? viewport.to() : Math.max(frame.timeline().end(), frame.time());
        double right = Math.max(viewport.width(), 200) - MARGIN;
        return new TimeScale(from, Math.max(to, from + 1), NAMES, right);
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        double width = Math.max(viewport.width(), 200);
        int cores = Math.max(1, frame.cores().size());
        double pitch = Math.max(LEAST_LANE, Math.min(30, (viewport.height() - TOP - AXIS) / cores));
        double height = Math.max(viewport.height(), TOP + cores * pitch + AXIS);
        TimeScale scale = scale(frame, viewport);
        Sketch sketch = new Sketch();
        Lanes lanes = new Lanes(frame, scale, TOP, pitch);
        lanes.draw(sketch);
        double bottom = TOP + cores * pitch;
        veil(frame, scale, sketch, bottom);
        handOvers(frame, scale, lanes, sketch);
        axis(frame, scale, sketch, bottom);
        legend(frame, sketch, width);
        playhead(frame, scale, sketch, bottom);
        return sketch.drawing(width, height, title(), window(frame, scale));
    }

    private static String window(Frame frame, TimeScale scale) {
        int megahertz = frame.scenario().megahertz();
        return String.format(
                Locale.ROOT,
                "%.1f – %.1f µs, drag the playhead to travel in time",
                (double) scale.from() / megahertz,
                (double) scale.to() / megahertz);
    }

    /** What lies after the present is known but not now. */
    private static void veil(Frame frame, TimeScale scale, Sketch sketch, double bottom) {
        double from = scale.clamped(frame.time());
        double to = scale.clamped(Math.max(frame.time(), frame.timeline().end()));
        if (to - from > 1) {
            Area area = new Area(from, TOP, to - from, bottom - TOP);
            sketch.box("known-future", area, 0, Tone.SURFACE, Fill.FADED, Stroke.NONE, "known, but not yet now");
        }
    }

    private static void handOvers(Frame frame, TimeScale scale, Lanes lanes, Sketch sketch) {
        List<HandOver> visible = frame.timeline().handOvers().stream()
                .filter(over -> over.released() >= scale.from() && over.granted() <= scale.to())
                .toList();
        double room = (scale.right() - scale.left()) / Math.max(1, visible.size());
        if (room < 5) {
            return;
        }
        for (HandOver over : visible) {
            double x0 = scale.x(over.released());
            double x1 = scale.x(over.granted());
            boolean down = over.to() > over.from();
            double y0 = down ? lanes.lower(over.from()) : lanes.upper(over.from());
            double y1 = down ? lanes.upper(over.to()) : lanes.lower(over.to());
            double bulge = Math.min(16, room / 2);
            double end = Math.min(Math.max(x0, x1) + bulge, scale.right());
            List<Point> points = List.of(new Point(x0, y0), new Point(end, y0), new Point(end, y1), new Point(x1, y1));
            boolean past = over.granted() <= frame.time();
            sketch.arrow(
                    "hand-over-" + over.released() + "-" + over.to(),
                    points,
                    false,
                    past ? Tone.HIGHLIGHT : Tone.MUTED,
                    Stroke.BOLD,
                    "core " + over.from() + " hands " + over.lock() + " over to core " + over.to() + ": "
                            + Words.count(over.granted() - over.released()) + " cycles");
        }
    }

    private static void axis(Frame frame, TimeScale scale, Sketch sketch, double bottom) {
        int megahertz = frame.scenario().megahertz();
        double from = (double) scale.from() / megahertz;
        double to = (double) scale.to() / megahertz;
        double step = step((to - from) / Math.max(2, Math.floor((scale.right() - scale.left()) / 130)));
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        long first = (long) Math.ceil(from / step - 1e-9);
        for (long i = first; i * step <= to + step * 1e-6; i++) {
            double x = scale.left() + (i * step - from) / (to - from) * (scale.right() - scale.left());
            String text = String.format(Locale.ROOT, "%." + decimals + "f µs", i * step);
            double half = Metrics.width(text, Lettering.SMALL) / 2;
            double centre = Math.clamp(x, scale.left() + half, scale.right() - half);
            List<Point> tick = List.of(new Point(x, bottom), new Point(x, bottom + 4));
            sketch.arrow("tick-" + text, tick, false, Tone.LINE, Stroke.THIN, "");
            sketch.label("tick-text-" + text, centre, bottom + 16, text, Lettering.SMALL, Anchor.MIDDLE, Tone.MUTED);
        }
    }

    /** The round number at or above a length: 1, 2 or 5 times a power of ten. */
    static double step(double length) {
        double power = Math.pow(10, Math.floor(Math.log10(length)));
        double factor = length / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    private static void playhead(Frame frame, TimeScale scale, Sketch sketch, double bottom) {
        if (frame.time() < scale.from() || frame.time() > scale.to()) {
            return;
        }
        double x = scale.x(frame.time());
        String text = Words.microseconds(frame.time(), frame.scenario().megahertz());
        double width = Metrics.width(text, Lettering.MONO_SMALL) + 14;
        double centre = Math.clamp(x, scale.left() + width / 2, scale.right() - width / 2);
        List<Point> line = List.of(new Point(x, 20), new Point(x, bottom + 4));
        sketch.arrow("playhead", line, false, Tone.TEXT, Stroke.BOLD, "the present: drag to travel in time");
        Area handle = new Area(centre - width / 2, 4, width, 17);
        sketch.box("playhead-handle", handle, 5, Tone.TEXT, Fill.SOLID, Stroke.NONE, "drag to travel in time");
        Role ink = new Role.Ink(Tone.TEXT);
        sketch.label("playhead-time", centre, 16.5, text, Lettering.MONO_SMALL, Anchor.MIDDLE, ink);
    }

    /** Words of the lock scenarios, or, where threads run, of programs. */
    private static void legend(Frame frame, Sketch sketch, double width) {
        double x = NAMES;
        if (frame.timeline().turns().stream().anyMatch(turns -> !turns.isEmpty())) {
            Role core = new Role.Core(0);
            x = key(sketch, "runs a program", Fill.FADED, core, x);
            x = key(sketch, "in the kernel", Fill.SOLID, Tone.LINE, x);
            x = key(sketch, "holds a lock", Fill.SOLID, core, x);
            if (x + 220 < width) {
                sketch.label("key-threads", x, 17, "below: the thread that has the core", Lettering.SMALL, Tone.MUTED);
            }
            return;
        }
        x = key(sketch, "holds", Fill.SOLID, Tone.MUTED, x);
        x = key(sketch, "spins", Fill.HATCH, Tone.MUTED, x);
        x = key(sketch, "thinks", Fill.TINT, Tone.MUTED, x);
        x = key(sketch, "busy elsewhere", Fill.SOLID, Tone.LINE, x);
        if (x + 90 < width) {
            List<Point> curve = List.of(new Point(x, 8), new Point(x + 18, 8), new Point(x + 18, 18), new Point(x, 18));
            sketch.arrow("key-hand-over", curve, false, Tone.HIGHLIGHT, Stroke.BOLD, "");
            sketch.label("key-hand-over-text", x + 22, 17, "hand-over", Lettering.SMALL, Tone.MUTED);
        }
    }

    private static double key(Sketch sketch, String word, Fill fill, Role role, double x) {
        sketch.box("key-" + word, new Area(x, 7, 13, 12), 3, role, fill, Stroke.NONE, "");
        sketch.label("key-text-" + word, x + 19, 17, word, Lettering.SMALL, Tone.MUTED);
        return x + 19 + Metrics.width(word, Lettering.SMALL) + 16;
    }
}
