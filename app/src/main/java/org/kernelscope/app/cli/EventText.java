/* Kernel events as lines of a terminal. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.CoreStarted;

/** Prints events with step, virtual time in cycles and microseconds, and the sentence. */
final class EventText {
    private final PrintWriter out;
    private final Scenario scenario;
    private int lines;

    EventText(PrintWriter out, Scenario scenario) {
        this.out = out;
        this.scenario = scenario;
    }

    void heading() {
        out.printf(
                Locale.ROOT,
                "%s · %s lock · %d cores · %s · interleaving %s%n",
                scenario.title(),
                scenario.variant().lock().id(),
                scenario.machine().cores(),
                scenario.machine().profile().name(),
                scenario.interleaving().words());
        out.printf(Locale.ROOT, "%10s  %10s  %9s  %s%n", "step", "cycle", "µs", "event");
    }

    /**
     * Plays on by one event, and prints the lock events that became visible with it.
     *
     * @param before the moment at which the playback stands
     * @param limit no more lines than this in all, and nothing later than {@code lastStep}
     * @return the moment reached; empty at the end of the run
     */
    Optional<Frame> next(Playback playback, Frame before, int limit, long lastStep) {
        if (!playback.step(Granularity.EVENT, Direction.FORWARD, OptionalInt.empty())) {
            return Optional.empty();
        }
        Frame now = playback.frame(before);
        now.events().stream()
                .filter(event -> event.step() <= lastStep && !(event instanceof CoreStarted))
                .limit(limit - lines)
                .forEach(this::line);
        return Optional.of(now);
    }

    /** How many events were printed. */
    int lines() {
        return lines;
    }

    private void line(KernelEvent event) {
        lines++;
        out.printf(
                Locale.ROOT,
                "%10d  %10d  %9.3f  %s%n",
                event.step(),
                event.time(),
                (double) event.time() / scenario.megahertz(),
                event.sentence());
    }
}
