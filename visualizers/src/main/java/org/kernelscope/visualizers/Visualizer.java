/* A diagram: a pure function from a frame to a drawing. */
package org.kernelscope.visualizers;

import org.kernelscope.engine.Frame;
import org.kernelscope.visualizers.drawing.Drawing;

/** One way of looking at a frame. Has no state and no window. */
public interface Visualizer {
    /** The word on the command line and in file names. */
    String id();

    /** As on its tab. */
    String title();

    /**
     * Draws a frame.
     *
     * @param frame the moment
     * @param viewport what the user chose to see
     */
    Drawing draw(Frame frame, Viewport viewport);

    /**
     * What of the frame to draw, and how much room there is.
     *
     * @param width logical pixels available
     * @param height logical pixels available; a drawing may be taller and is then scrolled
     * @param from virtual time in cycles at the left edge, for views over time
     * @param to virtual time in cycles at the right edge
     */
    record Viewport(double width, double height, long from, long to) {}
}
