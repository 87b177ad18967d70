/* The context-switch benchmark: from one thread to the next, by how many are ready. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;

/** Threads of the kernel, which share its space, and processes, each with a space of its own, that yield in turn. */
final class ContextSwitches {
    private static final String CYCLES = "cycles_per_switch";
    private static final String THREADS = "threads of the kernel";
    private static final String PROCESSES = "processes";
    private static final String SLEEPERS = "threads that sleep and are woken";
    private static final String LMBENCH =
            "Haertig et al., The performance of micro-kernel-based systems (SOSP 1997), lmbench at 133 MHz";

    static final Benchmark BENCHMARK = new Benchmark(
            "context-switch",
            "From one thread to the next",
            "What does it cost to go from one thread to the next, by how many are ready?",
            List.of("run=switches rounds={rounds}", "run=user -- calls {rounds} 0 {processes} @0"),
            "kind",
            new Axis("ready", "other threads that are ready", Axis.Scale.STEPS),
            List.of(new Quantity(CYCLES, "cycles per switch", Quantity.Form.LINES, 0)),
            false,
            new Sweep(100, List.of(), List.of(1, 3, 7, 15)),
            List.of(
                    new Published(CYCLES, PROCESSES, "Linux on a Pentium, 2 processes", 1, 931, LMBENCH),
                    new Published(CYCLES, PROCESSES, "Linux on a Pentium, 8 processes", 7, 1649, LMBENCH)),
            "Threads that yield in turn on one core. Processes come into the kernel by SYSENTER and load CR3.",
            ContextSwitches::measure,
            ContextSwitches::judge);

    private ContextSwitches() {}

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        bench.progress(THREADS);
        Outcome switches = bench.run(Bench.usual(), 1, "run=switches rounds=" + sweep.rounds());
        List<Point> points = new ArrayList<>();
        for (Map<String, Long> line : switches.lines("switches", "ready")) {
            if (sweep.values().contains(line.get("ready").intValue())) {
                points.add(point(THREADS, line.get("ready").intValue(), line.get("cycles")));
            }
        }
        points.add(point(SLEEPERS, 1, switches.number("switches", "sleep")));
        for (int ready : sweep.values()) {
            bench.progress(Words.count(ready + 1, PROCESSES.substring(0, 6)));
            Outcome outcome = bench.run(
                    Bench.usual(),
                    1,
                    "run=user -- calls " + sweep.rounds() + " 0 " + (ready + 1) + " @0",
                    "init",
                    "calls");
            points.add(point(PROCESSES, ready, outcome.number("calls", "turn")));
        }
        return points;
    }

    private static Point point(String series, int ready, long cycles) {
        return new Point(series, ready, Map.of(CYCLES, (double) cycles));
    }

    private static List<Check> judge(BenchResult result) {
        boolean cheaper = true;
        for (Point point : result.of(THREADS)) {
            cheaper = cheaper
                    && point.value(CYCLES).orElseThrow()
                            < result.value(PROCESSES, point.x(), CYCLES).orElse(Double.MAX_VALUE);
        }
        double first = result.of(THREADS).getFirst().value(CYCLES).orElseThrow();
        double last = result.of(THREADS).getLast().value(CYCLES).orElseThrow();
        return List.of(
                new Check(
                        "a switch within the kernel's space is cheaper than one to another process",
                        cheaper,
                        "at every number"),
                new Check(
                        "the number of ready threads matters only by what the caches hold",
                        last < 1.5 * first,
                        Words.number(first, 0) + " to " + Words.number(last, 0) + " cycles"));
    }
}
