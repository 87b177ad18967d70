/* The lock-latency benchmark: empty acquire and release pairs by number of cores, both locks. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** The kernel's own latency workload. Cycles of one core's pair; efficiency: cores × cycles(1) / cycles(cores). */
final class LockLatency {
    private static final String SOURCE = "mC2 (CertiKOS), Core i7, one core, empty critical section";

    static final Benchmark BENCHMARK = new Benchmark(
            "lock-latency",
            "Latency of a lock that everybody wants",
            "How many cycles does it take to get a lock and give it back, by number of cores that want it?",
            List.of("run=latency rounds={rounds}"),
            "lock",
            new Axis("cores", "cores", Axis.Scale.STEPS),
            List.of(
                    new Quantity("cycles_per_pair", "cycles per acquire and release", Quantity.Form.LINES, 1),
                    new Quantity("efficiency_percent", "efficiency, %", Quantity.Form.BARS, 0),
                    new Quantity("line_transfers_per_pair", "line transfers per pair", Quantity.Form.TABLE, 2)),
            false,
            new Sweep(10_000, List.of(1, 2, 3, 4, 6, 8), List.of()),
            List.of(
                    new Published("cycles_per_pair", "ticket", "ticket, published", 1, 34, SOURCE),
                    new Published("cycles_per_pair", "MCS", "MCS, published", 1, 74, SOURCE)),
            "Empty acquire and release pairs, as many rounds per core.",
            LockLatency::measure,
            LockLatency::judge);

    private LockLatency() {}

    static String name(Variant.Lock lock) {
        return lock == Variant.Lock.MCS ? "MCS" : lock.id();
    }

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (Variant.Lock lock : Variant.Lock.values()) {
            double alone = Double.NaN;
            for (int cores : sweep.cores()) {
                bench.progress(name(lock) + " lock on " + Words.count(cores, "core"));
                Outcome outcome = bench.run(
                        Variant.of(lock, Variant.Optimisation.O2), cores, "run=latency rounds=" + sweep.rounds());
                double cycles = (double) outcome.number("latency", "elapsed") / sweep.rounds();
                alone = Double.isNaN(alone) ? cycles : alone;
                points.add(new Point(
                        name(lock),
                        cores,
                        Map.of(
                                "cycles_per_pair",
                                cycles,
                                "efficiency_percent",
                                100 * cores * alone / cycles,
                                "line_transfers_per_pair",
                                (double) outcome.transfers() / sweep.rounds() / cores)));
            }
        }
        return points;
    }

    private static List<Check> judge(BenchResult result) {
        List<Point> ticket = result.of("ticket");
        List<Point> mcs = result.of("MCS");
        if (ticket.size() < 3 || mcs.size() < 3) {
            return List.of();
        }
        List<Double> falling = efficiency(ticket);
        List<Double> flat = efficiency(mcs);
        boolean falls = true;
        for (int i = 1; i < falling.size(); i++) {
            falls = falls && falling.get(i) < falling.get(i - 1);
        }
        double low = flat.stream().min(Double::compare).orElseThrow();
        double high = flat.stream().max(Double::compare).orElseThrow();
        return List.of(
                new Check("the ticket lock loses efficiency with every core", falls, Words.list(falling, 0)),
                new Check(
                        "the MCS lock is flat within 10 % from 2 cores on",
                        high - low <= 0.1 * (high + low), Words.list(flat, 0)));
    }

    private static List<Double> efficiency(List<Point> points) {
        return points.stream()
                .skip(1)
                .map(point -> point.value("efficiency_percent").orElseThrow())
                .toList();
    }
}
