/* Figures that others published, to be laid beside ours. */
package org.kernelscope.engine.bench;

/**
 * A published figure.
 *
 * @param quantity column of the quantity that it is one of
 * @param series name of the series that it stands beside; any other name stands alone
 * @param label whose it is, as in a legend
 * @param x where on the axis
 * @param value of the quantity
 * @param source where it was published
 */
public record Published(String quantity, String series, String label, int x, double value, String source) {}
