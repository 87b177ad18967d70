/* Arrows from core to core above a row of their cards. */
package org.kernelscope.visualizers.kernel;

import java.util.List;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Angular ways, each in a lane of its own. */
public final class CoreLinks {
    private CoreLinks() {}

    /**
     * Draws a way up from a card, along a lane, and down to another card.
     *
     * @param lane vertical position of the level part
     * @param shift to the right of the card's middle at the start, to the left at the end
     */
    public static void draw(
            Sketch sketch, String id, Area from, Area to, double lane, double shift, Role role, String tip) {
        double start = from.centreX() + shift;
        double end = to.centreX() - shift;
        List<Point> way = List.of(
                new Point(start, from.y() - 1),
                new Point(start, lane),
                new Point((start + end) / 2, lane),
                new Point(end, lane),
                new Point(end, to.y() - 1));
        sketch.arrow(id, way, true, role, Stroke.BOLD, tip);
    }
}
