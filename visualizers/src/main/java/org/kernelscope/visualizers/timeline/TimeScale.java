/* Virtual time on a line of pixels, and back. */
package org.kernelscope.visualizers.timeline;

/**
 * A linear scale.
 *
 * @param from cycles at the left edge
 * @param to cycles at the right edge, greater than from
 * @param left logical pixel of the left edge
 * @param right logical pixel of the right edge
 */
public record TimeScale(long from, long to, double left, double right) {
    public TimeScale {
        if (to <= from || right <= left) {
            throw new IllegalArgumentException("a time scale needs room: " + from + " to " + to);
        }
    }

    /** The pixel of a moment; outside the edges where the moment is outside the window. */
    public double x(long time) {
        return left + (time - from) * (right - left) / (to - from);
    }

    /** The moment at a pixel, to the nearest cycle. */
    public long time(double x) {
        return from + Math.round((x - left) * (to - from) / (right - left));
    }

    /** The pixel of a moment, brought to the nearer edge where it is outside. */
    public double clamped(long time) {
        return Math.clamp(x(time), left, right);
    }
}
