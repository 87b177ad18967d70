/* What a diagram shows in place of things that are not there. */
package org.kernelscope.visualizers.kernel;

import org.kernelscope.engine.Frame;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** A plate in the middle with two lines. */
public final class Nothing {
    private static final double LEAST_WIDTH = 640;
    private static final double LEAST_HEIGHT = 220;

    private Nothing() {}

    /**
     * A whole drawing that says what is missing and why.
     *
     * @param thing what is missing: {@code thread}
     * @param otherwise why it is missing while the kernel is well under way
     */
    public static Drawing drawing(
            Frame frame, Viewport viewport, String title, String subtitle, String thing, String otherwise) {
        double width = Math.max(LEAST_WIDTH, viewport.width());
        double height = Math.max(LEAST_HEIGHT, viewport.height());
        Sketch sketch = new Sketch();
        plate(sketch, width, height, "No " + thing + " yet", why(frame, "a " + thing, otherwise));
        return sketch.drawing(width, height, title, subtitle);
    }

    private static String why(Frame frame, String thing, String otherwise) {
        if (frame.status() == Frame.Status.ENDED) {
            return "the machine ended before the kernel had " + thing;
        }
        return frame.recent().isEmpty() ? "the kernel is still starting: run to the next event" : otherwise;
    }

    /** The plate, in the middle of a room. */
    public static void plate(Sketch sketch, double width, double height, String title, String why) {
        double wide = Math.max(460, Metrics.width(why, Lettering.BODY) + 80);
        Area area = new Area(width / 2 - wide / 2, height / 2 - 70, wide, 132);
        sketch.box("empty", area, 14, Tone.SURFACE, Fill.HATCH, Stroke.DASHED, "");
        Area plate = new Area(area.x() + 20, area.y() + 20, area.width() - 40, area.height() - 40);
        sketch.box("empty-plate", plate, 10, Tone.SURFACE, Fill.SOLID, Stroke.NONE, "");
        double middle = area.centreX();
        sketch.label("empty-title", middle, area.y() + 60, title, Lettering.TITLE, Anchor.MIDDLE, Tone.TEXT);
        sketch.label("empty-why", middle, area.y() + 86, why, Lettering.BODY, Anchor.MIDDLE, Tone.MUTED);
    }
}
