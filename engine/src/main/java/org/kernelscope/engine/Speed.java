/* How fast a player runs. */
package org.kernelscope.engine;

/**
 * So many units in a second of the user's time.
 *
 * @param perSecond units a second, more than 0; infinite for as fast as the host can
 * @param unit what is counted
 */
public record Speed(double perSecond, Granularity unit) {
    public static final Speed UNLIMITED = new Speed(Double.POSITIVE_INFINITY, Granularity.INSTRUCTION);

    public Speed {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a speed must be more than 0 units a second, not " + perSecond);
        }
    }

    public boolean unlimited() {
        return Double.isInfinite(perSecond);
    }
}
