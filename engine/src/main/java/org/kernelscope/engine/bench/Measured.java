/* One quantity that was measured several times on this host. */
package org.kernelscope.engine.bench;

import java.util.Arrays;

/**
 * A row of a table of measurements.
 *
 * @param name what was measured
 * @param unit of the three figures
 * @param samples how often
 * @param median the middle one; of an even number the upper middle
 * @param min the smallest
 * @param max the largest
 */
public record Measured(String name, String unit, int samples, double median, double min, double max) {
    /** Of single measurements, at least one. */
    public static Measured of(String name, String unit, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Measured(name, unit, sorted.length, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
