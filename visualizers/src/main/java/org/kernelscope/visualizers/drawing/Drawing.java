/* A diagram as data: shapes with stable ids, roles and positions. */
package org.kernelscope.visualizers.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An immutable picture. The same drawing is animated in JavaFX, written as SVG and printed as text.
 *
 * @param width logical pixels
 * @param height logical pixels
 * @param title what is shown, as the stage's heading
 * @param subtitle what just happened, one sentence
 * @param shapes in painting order; ids are unique within a drawing and name the same thing in the next one
 */
public record Drawing(double width, double height, String title, String subtitle, List<Shape> shapes) {
    public Drawing {
        shapes = List.copyOf(shapes);
        assert shapes.stream().map(Shape::id).distinct().count() == shapes.size() : "two shapes of one id in " + title;
    }

    /** The topmost shape with this id. */
    public Optional<Shape> shape(String id) {
        return shapes.stream().filter(shape -> shape.id().equals(id)).findFirst();
    }

    /** This drawing below its own title and subtitle, as it stands alone on a page. */
    public Drawing withHeading() {
        double top = 40;
        List<Shape> all = new ArrayList<>();
        double margin = 16;
        all.add(new Shape.Label(
                "page-title",
                margin,
                28,
                title,
                Shape.Lettering.TITLE,
                Shape.Anchor.START,
                Role.Tone.TEXT,
                Optional.empty()));
        double after = margin + Metrics.width(title, Shape.Lettering.TITLE) + 12;
        String fitted = Metrics.fit(subtitle, Shape.Lettering.BODY, width - after - margin);
        all.add(new Shape.Label(
                "page-subtitle",
                after,
                28,
                fitted,
                Shape.Lettering.BODY,
                Shape.Anchor.START,
                Role.Tone.MUTED,
                Optional.empty()));
        shapes.forEach(shape -> all.add(Tween.moved(shape, 0, top)));
        return new Drawing(width, height + top, title, subtitle, all);
    }
}
