/* One symbol of a layer that another layer names. */
package org.kernelscope.kernel;

/**
 * One symbol of a layer that another layer names, tests apart.
 *
 * @param user name of the layer that calls or reads it
 * @param used name of the layer whose it is; for what an interface declares this is the interface's
 */
public record LayerUse(String user, String used, String symbol) {}
