/* A frame made by hand, with a name. */
package org.kernelscope.visualizers.gallery;

import org.kernelscope.engine.Frame;

/**
 * A sample.
 *
 * @param id the word in file names
 * @param title what it shows
 * @param frame the moment
 */
public record Sample(String id, String title, Frame frame) {}
