/* A diagram as data: shapes with stable ids, roles and positions. */
package org.kernelscope.visualizers.drawing;

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
    }

    /** The topmost shape with this id. */
    public Optional<Shape> shape(String id) {
        return shapes.stream().filter(shape -> shape.id().equals(id)).findFirst();
    }
}
