/* Kernel events as lines of a terminal. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.Topic;
import org.kernelscope.kernel.Variant;

/** Prints events with step, virtual time in cycles and microseconds, and the sentence. */
final class EventText {
    private final PrintWriter out;
    private final Scenario scenario;
    private final Predicate<KernelEvent> wanted;
    private int lines;

    /** @param wanted the events to print */
    EventText(PrintWriter out, Scenario scenario, Predicate<KernelEvent> wanted) {
        this.out = out;
        this.scenario = scenario;
        this.wanted = wanted;
    }

    void heading() {
        int cores = scenario.machine().cores();
        List<String> terms = new ArrayList<>(List.of(scenario.title()));
        terms.addAll(kernel());
        terms.add(cores == 1 ? "1 core" : cores + " cores");
        terms.add(scenario.machine().profile().name());
        terms.add("interleaving " + scenario.interleaving().words());
        out.println(String.join(" · ", terms));
        out.printf(Locale.ROOT, "%10s  %10s  %9s  %s%n", "step", "cycle", "µs", "event");
    }

    /** How the kernel was built, as far as the scenario is about that, and what it is told to do. */
    private List<String> kernel() {
        Variant variant = scenario.variant();
        String lock = variant.lock().id() + " lock";
        return switch (Topic.ofView(scenario.views().getFirst()).orElse(Topic.LOCKS)) {
            case LOCKS ->
                scenario.programs().isEmpty()
                        ? List.of(lock)
                        : List.of(lock, variant.guarding().id() + " locking", work());
            case THREADS -> List.of(variant.preemption().id(), work());
            case MEMORY -> List.of(scenario.machine().memoryMiB() + " MiB", work());
            case MESSAGES, TRAPS -> List.of(work());
        };
    }

    /** What the kernel is told, without its own name: {@code run=switches rounds=10}. */
    private String work() {
        String words = scenario.commandLine().replaceFirst("^kscope ", "");
        return words.equals("run=user") ? "run=user -- shell" : words;
    }

    /**
     * Plays on by one event that matters, and prints the wanted events that became visible with it.
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
                .filter(event -> event.step() <= lastStep && wanted.test(event))
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
