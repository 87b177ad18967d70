/* What a benchmark reads at each point. */
package org.kernelscope.engine.bench;

/**
 * A column of the results, and how a chart shows it.
 *
 * @param column its name in tables
 * @param label of its axis, with the unit; of a {@link Form#BOUND} what the dashed lines are, told in the caption
 * @param form how it is drawn
 * @param decimals how many are printed
 */
public record Quantity(String column, String label, Form form, int decimals) {
    /** How a quantity is drawn; lines and bars have a panel of their own. */
    public enum Form {
        LINES,
        BARS,
        /** Thin dashed lines in the panel of the quantity before. */
        BOUND,
        /** In tables alone. */
        TABLE
    }
}
