/* Which shape lies under a pointer. */
package org.kernelscope.visualizers.drawing;

import java.util.List;
import java.util.Optional;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Ring;

/** Hit-testing in logical pixels. */
public final class Hits {
    private static final double NEAR = 6;
    private static final int SAMPLES = 16;

    private Hits() {}

    /** The topmost shape at a point. */
    public static Optional<Shape> at(Drawing drawing, double x, double y) {
        return drawing.shapes().reversed().stream()
                .filter(shape -> covers(shape, x, y))
                .findFirst();
    }

    /** What the topmost shape with a tip says there. */
    public static Optional<String> tipAt(Drawing drawing, double x, double y) {
        return drawing.shapes().reversed().stream()
                .filter(shape -> shape.tip().isPresent() && covers(shape, x, y))
                .findFirst()
                .flatMap(Shape::tip);
    }

    private static boolean covers(Shape shape, double x, double y) {
        return switch (shape) {
            case Box b -> x >= b.x() && x <= b.x() + b.width() && y >= b.y() && y <= b.y() + b.height();
            case Ring r -> Math.hypot(x - r.x(), y - r.y()) <= r.radius();
            case Label l -> covers(l, x, y);
            case Arrow a -> near(a, x, y);
        };
    }

    private static boolean covers(Label label, double x, double y) {
        double left = left(label);
        double size = label.type().size();
        return x >= left
                && x <= left + Metrics.width(label.text(), label.type())
                && y >= label.y() - size
                && y <= label.y() + size * 0.3;
    }

    /** Where a label's text begins. */
    public static double left(Label label) {
        double width = Metrics.width(label.text(), label.type());
        return switch (label.anchor()) {
            case START -> label.x();
            case MIDDLE -> label.x() - width / 2;
            case END -> label.x() - width;
        };
    }

    private static boolean near(Arrow arrow, double x, double y) {
        List<Point> points = arrow.points();
        for (int i = 0; i <= SAMPLES; i++) {
            double t = (double) i / SAMPLES;
            Point point = points.size() == 4 ? onCurve(points, t) : onLine(points, t);
            if (Math.hypot(point.x() - x, point.y() - y) <= NEAR) {
                return true;
            }
        }
        return false;
    }

    private static Point onLine(List<Point> points, double t) {
        double at = t * (points.size() - 1);
        int from = Math.min((int) at, points.size() - 2);
        double part = at - from;
        Point a = points.get(from);
        Point b = points.get(from + 1);
        return new Point(a.x() + (b.x() - a.x()) * part, a.y() + (b.y() - a.y()) * part);
    }

    private static Point onCurve(List<Point> p, double t) {
        double u = 1 - t;
        double a = u * u * u;
        double b = 3 * u * u * t;
        double c = 3 * u * t * t;
        double d = t * t * t;
        return new Point(
                a * p.get(0).x()
                        + b * p.get(1).x()
                        + c * p.get(2).x()
                        + d * p.get(3).x(),
                a * p.get(0).y()
                        + b * p.get(1).y()
                        + c * p.get(2).y()
                        + d * p.get(3).y());
    }
}
