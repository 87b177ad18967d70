/* The shapes that drawings consist of. */
package org.kernelscope.visualizers.drawing;

import java.util.List;
import java.util.Optional;

/** One thing in a drawing. */
public sealed interface Shape {
    /** Stable: the same id in the next drawing is the same thing, moved or changed. */
    String id();

    Role role();

    /** What a pointer resting on it, or "what is this?", says. */
    Optional<String> tip();

    /**
     * A rectangle.
     *
     * @param x left edge, logical pixels
     * @param y upper edge
     * @param radius of the corners
     * @param fill how its inside is painted
     */
    record Box(
            String id,
            double x,
            double y,
            double width,
            double height,
            double radius,
            Role role,
            Fill fill,
            Stroke stroke,
            Optional<String> tip)
            implements Shape {}

    /** A circle around a centre. */
    record Ring(String id, double x, double y, double radius, Role role, Fill fill, Stroke stroke, Optional<String> tip)
            implements Shape {}

    /**
     * A line of text.
     *
     * @param x anchor
     * @param y base line
     */
    record Label(
            String id, double x, double y, String text, Lettering type, Anchor anchor, Role role, Optional<String> tip)
            implements Shape {}

    /**
     * A smooth line through points, with a head at its end if wanted.
     *
     * @param points at least two; two give a straight line, four a Bézier curve (start, control, control, end)
     */
    record Arrow(String id, List<Point> points, boolean head, Role role, Stroke stroke, Optional<String> tip)
            implements Shape {
        public Arrow {
            points = List.copyOf(points);
        }
    }

    /** A position in logical pixels. */
    record Point(double x, double y) {}

    /** How an area is painted. */
    enum Fill {
        NONE,
        /** The role's full colour. */
        SOLID,
        /** A quiet tint of the role's colour. */
        TINT,
        /** Diagonal stripes in the role's colour: waiting, spinning. */
        HATCH,
        /** The role's colour, faded: known, but not now. */
        FADED
    }

    /** How an outline is drawn. */
    enum Stroke {
        NONE,
        THIN,
        BOLD,
        DASHED
    }

    /** The families that text is set in. */
    enum Face {
        SANS,
        SANS_STRONG,
        MONO,
        MONO_STRONG
    }

    /** Sizes and faces of text. */
    enum Lettering {
        TITLE(Face.SANS_STRONG, 19, 0),
        /** Small capitals over a part of a drawing. */
        HEADING(Face.SANS, 11, 0.7),
        BODY(Face.SANS, 13, 0),
        STRONG(Face.SANS_STRONG, 13, 0),
        SMALL(Face.SANS, 11, 0),
        SMALL_STRONG(Face.SANS_STRONG, 11, 0),
        MONO(Face.MONO, 12, 0),
        MONO_STRONG(Face.MONO_STRONG, 12, 0),
        MONO_SMALL(Face.MONO, 10.5, 0),
        /** The deli counter's figures. */
        DISPLAY(Face.MONO_STRONG, 52, 0);

        private final Face face;
        private final double size;
        private final double spacing;

        Lettering(Face face, double size, double spacing) {
            this.face = face;
            this.size = size;
            this.spacing = spacing;
        }

        public Face face() {
            return face;
        }

        /** Logical pixels per em. */
        public double size() {
            return size;
        }

        /** Logical pixels between letters, beyond the face's own. */
        public double spacing() {
            return spacing;
        }
    }

    /** Which part of a text lies at its anchor. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
