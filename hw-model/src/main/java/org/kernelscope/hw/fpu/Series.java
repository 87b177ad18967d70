/* Power series that converge fast on small arguments. */
package org.kernelscope.hw.fpu;

/** Each adds terms until they no longer matter to 128 bits. */
final class Series {
    private static final int BITS = 128;

    private Series() {}

    /** e to the power of x, less one, for |x| below 0.7. */
    static Wide exponentialLessOne(Wide x) {
        Wide term = x;
        Wide total = x;
        for (int n = 2; matters(term, total); n++) {
            term = term.times(x).over(n);
            total = total.plus(term);
        }
        return total;
    }

    /** The area hyperbolic tangent for |x| below 0.2. */
    static Wide hyperbolicArc(Wide x) {
        return arc(x, x.times(x));
    }

    /** The arc tangent for |x| below 0.42. */
    static Wide arc(Wide x) {
        return arc(x, x.times(x).negated());
    }

    private static Wide arc(Wide x, Wide step) {
        Wide power = x;
        Wide total = x;
        for (int n = 3; matters(power, total); n += 2) {
            power = power.times(step);
            total = total.plus(power.over(n));
        }
        return total;
    }

    /** The sine for |x| up to pi/4. */
    static Wide sine(Wide x) {
        return alternating(x, x.times(x).negated(), 2);
    }

    /** The cosine for |x| up to pi/4. */
    static Wide cosine(Wide x) {
        return alternating(Wide.ONE, x.times(x).negated(), 1);
    }

    private static Wide alternating(Wide first, Wide step, int divisor) {
        Wide term = first;
        Wide total = first;
        for (int n = divisor; matters(term, total); n += 2) {
            term = term.times(step).over(n * (n + 1));
            total = total.plus(term);
        }
        return total;
    }

    private static boolean matters(Wide term, Wide total) {
        return !term.isZero() && term.exponent() > total.exponent() - BITS;
    }
}
