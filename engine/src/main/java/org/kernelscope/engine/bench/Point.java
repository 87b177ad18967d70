/* One measured point of a benchmark. */
package org.kernelscope.engine.bench;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * A point of a series.
 *
 * @param series its name
 * @param x where on the axis
 * @param values by the column of a {@link Quantity}; not every point has all
 */
public record Point(String series, int x, Map<String, Double> values) {
    public Point {
        values = Map.copyOf(values);
    }

    /** The value of a quantity, if it was measured here. */
    public OptionalDouble value(String column) {
        Double value = values.get(column);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
