/* The shootdown benchmark: pages taken away from processors that remember their translations. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;

/** One core unmaps a batch of pages, and waits until all that use them have forgotten them. */
final class Shootdowns {
    private static final String CYCLES = "cycles_per_batch";

    static final Benchmark BENCHMARK = new Benchmark(
            "shootdown",
            "Making other cores forget pages",
            "What does it cost to take pages away, by the number of cores that use them?",
            List.of("run=shootdown rounds={rounds} pages={pages}"),
            "batch",
            new Axis("cores", "cores that use the pages", Axis.Scale.LINEAR),
            List.of(new Quantity(CYCLES, "cycles per batch", Quantity.Form.LINES, 0)),
            false,
            new Sweep(5, List.of(8), List.of(1, 8, 32)),
            List.of(
                    new Published(
                            CYCLES,
                            "",
                            "Linux, Opteron, 2 cores",
                            2,
                            5092,
                            "Boyd-Wickizer et al., Corey (OSDI 2008), 16-core Opteron"),
                    new Published(
                            CYCLES,
                            "",
                            "Barrelfish, unmap, 2 cores",
                            2,
                            10_600,
                            "Baumann et al., The multikernel (SOSP 2009), figure 7")),
            "One core unmaps a batch of pages that it and others have touched; interrupts go to one core after the"
                    + " other.",
            Shootdowns::measure,
            Shootdowns::judge);

    private Shootdowns() {}

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int pages : sweep.values()) {
            String series = Words.count(pages, "page");
            bench.progress("shootdown of " + series);
            Outcome outcome = bench.run(
                    Bench.usual(),
                    sweep.cores().getLast(),
                    "run=shootdown rounds=" + sweep.rounds() + " pages=" + pages);
            points.addAll(outcome.points("shootdown", "users", series, CYCLES));
        }
        return points;
    }

    private static List<Check> judge(BenchResult result) {
        List<List<Point>> several = result.series().stream()
                .map(series -> result.of(series).stream().skip(1).toList())
                .toList();
        if (several.stream().anyMatch(points -> points.size() < 3)) {
            return List.of();
        }
        List<Fit> fits =
                several.stream().map(points -> Fit.through(points, CYCLES)).toList();
        return List.of(Fit.check(
                "each further core costs the same, R\u00b2 > 0.95 from 2 cores on", fits, 0.95, "cycles per core", 0));
    }
}
