/* How quantities and places are written in every visualizer. */
package org.kernelscope.visualizers;

import java.util.Locale;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.engine.view.Phase;

/** Short forms of values. */
public final class Words {
    private Words() {}

    /** {@code 1,204}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Page number and offset: {@code 00108 0c0}. */
    public static String address(int value) {
        return String.format(Locale.ROOT, "%05x %03x", value >>> 12, value & 0xfff);
    }

    /** {@code 48.216 µs}. */
    public static String microseconds(long cycles, int megahertz) {
        return String.format(Locale.ROOT, "%.3f µs", (double) cycles / megahertz);
    }

    /** What a core in this phase does, as a verb. */
    public static String phase(Phase phase) {
        return switch (phase) {
            case IDLE -> "sleeps";
            case BUSY -> "busy";
            case USER -> "runs a program";
            case THINKS -> "thinks";
            case SPINS -> "spins";
            case HOLDS -> "holds";
        };
    }

    /** {@code , in lock_release (mcs_lock/mcs_lock.c:41)}, as the end of a sentence; empty where nothing is known. */
    public static String whereabouts(CodeLocation location) {
        if (location.function().isEmpty()) {
            return "";
        }
        String file = location.known() ? " (" + location.file() + ":" + location.line() + ")" : "";
        return ", in " + location.function() + file;
    }

    /** {@code :41 lock_release}, or nothing where the place is unknown. */
    public static String place(CodeLocation location) {
        return location.known() ? ":" + location.line() + " " + location.function() : location.function();
    }
}
