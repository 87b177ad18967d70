/* The alignment benchmark: what it costs that data of different processors share cache lines. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** Client and server pairs without a payload on the kernel with a lock for each part. */
final class AlignmentCost {
    private static final String SPEEDUP = "speedup";
    /** How many times the rounds the second run has. */
    private static final int LONGER = 3;

    private static final String TRANSFERS = "line_transfers_per_round";

    static final Benchmark BENCHMARK = new Benchmark(
            "alignment",
            "Data of different processors in one cache line",
            "What does it cost that processors write to different words of one cache line?",
            List.of("run=user -- pairs {rounds} 0 @0"),
            "alignment",
            new Axis("cores", "cores, each with a pair of its own", Axis.Scale.STEPS),
            List.of(
                    new Quantity(SPEEDUP, "speed-up", Quantity.Form.LINES, 2),
                    new Quantity(TRANSFERS, "line transfers per round", Quantity.Form.BARS, 2),
                    new Quantity("cycles_per_round", "cycles per round", Quantity.Form.TABLE, 0)),
            false,
            new Sweep(100, List.of(1, 2, 4, 8), List.of()),
            List.of(),
            "Pairs of client (500 cycles of work) and server (none), a lock for each part of the kernel. Line"
                    + " transfers: lines that came from another core's cache or the shared one; with padding, nobody"
                    + " else touches them.",
            AlignmentCost::measure,
            AlignmentCost::judge);

    private AlignmentCost() {}

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (Variant.Alignment alignment : Variant.Alignment.values()) {
            Variant usual = Bench.usual();
            Variant variant =
                    new Variant(usual.lock(), usual.guarding(), usual.preemption(), alignment, usual.optimisation());
            double alone = Double.NaN;
            for (int cores : sweep.cores()) {
                bench.progress(alignment.id() + " kernel on " + Words.count(cores, "core"));
                Outcome once = run(bench, variant, cores, sweep.rounds());
                Outcome longer = run(bench, variant, cores, LONGER * sweep.rounds());
                double cycles = (double) once.number("pairs", "elapsed") / sweep.rounds();
                double transfers = transfers(once, longer, sweep.rounds(), cores);
                alone = Double.isNaN(alone) ? cycles : alone;
                points.add(new Point(
                        alignment.id(),
                        cores,
                        Map.of(SPEEDUP, cores * alone / cycles, TRANSFERS, transfers, "cycles_per_round", cycles)));
            }
        }
        return points;
    }

    /** Of the rounds that one run has more than the other; below zero it is the noise of starting, so none. */
    private static double transfers(Outcome once, Outcome longer, int rounds, int cores) {
        return Math.max(0, (double) (longer.transfers() - once.transfers()) / (LONGER - 1) / rounds / cores);
    }

    private static Outcome run(Bench bench, Variant variant, int cores, int rounds)
            throws UserMistake, ToolchainException, InterruptedException {
        return bench.run(variant, cores, BigLock.command(rounds, 0), "init", "pairs", "server");
    }

    private static List<Check> judge(BenchResult result) {
        boolean better = true;
        List<Double> misses = new ArrayList<>();
        for (Point padded : result.of(Variant.Alignment.PADDED.id())) {
            String packed = Variant.Alignment.PACKED.id();
            double speedup = result.value(packed, padded.x(), SPEEDUP).orElseThrow();
            double transfers = result.value(packed, padded.x(), TRANSFERS).orElseThrow();
            if (padded.x() > 1) {
                better = better && padded.value(SPEEDUP).orElseThrow() > speedup;
                misses.add(transfers - padded.value(TRANSFERS).orElseThrow());
            }
        }
        return List.of(new Check(
                "more is done with padding, from 2 cores on",
                better,
                "lines moved per round by false sharing alone: " + Words.list(misses, 1)));
    }
}
