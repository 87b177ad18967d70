/* The frame-alloc benchmark: an allocation with its release, by the frames in use and the cores that want one. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;

/** The allocator takes the lowest free frame and looks for it from the first one on, under a lock. */
final class FrameAllocation {
    private static final String CYCLES = "cycles_per_pair";

    static final Benchmark BENCHMARK = new Benchmark(
            "frame-alloc",
            "A frame, by how many are in use",
            "What does a simple search for the first free frame cost, by the number of frames in use?",
            List.of("run=frames rounds={rounds} pages={frames}"),
            "cores",
            new Axis("used", "frames in use", Axis.Scale.LINEAR),
            List.of(new Quantity(CYCLES, "cycles per allocation and release", Quantity.Form.LINES, 0)),
            false,
            new Sweep(20, List.of(1, 2, 4, 8), List.of(1024)),
            List.of(),
            "Every core allocates a frame and releases it; the search starts at the first frame, past those in use.",
            FrameAllocation::measure,
            FrameAllocation::judge);

    private FrameAllocation() {}

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int cores : sweep.cores()) {
            String series = Words.count(cores, "core");
            bench.progress("frames on " + series);
            Outcome outcome = bench.run(
                    Bench.usual(),
                    cores,
                    "run=frames rounds=" + sweep.rounds() + " pages="
                            + sweep.values().getLast());
            points.addAll(outcome.points("frames", "used", series, CYCLES));
        }
        return points;
    }

    private static List<Check> judge(BenchResult result) {
        List<Fit> fits = result.series().stream()
                .map(series -> Fit.through(result.of(series), CYCLES))
                .toList();
        return List.of(Fit.check(
                "the time grows in a straight line, R\u00b2 > 0.98", fits, 0.98, "cycles per frame in use", 2));
    }
}
