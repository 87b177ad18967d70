/* The lines of a hatched area, cut at its edges. */
package org.kernelscope.visualizers.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Point;

/** Diagonal stripes inside a rectangle. */
public final class Stripes {
    /** Distance between stripes, in logical pixels along the axis. */
    public static final double PITCH = 7;

    /** Thickness of a stripe, in logical pixels. */
    public static final double THICKNESS = 2;

    private Stripes() {}

    /** One stripe, from its lower to its upper end. */
    public record Line(Point from, Point to) {}

    /** The stripes of a box, left to right. Their phase is tied to the page, so that neighbours join. */
    public static List<Line> of(Box box, boolean leftward) {
        double border = Math.min(1.2 + box.radius() * 0.25, Math.min(box.width(), box.height()) / 2);
        double x = box.x() + border;
        double y = box.y() + border;
        double width = box.width() - 2 * border;
        double height = box.height() - 2 * border;
        List<Line> lines = new ArrayList<>();
        double first = Math.floor((x - height) / PITCH) * PITCH;
        for (double foot = first; foot < x + width; foot += PITCH) {
            cut(foot, x, y, width, height)
                    .map(line -> leftward ? mirrored(line, x + x + width) : line)
                    .ifPresent(lines::add);
        }
        return lines;
    }

    /** The line that rises to the right from a foot on the lower edge's level, cut at the sides. */
    private static Optional<Line> cut(double foot, double x, double y, double width, double height) {
        double left = Math.max(foot, x);
        double right = Math.min(foot + height, x + width);
        if (right - left < 0.5) {
            return Optional.empty();
        }
        double lower = y + height - (left - foot);
        double upper = y + height - (right - foot);
        return Optional.of(new Line(new Point(left, lower), new Point(right, upper)));
    }

    private static Line mirrored(Line line, double twiceCentre) {
        return new Line(
                new Point(twiceCentre - line.from().x(), line.from().y()),
                new Point(twiceCentre - line.to().x(), line.to().y()));
    }
}
