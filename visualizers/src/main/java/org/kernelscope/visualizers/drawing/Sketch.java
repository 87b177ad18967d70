/* A drawing while it is being made. */
package org.kernelscope.visualizers.drawing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Ring;
import org.kernelscope.visualizers.drawing.Shape.Stroke;

/** Collects shapes in painting order. Local to one call of a visualizer. */
public final class Sketch {
    private final List<Shape> shapes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /** A rectangle's place: left edge, upper edge, width, height, in logical pixels. */
    public record Area(double x, double y, double width, double height) {
        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }

        public double centreX() {
            return x + width / 2;
        }

        public double centreY() {
            return y + height / 2;
        }

        /** This area without a border of a given width. */
        public Area inset(double border) {
            return new Area(x + border, y + border, width - 2 * border, height - 2 * border);
        }
    }

    /**
     * An id for a thing that memory in disorder may show twice: the wanted one the first time, another one after that.
     */
    public String unique(String wanted) {
        String id = wanted;
        while (!taken.add(id)) {
            id += "-again";
        }
        return id;
    }

    public void box(String id, Area area, double radius, Role role, Fill fill, Stroke stroke) {
        box(id, area, radius, role, fill, stroke, "");
    }

    /** A rectangle; an empty tip is none. */
    public void box(String id, Area area, double radius, Role role, Fill fill, Stroke stroke, String tip) {
        shapes.add(new Box(id, area.x, area.y, area.width, area.height, radius, role, fill, stroke, optional(tip)));
    }

    public void ring(String id, double x, double y, double radius, Role role, Fill fill, Stroke stroke, String tip) {
        shapes.add(new Ring(id, x, y, radius, role, fill, stroke, optional(tip)));
    }

    public void label(String id, double x, double y, String text, Lettering type, Role role) {
        label(id, x, y, text, type, Anchor.START, role);
    }

    public void label(String id, double x, double y, String text, Lettering type, Anchor anchor, Role role) {
        shapes.add(new Label(id, x, y, text, type, anchor, role, Optional.empty()));
    }

    /** A text that explains itself; an empty tip is none. */
    public void note(String id, double x, double y, String text, Lettering type, Anchor anchor, Role role, String tip) {
        shapes.add(new Label(id, x, y, text, type, anchor, role, optional(tip)));
    }

    /** A caption over a part of the drawing, set in capitals. */
    public void heading(String id, double x, double y, String text) {
        label(id, x, y, text.toUpperCase(java.util.Locale.ROOT), Lettering.HEADING, Tone.MUTED);
    }

    public void arrow(String id, List<Point> points, boolean head, Role role, Stroke stroke, String tip) {
        shapes.add(new Arrow(id, points, head, role, stroke, optional(tip)));
    }

    /** A core's token: its number on its colour. */
    public void token(String id, int core, Area area, String text, Lettering type) {
        Role role = new Role.Core(core);
        box(id, area, Math.min(6, area.height / 3), role, Fill.SOLID, Stroke.NONE, "core " + core);
        double baseline = area.centreY() + type.size() * 0.36;
        label(id + "-text", area.centreX(), baseline, text, type, Anchor.MIDDLE, new Role.Ink(role));
    }

    public Drawing drawing(double width, double height, String title, String subtitle) {
        return new Drawing(width, height, title, subtitle, shapes);
    }

    private static Optional<String> optional(String tip) {
        return tip.isEmpty() ? Optional.empty() : Optional.of(tip);
    }
}
