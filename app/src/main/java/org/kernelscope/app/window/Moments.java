/* Virtual times in words. */
package org.kernelscope.app.window;

import java.util.Locale;
import java.util.Optional;

/** Cycles as a person reads them, in microseconds or milliseconds of the profile's clock. */
final class Moments {
    private static final double MILLI = 1000;

    private Moments() {}

    /**
     * A moment with its unit.
     *
     * @param cycles since power-on
     * @param megahertz the clock
     * @param like a moment whose unit to use, or empty for its own
     */
    static String words(long cycles, int megahertz, Optional<Long> like) {
        double micro = (double) cycles / megahertz;
        double measure = like.map(other -> (double) other / megahertz).orElse(micro);
        return measure < 10 * MILLI
                ? String.format(Locale.ROOT, "%.3f \u00b5s", micro)
                : String.format(Locale.ROOT, "%.4f ms", micro / MILLI);
    }

    /** A stretch of time: {@code 46.0 – 50.0 µs}. */
    static String stretch(long from, long to, int megahertz) {
        double start = (double) from / megahertz;
        double end = (double) to / megahertz;
        int digits = end - start < 1 ? 3 : end - start < 20 ? 1 : 0;
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " \u2013 " + number + " \u00b5s", start, end);
    }
}
