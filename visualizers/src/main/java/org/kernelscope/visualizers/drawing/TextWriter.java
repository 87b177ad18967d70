/* Drawings as text: boxes and labels on a grid of characters. */
package org.kernelscope.visualizers.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Ring;
import org.kernelscope.visualizers.drawing.Shape.Stroke;

/** The golden form of a drawing, its accessible description, and what a terminal shows. */
public final class TextWriter {
    private static final double ROW = 12;
    private static final double TALL = 40;
    private static final int MOST_COLUMNS = 118;

    private final TextGrid grid;
    private final double column;
    private final Set<String> labels;
    private final List<Box> frames;

    private TextWriter(Drawing drawing) {
        labels = drawing.shapes().stream()
                .filter(Label.class::isInstance)
                .map(Shape::id)
                .collect(Collectors.toSet());
        frames = drawing.shapes().stream()
                .filter(Box.class::isInstance)
                .map(Box.class::cast)
                .filter(TextWriter::isFramed)
                .toList();
        column = Math.max(6.8, drawing.width() / MOST_COLUMNS);
        grid = new TextGrid((int) Math.ceil(drawing.width() / column) + 2, (int) Math.ceil(drawing.height() / ROW) + 1);
    }

    /** Title, subtitle, then the picture; the same drawing always gives the same text, ending in a line feed. */
    public static String write(Drawing drawing) {
        TextWriter writer = new TextWriter(drawing);
        drawing.shapes().forEach(writer::area);
        drawing.shapes().forEach(writer::arrow);
        drawing.shapes().forEach(writer::label);
        String heading = drawing.title() + "\n" + drawing.subtitle() + "\n\n";
        return heading + squeezed(writer.grid.lines());
    }

    private void area(Shape shape) {
        switch (shape) {
            case Box box -> box(box);
            case Ring ring -> ring(ring);
            case Label label -> {}
            case Arrow arrow -> {}
        }
    }

    private void box(Box box) {
        int left = across(box.x());
        int right = right(box);
        if (isFramed(box)) {
            grid.frame(left, down(box.y()), right, down(box.y() + box.height()), box.stroke() == Stroke.DASHED);
        } else if (box.height() >= 8 && box.height() < TALL) {
            strip(box, left, right);
        }
    }

    private static boolean isFramed(Box box) {
        return box.height() >= TALL && (box.stroke() != Stroke.NONE || box.role() instanceof Role.Core);
    }

    /** The column of a box's right border. */
    private int right(Box box) {
        return Math.max(across(box.x()) + 1, across(box.x() + box.width()) - 1);
    }

    private void strip(Box box, int left, int right) {
        int row = down(box.y() + box.height() / 2 + 3.7);
        boolean coloured = box.role() instanceof Role.Core || box.role() == Role.Tone.LINE;
        if (box.fill() == Fill.HATCH && coloured) {
            grid.fill(left, row, right, '/');
        } else if (box.fill() == Fill.TINT && coloured && box.stroke() == Stroke.NONE) {
            grid.fill(left, row, right, '.');
        } else if (labels.contains(box.id() + "-text")) {
            grid.put(left, row, '<');
            grid.put(right, row, '>');
        } else if (box.fill() == Fill.SOLID && coloured && box.stroke() == Stroke.NONE) {
            grid.fill(left, row, right, box.role() instanceof Role.Core(int id) ? digit(id) : '-');
        } else if (box.stroke() != Stroke.NONE) {
            grid.put(left, row, '[');
            grid.put(right, row, ']');
        }
    }

    private void ring(Ring ring) {
        if (ring.radius() < 8) {
            grid.put(across(ring.x()), down(ring.y() + 3), 'o');
            return;
        }
        int row = down(ring.y());
        grid.put(across(ring.x() - ring.radius()), row, '(');
        grid.put(across(ring.x() + ring.radius()), row, ')');
    }

    private void arrow(Shape shape) {
        if (!(shape instanceof Arrow arrow)) {
            return;
        }
        Point from = arrow.points().getFirst();
        Point to = arrow.points().getLast();
        boolean level = Math.abs(from.y() - to.y()) < ROW / 2;
        if (level && arrow.points().size() == 2) {
            int row = down(from.y() + 3);
            int left = across(Math.min(from.x(), to.x()));
            int right = Math.max(left, across(Math.max(from.x(), to.x())) - 1);
            grid.line(left, row, right, arrow.stroke() == Stroke.DASHED ? '.' : '-');
            if (arrow.head()) {
                grid.over(from.x() < to.x() ? right : left, row, from.x() < to.x() ? '>' : '<');
            }
        } else if (arrow.head()) {
            grid.over(across(to.x()), down(to.y() + 3), to.y() < from.y() ? '^' : 'v');
        } else if (Math.abs(from.x() - to.x()) < 1 && Math.abs(from.y() - to.y()) > ROW) {
            for (int row = down(Math.min(from.y(), to.y())); row < down(Math.max(from.y(), to.y())); row++) {
                grid.over(across(from.x()), row, '|');
            }
        }
    }

    private void label(Shape shape) {
        if (!(shape instanceof Label label) || label.text().isEmpty()) {
            return;
        }
        int length = label.text().length();
        double start = switch (label.anchor()) {
            case START -> label.x() / column;
            case MIDDLE -> label.x() / column - length / 2.0;
            case END -> label.x() / column - length;
        };
        int row = down(label.y() - label.type().size() * 0.3 + 3);
        int from = Math.max(0, (int) Math.round(start));
        Optional<Box> frame = frames.stream().filter(box -> holds(box, label)).reduce((_, inner) -> inner);
        if (frame.isPresent()) {
            int left = across(frame.get().x()) + 1;
            int room = right(frame.get()) - left;
            int shifted = Math.clamp((long) left + room - length, left, Math.max(left, from));
            grid.text(shifted, row, cut(label.text(), room), label.anchor() == Anchor.END);
        } else {
            grid.text(from, row, label.text(), label.anchor() == Anchor.END);
        }
    }

    private static boolean holds(Box box, Label label) {
        return label.x() >= box.x()
                && label.x() <= box.x() + box.width()
                && label.y() >= box.y()
                && label.y() <= box.y() + box.height();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
    }

    private int across(double x) {
        return Math.max(0, (int) Math.round(x / column));
    }

    private static int down(double y) {
        return Math.max(0, (int) Math.floor(y / ROW));
    }

    private static char digit(int core) {
        return Character.forDigit(core, 16);
    }

    /** Without empty lines at the ends, and never two in a row. */
    private static String squeezed(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            boolean blankAfterBlank =
                    line.isBlank() && (kept.isEmpty() || kept.getLast().isBlank());
            if (!blankAfterBlank) {
                kept.add(line);
            }
        }
        return kept.stream().collect(Collectors.joining("\n")).stripTrailing() + "\n";
    }
}
