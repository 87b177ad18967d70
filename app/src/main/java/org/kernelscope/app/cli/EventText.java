/* Kernel events as lines of a terminal. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.event.KernelEvent;

/** Prints events with step, virtual time in cycles and microseconds, and the sentence. */
final class EventText {
    private final PrintWriter out;
    private final Scenario scenario;

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

    void line(KernelEvent event) {
        out.printf(
                Locale.ROOT,
                "%10d  %10d  %9.3f  %s%n",
                event.step(),
                event.time(),
                (double) event.time() / scenario.megahertz(),
                event.sentence());
    }
}
