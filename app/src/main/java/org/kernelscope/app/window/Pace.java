/* How fast the run button runs: the speed slider's meaning. */
package org.kernelscope.app.window;

import java.util.Locale;
import org.kernelscope.engine.Granularity;

/**
 * A speed on a logarithmic scale from one step in two seconds to no limit.
 *
 * @param position of the slider, 0 to 1
 * @param unit what a step is
 */
public record Pace(double position, Granularity unit) {
    private static final double SLOWEST = 0.5;
    private static final double DECADES = 6.5;
    private static final double UNLIMITED_FROM = 0.97;

    public boolean unlimited() {
        return position >= UNLIMITED_FROM;
    }

    /** Steps per second; infinite when unlimited. */
    public double perSecond() {
        return unlimited() ? Double.POSITIVE_INFINITY : SLOWEST * Math.pow(10, DECADES * position / UNLIMITED_FROM);
    }

    /** As the slider's label says it: {@code 1 line in 2 s}, {@code 120 lines/s}, {@code unlimited}. */
    public String words() {
        if (unlimited()) {
            return "unlimited";
        }
        double rate = perSecond();
        return rate < 0.95
                ? String.format(Locale.ROOT, "1 %s in %.1f s", unitWord(false), 1 / rate)
                : String.format(Locale.ROOT, "%s %s/s", rounded(rate), unitWord(true));
    }

    /** The unit's noun. */
    public String unitWord(boolean plural) {
        String noun = switch (unit) {
            case INSTRUCTION -> "instr";
            case LINE -> "line";
            case EVENT -> "event";
        };
        return plural && unit != Granularity.INSTRUCTION ? noun + "s" : noun;
    }

    private static String rounded(double rate) {
        if (rate < 10) {
            return String.format(Locale.ROOT, "%.1f", rate);
        }
        double magnitude = Math.pow(10, Math.floor(Math.log10(rate)) - 1);
        long value = Math.round(Math.round(rate / magnitude) * magnitude);
        if (value >= 1_000_000) {
            return String.format(Locale.ROOT, "%.1fM", value / 1e6);
        }
        return value >= 10_000 ? value / 1000 + "k" : String.format(Locale.ROOT, "%,d", value);
    }
}
