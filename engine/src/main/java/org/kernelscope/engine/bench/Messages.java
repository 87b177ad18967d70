/* The ipc benchmark: a message there and the same back, by its size, within a core and between two. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;

/** Two processes that call each other by SYSENTER. */
final class Messages {
    private static final String CYCLES = "cycles_per_round_trip";
    private static final List<String> SERIES = List.of("on one core", "between two cores");
    private static final String UKC = "Liedtke, On micro-kernel construction (SOSP 1995), table 2, two ways";

    static final Benchmark BENCHMARK = new Benchmark(
            "ipc",
            "A message there and back",
            "How many cycles does a call with its reply take, by the size of the message?",
            List.of("run=user -- pingpong {rounds} {words} sysenter @0"),
            "where",
            new Axis("words", "words of 4 bytes in the message", Axis.Scale.STEPS),
            List.of(new Quantity(CYCLES, "cycles per call and reply", Quantity.Form.LINES, 0)),
            false,
            new Sweep(50, List.of(), List.of(1, 4, 16, 64, 256, 1024)),
            List.of(
                    new Published(CYCLES, "", "L3, 486", 1, 500, UKC),
                    new Published(CYCLES, "", "Mach 3, 486", 1, 11_500, UKC),
                    new Published(
                            CYCLES,
                            SERIES.getLast(),
                            "Barrelfish URPC, Opteron",
                            16,
                            1076,
                            "Baumann et al., The multikernel (SOSP 2009), shared L3, 64 bytes, two ways")),
            "Two processes; one calls, the other replies with the same words.",
            Messages::measure,
            Messages::judge);

    private Messages() {}

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int cores = 1; cores <= SERIES.size(); cores++) {
            for (int words : sweep.values()) {
                bench.progress("messages of " + Words.count(words, "word") + " " + SERIES.get(cores - 1));
                Outcome outcome = bench.run(
                        Bench.usual(),
                        cores,
                        "run=user -- pingpong " + sweep.rounds() + " " + words + " sysenter @0",
                        "init",
                        "pingpong");
                points.add(new Point(
                        SERIES.get(cores - 1), words, Map.of(CYCLES, (double) outcome.number("pingpong", "cycles"))));
            }
        }
        return points;
    }

    private static List<Check> judge(BenchResult result) {
        boolean grows = true;
        boolean nearer = true;
        List<Double> slopes = new ArrayList<>();
        for (String series : SERIES) {
            List<Point> points = result.of(series);
            if (points.size() < 2) {
                return List.of();
            }
            for (int i = 1; i < points.size(); i++) {
                grows = grows && cycles(points.get(i)) > cycles(points.get(i - 1));
            }
            slopes.add(Fit.through(points, CYCLES).slope());
        }
        for (Point point : result.of(SERIES.getFirst())) {
            nearer = nearer
                    && cycles(point)
                            < result.value(SERIES.getLast(), point.x(), CYCLES).orElseThrow();
        }
        return List.of(
                new Check("longer messages take longer", grows, "cycles per word: " + Words.list(slopes, 1)),
                new Check("messages within a core are faster than those between two", nearer, "at every size"));
    }

    private static double cycles(Point point) {
        return point.value(CYCLES).orElseThrow();
    }
}
