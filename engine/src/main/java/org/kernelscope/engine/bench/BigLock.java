/* The big-lock benchmark: how many client and server pairs the kernel serves at once, with one lock or with many. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/**
 * A pair on each core; the speed-up is that of throughput against one core. With one lock it cannot go beyond
 * min(n, (U + K) / K), where a round on one core takes U cycles outside of the kernel, its stubs among them, and K from
 * kernel_enter to the end of kernel_leave: the rounds of all cores are in the kernel one after another. K holds the
 * lock's own operations; against the time for which the lock is held, without them, the bound would be some 5 % higher.
 */
final class BigLock {
    static final String FINE = "fine_speedup";
    static final String BIG = "big_speedup";
    static final String BOUND = "big_bound";

    /** A bound is saturated from so many times its own value of cores on. */
    private static final double SATURATED = 1.5;

    static final Benchmark BENCHMARK = new Benchmark(
            "big-lock",
            "One lock for the kernel, or one for each part",
            "How many pairs of client and server can the kernel serve at once, by the work that servers do in between?",
            List.of("run=user -- pairs {rounds} {payload} @0"),
            "payload",
            new Axis("cores", "cores, each with a pair of its own", Axis.Scale.LINEAR),
            List.of(
                    new Quantity(FINE, "speed-up, a lock for each part", Quantity.Form.LINES, 2),
                    new Quantity(BIG, "speed-up, one lock", Quantity.Form.LINES, 2),
                    new Quantity(BOUND, "bound", Quantity.Form.BOUND, 2),
                    new Quantity(
                            "fine_cycles_per_round", "cycles per round, a lock for each part", Quantity.Form.TABLE, 0),
                    new Quantity("big_cycles_per_round", "cycles per round, one lock", Quantity.Form.TABLE, 0),
                    new Quantity("kernel_cycles_per_round", "cycles in the kernel per round", Quantity.Form.TABLE, 0)),
            true,
            new Sweep(100, List.of(1, 2, 4, 8), List.of(0, 200, 500, 1000, 2000)),
            List.of(),
            "Pairs of client (500 cycles of work) and server (payload in cycles), all starting at once; elapsed until"
                    + " the last one ends. Dashed: min(n, (U + K) / K), a round on one core of U cycles outside and K"
                    + " inside the kernel.",
            BigLock::measure,
            BigLock::judge);

    private static final String[] PROGRAMS = {"init", "pairs", "server"};

    private BigLock() {}

    /** The usual kernel for benchmarks with this guarding. */
    private static Variant guarded(Variant.Guarding guarding) {
        Variant usual = Bench.usual();
        return new Variant(usual.lock(), guarding, usual.preemption(), usual.alignment(), usual.optimisation());
    }

    static String command(int rounds, int payload) {
        return "run=user -- pairs " + rounds + " " + payload + " @0";
    }

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int payload : sweep.values()) {
            double kernel = kernel(bench, sweep.rounds(), payload);
            double fineAlone = Double.NaN;
            double bigAlone = Double.NaN;
            for (int cores : sweep.cores()) {
                bench.progress("pairs with payload " + payload + " on " + Words.count(cores, "core"));
                double fine = round(bench, Variant.Guarding.FINE, cores, sweep.rounds(), payload);
                double big = round(bench, Variant.Guarding.BIG, cores, sweep.rounds(), payload);
                fineAlone = Double.isNaN(fineAlone) ? fine : fineAlone;
                bigAlone = Double.isNaN(bigAlone) ? big : bigAlone;
                points.add(new Point(
                        series(payload),
                        cores,
                        Map.of(
                                FINE,
                                cores * fineAlone / fine,
                                BIG,
                                cores * bigAlone / big,
                                BOUND,
                                Math.min(cores, bigAlone / kernel),
                                "fine_cycles_per_round",
                                fine,
                                "big_cycles_per_round",
                                big,
                                "kernel_cycles_per_round",
                                kernel)));
            }
        }
        return points;
    }

    static String series(int payload) {
        return "payload " + payload;
    }

    private static double round(Bench bench, Variant.Guarding guarding, int cores, int rounds, int payload)
            throws UserMistake, ToolchainException, InterruptedException {
        Outcome outcome = bench.run(guarded(guarding), cores, command(rounds, payload), PROGRAMS);
        return (double) outcome.number("pairs", "elapsed") / rounds;
    }

    /** Cycles per round inside the kernel on one core: the difference of a run and one of twice the rounds. */
    private static double kernel(Bench bench, int rounds, int payload)
            throws UserMistake, ToolchainException, InterruptedException {
        bench.progress("time inside the kernel with payload " + payload);
        Variant big = guarded(Variant.Guarding.BIG);
        KernelTime once = new KernelTime(bench.image(big));
        KernelTime twice = new KernelTime(bench.image(big));
        bench.run(once, big, 1, command(rounds, payload), PROGRAMS);
        bench.run(twice, big, 1, command(2 * rounds, payload), PROGRAMS);
        return (double) (twice.cycles() - once.cycles()) / rounds;
    }

    private static List<Check> judge(BenchResult result) {
        double least = Double.MAX_VALUE;
        boolean under = true;
        double nearest = 1;
        double farthest = 0;
        boolean apart = true;
        for (Point point : result.points()) {
            double fine = point.value(FINE).orElseThrow();
            double big = point.value(BIG).orElseThrow();
            double bound = point.value(BOUND).orElseThrow();
            least = Math.min(least, fine / point.x());
            apart = apart && (point.x() == 1 || fine > big);
            if (point.x() >= SATURATED * bound) {
                double below = 1 - big / bound;
                under = under && below >= 0 && below <= 0.1;
                nearest = Math.min(nearest, below);
                farthest = Math.max(farthest, below);
            }
        }
        return List.of(
                new Check(
                        "with a lock for each part, n cores do at least 0.75 n times the work of one",
                        least >= 0.75,
                        "least: " + Words.number(least, 2) + " n"),
                new Check(
                        "with one lock, the speed-up lies within 10 % below its bound wherever there are "
                                + Words.number(SATURATED, 1) + " times as many cores",
                        under,
                        "below it by " + Words.number(100 * nearest, 1) + " to " + Words.number(100 * farthest, 1)
                                + " %"),
                new Check("with a lock for each part, more is done than with one", apart, "from 2 cores on"),
                gap(result));
    }

    private static Check gap(BenchResult result) {
        int most = result.points().stream().mapToInt(Point::x).max().orElseThrow();
        List<Double> gaps = result.points().stream()
                .filter(point -> point.x() == most)
                .map(point -> point.value(FINE).orElseThrow() - point.value(BIG).orElseThrow())
                .toList();
        boolean shrinks = IntStream.range(1, gaps.size()).allMatch(i -> gaps.get(i) < gaps.get(i - 1));
        return new Check(
                "the two come closer as the payload grows", shrinks, "apart by " + Words.list(gaps, 2) + " at the end");
    }
}
