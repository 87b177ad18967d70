/* The latest kernel events as a list. */
package org.kernelscope.visualizers.events;

import java.util.List;
import org.kernelscope.engine.Frame;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Newest first; what happened since the last stop stands out. */
public final class EventsVisualizer implements Visualizer {
    private static final double MARGIN = 16;
    private static final double TOP = 36;
    private static final double PITCH = 30;
    private static final int FEWEST_ROWS = 6;

    @Override
    public String id() {
        return "events";
    }

    @Override
    public String title() {
        return "Events";
    }

    /**
     * A line of the list.
     *
     * @param fresh since the last stop
     */
    private record Row(String id, long time, int core, String sentence, boolean fresh) {}

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        double width = Math.max(viewport.width(), 420);
        List<Row> rows = rows(frame);
        int fitting = Math.max(FEWEST_ROWS, (int) ((viewport.height() - TOP - MARGIN) / PITCH));
        List<Row> shown = rows.subList(0, Math.min(fitting, rows.size()));
        double height = Math.max(viewport.height(), TOP + Math.max(3, shown.size()) * PITCH + MARGIN);
        Sketch sketch = new Sketch();
        if (shown.isEmpty()) {
            nothing(sketch, width, height);
        } else {
            sketch.heading("time-heading", MARGIN + 10, 22, "Time");
            sketch.heading("core-heading", MARGIN + 106, 22, "Core");
            sketch.heading("event-heading", MARGIN + 166, 22, "What happened");
            sketch.label(
                    "step-heading", width - MARGIN - 10, 22, "CYCLES AGO", Lettering.HEADING, Anchor.END, Tone.MUTED);
        }
        for (int i = 0; i < shown.size(); i++) {
            row(frame, shown.get(i), sketch, new Area(MARGIN, TOP + i * PITCH, width - 2 * MARGIN, PITCH - 4), i == 0);
        }
        long fresh = rows.stream().filter(Row::fresh).count();
        String subtitle = fresh == 0
                ? "nothing has happened since the last stop"
                : fresh == 1 ? "one event since the last stop" : fresh + " events since the last stop";
        return sketch.drawing(width, height, title(), subtitle);
    }

    private static void nothing(Sketch sketch, double width, double height) {
        double middle = width / 2;
        Area area = new Area(middle - 180, height / 2 - 36, 360, 72);
        sketch.box("empty", area, 12, Tone.LINE, Fill.NONE, Stroke.DASHED, "");
        sketch.label("empty-title", middle, area.y() + 32, "No event yet", Lettering.STRONG, Anchor.MIDDLE, Tone.TEXT);
        sketch.label(
                "empty-why",
                middle,
                area.y() + 52,
                "the kernel is still starting",
                Lettering.BODY,
                Anchor.MIDDLE,
                Tone.MUTED);
    }

    private static List<Row> rows(Frame frame) {
        return frame.recent().reversed().stream()
                .map(event -> new Row(
                        "event-" + event.step() + "-" + event.core() + "-"
                                + event.getClass().getSimpleName(),
                        event.time(),
                        event.core(),
                        event.sentence(),
                        frame.events().contains(event)))
                .toList();
    }

    private static void row(Frame frame, Row row, Sketch sketch, Area area, boolean newest) {
        boolean marked = newest && row.fresh();
        Tone role = marked ? Tone.HIGHLIGHT : Tone.SURFACE;
        Fill fill = marked ? Fill.TINT : row.fresh() ? Fill.SOLID : Fill.NONE;
        sketch.box(row.id(), area, 7, role, fill, Stroke.NONE, row.sentence());
        double baseline = area.centreY() + 4.5;
        String time = Words.microseconds(row.time(), frame.scenario().megahertz());
        sketch.label(
                row.id() + "-time",
                area.x() + 10,
                baseline,
                time,
                Lettering.MONO,
                row.fresh() ? Tone.TEXT : Tone.MUTED);
        Area chip = new Area(area.x() + 110, area.y() + 3.5, 24, 19);
        sketch.token(row.id() + "-core", row.core(), chip, Integer.toString(row.core()), Lettering.SMALL_STRONG);
        String ago = Words.count(frame.time() - row.time());
        double x = area.x() + 166;
        double room = area.right() - 24 - Metrics.width(ago, Lettering.MONO) - x;
        Tone ink = marked ? Tone.HIGHLIGHT : row.fresh() ? Tone.TEXT : Tone.MUTED;
        sketch.label(
                row.id() + "-what",
                x,
                baseline,
                Metrics.fit(row.sentence(), Lettering.BODY, room),
                Lettering.BODY,
                ink);
        sketch.label(row.id() + "-ago", area.right() - 10, baseline, ago, Lettering.MONO, Anchor.END, Tone.MUTED);
    }
}
