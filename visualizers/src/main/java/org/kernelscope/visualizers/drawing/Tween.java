/* What lies between two drawings: shapes matched by id, moved, faded and made to glow. */
package org.kernelscope.visualizers.drawing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Ring;

/** Animation as a pure function of progress. */
public final class Tween {
    private Tween() {}

    /**
     * A shape on its way.
     *
     * @param opacity 0 to 1
     * @param glow 0 to 1: how much it shows that it has changed
     */
    public record Stage(Shape shape, double opacity, double glow) {}

    /** A drawing at rest. */
    public static List<Stage> still(Drawing drawing) {
        return drawing.shapes().stream().map(shape -> new Stage(shape, 1, 0)).toList();
    }

    /**
     * The shapes between two drawings, in painting order.
     *
     * @param progress 0 to 1; at 1 exactly the second drawing at rest
     * @param motion whether shapes move and fade; without it they are at once where they belong, and glow
     */
    public static List<Stage> between(Drawing from, Drawing to, double progress, boolean motion) {
        if (progress >= 1) {
            return still(to);
        }
        Map<String, Shape> before = new LinkedHashMap<>();
        from.shapes().forEach(shape -> before.put(shape.id(), shape));
        List<Stage> stages = new ArrayList<>();
        if (motion) {
            leaving(from, to, progress, stages);
        }
        double eased = motion ? eased(progress) : 1;
        for (Shape shape : to.shapes()) {
            Shape old = before.get(shape.id());
            if (old == null || old.getClass() != shape.getClass()) {
                stages.add(new Stage(shape, motion ? eased : 1, 0));
            } else {
                double glow = changed(old, shape) ? Math.sin(Math.PI * Math.sqrt(progress)) : 0;
                stages.add(new Stage(mixed(old, shape, eased), 1, glow));
            }
        }
        return stages;
    }

    /** The same shape elsewhere. */
    public static Shape moved(Shape shape, double dx, double dy) {
        return switch (shape) {
            case Box b ->
                new Box(
                        b.id(),
                        b.x() + dx,
                        b.y() + dy,
                        b.width(),
                        b.height(),
                        b.radius(),
                        b.role(),
                        b.fill(),
                        b.stroke(),
                        b.tip());
            case Ring r ->
                new Ring(r.id(), r.x() + dx, r.y() + dy, r.radius(), r.role(), r.fill(), r.stroke(), r.tip());
            case Label l ->
                new Label(l.id(), l.x() + dx, l.y() + dy, l.text(), l.type(), l.anchor(), l.role(), l.tip());
            case Arrow a ->
                new Arrow(
                        a.id(),
                        a.points().stream()
                                .map(point -> new Point(point.x() + dx, point.y() + dy))
                                .toList(),
                        a.head(),
                        a.role(),
                        a.stroke(),
                        a.tip());
        };
    }

    private static void leaving(Drawing from, Drawing to, double progress, List<Stage> stages) {
        Set<String> staying = new HashSet<>();
        to.shapes().forEach(shape -> staying.add(shape.id()));
        double opacity = Math.max(0, 1 - 2 * progress);
        from.shapes().stream()
                .filter(shape -> opacity > 0 && !staying.contains(shape.id()))
                .forEach(shape -> stages.add(new Stage(shape, opacity, 0)));
    }

    /** Whether a shape says something else than before. Muted text is an annotation and never glows. */
    private static boolean changed(Shape old, Shape now) {
        return switch (now) {
            case Label label ->
                label.role() != Role.Tone.MUTED
                        && !(label.role() instanceof Role.Ink)
                        && old instanceof Label before
                        && !before.text().equals(label.text());
            case Box box ->
                old instanceof Box before && (!before.role().equals(box.role()) || before.fill() != box.fill());
            case Ring ring -> !old.role().equals(ring.role());
            case Arrow arrow -> !old.role().equals(arrow.role());
        };
    }

    private static Shape mixed(Shape from, Shape to, double t) {
        return switch (to) {
            case Box b
            when from instanceof Box a ->
                new Box(
                        b.id(),
                        mix(a.x(), b.x(), t),
                        mix(a.y(), b.y(), t),
                        mix(a.width(), b.width(), t),
                        mix(a.height(), b.height(), t),
                        mix(a.radius(), b.radius(), t),
                        b.role(),
                        b.fill(),
                        b.stroke(),
                        b.tip());
            case Ring b
            when from instanceof Ring a ->
                new Ring(
                        b.id(),
                        mix(a.x(), b.x(), t),
                        mix(a.y(), b.y(), t),
                        mix(a.radius(), b.radius(), t),
                        b.role(),
                        b.fill(),
                        b.stroke(),
                        b.tip());
            case Label b
            when from instanceof Label a && a.anchor() == b.anchor() ->
                moved(b, (a.x() - b.x()) * (1 - t), (a.y() - b.y()) * (1 - t));
            case Arrow b
            when from instanceof Arrow a && a.points().size() == b.points().size() -> mixed(a, b, t);
            default -> to;
        };
    }

    private static Arrow mixed(Arrow from, Arrow to, double t) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < to.points().size(); i++) {
            Point a = from.points().get(i);
            Point b = to.points().get(i);
            points.add(new Point(mix(a.x(), b.x(), t), mix(a.y(), b.y(), t)));
        }
        return new Arrow(to.id(), points, to.head(), to.role(), to.stroke(), to.tip());
    }

    private static double mix(double from, double to, double t) {
        return from + (to - from) * t;
    }

    /** Fast at first, slow at the end. */
    private static double eased(double progress) {
        return 1 - Math.pow(1 - progress, 3);
    }
}
