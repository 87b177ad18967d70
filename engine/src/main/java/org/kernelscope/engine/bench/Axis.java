/* What a benchmark varies along its horizontal axis. */
package org.kernelscope.engine.bench;

/**
 * The horizontal axis.
 *
 * @param column its name in tables
 * @param label in a chart, with the unit
 * @param scale how its values are spread
 */
public record Axis(String column, String label, Scale scale) {
    /** How values are spread over an axis. */
    public enum Scale {
        LINEAR,
        /** Side by side, whatever their distance. */
        STEPS
    }
}
