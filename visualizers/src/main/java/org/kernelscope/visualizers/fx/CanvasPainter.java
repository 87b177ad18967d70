/* Shapes painted on a JavaFX canvas. */
package org.kernelscope.visualizers.fx;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;
import org.kernelscope.visualizers.drawing.Colour;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Ring;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Stripes;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.drawing.Tween.Stage;

/** Paints in logical pixels; the caller sets the transform. */
final class CanvasPainter {
    private static final double HEAD_LENGTH = 10;
    private static final double HEAD_WIDTH = 8;

    private final GraphicsContext context;
    private final Theme theme;
    private final Fonts fonts;

    CanvasPainter(GraphicsContext context, Theme theme, Fonts fonts) {
        this.context = context;
        this.theme = theme;
        this.fonts = fonts;
    }

    void paint(List<Stage> stages, double width, double height) {
        context.setGlobalAlpha(1);
        context.setFill(color(theme.background()));
        context.fillRect(0, 0, width, height);
        for (Stage stage : stages) {
            context.setGlobalAlpha(stage.opacity());
            switch (stage.shape()) {
                case Box box -> box(box, stage.glow());
                case Ring ring -> ring(ring);
                case Label label -> label(label, stage.glow());
                case Arrow arrow -> arrow(arrow);
            }
        }
        context.setGlobalAlpha(1);
    }

    private void box(Box box, double glow) {
        double arc = Math.min(2 * box.radius(), Math.min(box.width(), box.height()));
        theme.ground(box.role(), box.fill()).ifPresent(ground -> {
            context.setFill(color(ground));
            context.fillRoundRect(box.x(), box.y(), box.width(), box.height(), arc, arc);
        });
        if (box.fill() == Fill.HATCH || box.fill() == Fill.SOLID && Theme.leftward(box.role())) {
            stripes(box);
        }
        if (prepare(box.stroke(), box.role())) {
            context.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), arc, arc);
        }
        if (glow > 0) {
            context.setLineDashes();
            context.setLineWidth(3);
            context.setStroke(color(theme.highlight().withOpacity(glow * 0.8)));
            context.strokeRoundRect(box.x() - 2, box.y() - 2, box.width() + 4, box.height() + 4, arc + 4, arc + 4);
        }
    }

    private void stripes(Box box) {
        boolean solid = box.fill() == Fill.SOLID;
        Colour ink = theme.colour(new Role.Ink(box.role())).withOpacity(0.16);
        context.setStroke(color(solid ? ink : theme.stripes(box.role())));
        context.setLineWidth(Stripes.THICKNESS);
        context.setLineDashes();
        context.setLineCap(StrokeLineCap.BUTT);
        for (Stripes.Line line : Stripes.of(box, Theme.leftward(box.role()))) {
            context.strokeLine(
                    line.from().x(), line.from().y(), line.to().x(), line.to().y());
        }
    }

    private void ring(Ring ring) {
        double x = ring.x() - ring.radius();
        double y = ring.y() - ring.radius();
        double size = 2 * ring.radius();
        theme.ground(ring.role(), ring.fill()).ifPresent(ground -> {
            context.setFill(color(ground));
            context.fillOval(x, y, size, size);
        });
        if (prepare(ring.stroke(), ring.role())) {
            context.strokeOval(x, y, size, size);
        }
    }

    private void label(Label label, double glow) {
        context.setFont(fonts.font(label.type()));
        context.setTextBaseline(VPos.BASELINE);
        context.setTextAlign(TextAlignment.LEFT);
        double width = Metrics.width(label.text(), label.type());
        double x = startOf(label, width);
        if (glow > 0) {
            double size = label.type().size();
            context.setFill(color(theme.highlight().withOpacity(glow * 0.35)));
            context.fillRoundRect(x - 4, label.y() - size, width + 8, size * 1.35, 6, 6);
        }
        context.setFill(color(theme.colour(label.role())));
        if (label.type().spacing() > 0) {
            spaced(label, x);
        } else {
            context.fillText(label.text(), x, label.y());
        }
    }

    private void spaced(Label label, double start) {
        double x = start;
        for (int i = 0; i < label.text().length(); i++) {
            String letter = label.text().substring(i, i + 1);
            context.fillText(letter, x, label.y());
            x += Metrics.width(letter, label.type());
        }
    }

    private void arrow(Arrow arrow) {
        if (!prepare(arrow.stroke(), arrow.role())) {
            return;
        }
        List<Point> points = arrow.points();
        Point tip = points.getLast();
        Point before = points.get(points.size() - 2);
        double length = Math.max(1e-6, Math.hypot(tip.x() - before.x(), tip.y() - before.y()));
        double dx = (tip.x() - before.x()) / length;
        double dy = (tip.y() - before.y()) / length;
        double cut = arrow.head() ? HEAD_LENGTH - 1 : 0;
        Point end = new Point(tip.x() - dx * cut, tip.y() - dy * cut);
        context.beginPath();
        context.moveTo(points.getFirst().x(), points.getFirst().y());
        if (points.size() == 4) {
            Point first = points.get(1);
            Point second = points.get(2);
            context.bezierCurveTo(first.x(), first.y(), second.x(), second.y(), end.x(), end.y());
        } else {
            points.subList(1, points.size() - 1).forEach(point -> context.lineTo(point.x(), point.y()));
            context.lineTo(end.x(), end.y());
        }
        context.stroke();
        if (arrow.head()) {
            head(tip, dx, dy, theme.outline(arrow.role()));
        }
    }

    private void head(Point tip, double dx, double dy, Colour colour) {
        double baseX = tip.x() - dx * HEAD_LENGTH;
        double baseY = tip.y() - dy * HEAD_LENGTH;
        double sideX = -dy * HEAD_WIDTH / 2;
        double sideY = dx * HEAD_WIDTH / 2;
        context.setFill(color(colour));
        context.fillPolygon(
                new double[] {tip.x(), baseX + sideX, baseX - sideX},
                new double[] {tip.y(), baseY + sideY, baseY - sideY},
                3);
    }

    private boolean prepare(Stroke stroke, Role role) {
        context.setStroke(color(theme.outline(role)));
        context.setLineCap(StrokeLineCap.BUTT);
        context.setLineDashes();
        switch (stroke) {
            case NONE -> {
                return false;
            }
            case THIN -> context.setLineWidth(1.2);
            case BOLD -> context.setLineWidth(2.2);
            case DASHED -> {
                context.setLineWidth(1.8);
                context.setLineDashes(5, 4);
            }
        }
        return true;
    }

    private static double startOf(Label label, double width) {
        return switch (label.anchor()) {
            case START -> label.x();
            case MIDDLE -> label.x() - width / 2;
            case END -> label.x() - width;
        };
    }

    private static Color color(Colour colour) {
        return Color.rgb(colour.red(), colour.green(), colour.blue(), colour.opacity());
    }
}
