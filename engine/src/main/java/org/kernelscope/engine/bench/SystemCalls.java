/* The syscall benchmark: empty system calls and turns between processes, by the pages that are in use between them. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;

/**
 * This kernel lives in every space, so that a call keeps all translations, global or not; what a load of CR3 costs
 * shows where two processes take turns. From each figure the time to touch the pages alone is taken off.
 */
final class SystemCalls {
    private static final String CYCLES = "cycles_per_call";
    private static final String TURN = "turn";
    private static final String LOCAL = "cycles_per_call_global_off";

    static final Benchmark BENCHMARK = new Benchmark(
            "syscall",
            "The way into the kernel, with memory in use",
            "What does an empty system call cost, and what does it make the processor forget?",
            List.of("run=user global={on, off} -- calls {rounds} {pages} {1, 2} @0"),
            "call",
            new Axis("pages", "pages touched before each call", Axis.Scale.LINEAR),
            List.of(
                    new Quantity(CYCLES, "cycles beyond those to touch the pages", Quantity.Form.LINES, 0),
                    new Quantity(LOCAL, "global=off", Quantity.Form.BOUND, 0)),
            false,
            new Sweep(50, List.of(), List.of(0, 8, 16, 24, 32, 48, 56, 64, 80, 96, 128)),
            List.of(
                    new Published(
                            CYCLES,
                            "SYSENTER",
                            "Linux on Kaby Lake",
                            0,
                            125,
                            "Nelson et al., Hyperkernel (SOSP 2017), Core i7-7700K"),
                    new Published(
                            CYCLES,
                            "interrupt",
                            "Linux on a Pentium, getpid",
                            0,
                            223,
                            "Haertig et al., The performance of micro-kernel-based systems (SOSP 1997)")),
            "Empty calls by both ways, and turns: two processes that yield to each other, so that CR3 is loaded."
                    + " Dashed: the kernel's translations are not global, and go with the others. Beyond the size of"
                    + " the translation buffer the pages push each other out, turn or not.",
            SystemCalls::measure,
            SystemCalls::judge);

    private SystemCalls() {}

    private static List<Point> measure(Bench bench, Sweep sweep)
            throws UserMistake, ToolchainException, InterruptedException {
        List<Point> points = new ArrayList<>();
        List<List<Outcome>> calls = new ArrayList<>();
        List<List<Outcome>> turns = new ArrayList<>();
        for (int pages : sweep.values()) {
            bench.progress("calls with " + Words.count(pages, "page"));
            calls.add(List.of(run(bench, true, sweep.rounds(), pages, 1), run(bench, false, sweep.rounds(), pages, 1)));
            turns.add(List.of(run(bench, true, sweep.rounds(), pages, 2), run(bench, false, sweep.rounds(), pages, 2)));
        }
        for (String series : List.of("interrupt", "SYSENTER", TURN)) {
            for (int i = 0; i < sweep.values().size(); i++) {
                List<Outcome> with = series.equals(TURN) ? turns.get(i) : calls.get(i);
                String key = series.toLowerCase(Locale.ROOT);
                points.add(new Point(
                        series,
                        sweep.values().get(i),
                        Map.of(
                                CYCLES,
                                        beyond(
                                                with.getFirst(),
                                                key,
                                                calls.get(i).getFirst()),
                                LOCAL, beyond(with.getLast(), key, calls.get(i).getLast()))));
            }
        }
        return points;
    }

    /** The cycles of a call, or turn, beyond those to touch the pages. */
    private static double beyond(Outcome with, String key, Outcome without) {
        return with.number("calls", key) - without.number("calls", "touch");
    }

    private static Outcome run(Bench bench, boolean global, int rounds, int pages, int processes)
            throws UserMistake, ToolchainException, InterruptedException {
        return bench.run(
                Bench.usual(),
                1,
                "run=user global=" + (global ? "on" : "off") + " -- calls " + rounds + " " + pages + " " + processes
                        + " @0",
                "init",
                "calls");
    }

    private static List<Check> judge(BenchResult result) {
        long entries = parameter(result, "tlb.data.entries");
        long miss = parameter(result, "cost.tlb-miss");
        List<Point> inside = result.of(TURN).stream()
                .filter(point -> point.x() > 0 && point.x() <= entries / 2)
                .toList();
        if (inside.size() < 2) {
            return List.of();
        }
        double turn = Fit.through(inside, CYCLES).slope();
        double call = Fit.through(
                        result.of("SYSENTER").stream()
                                .filter(point -> point.x() > 0 && point.x() <= entries / 2)
                                .toList(),
                        CYCLES)
                .slope();
        double extra = inside.getFirst().value(LOCAL).orElseThrow()
                - inside.getFirst().value(CYCLES).orElseThrow();
        return List.of(
                new Check(
                        "a call costs the same whatever pages are in use",
                        Math.abs(call) < 0.1 * miss,
                        Words.number(call, 2) + " cycles per page"),
                new Check(
                        "each page in use costs a turn one miss of the translation buffer, within 20 %",
                        Math.abs(turn - miss) <= 0.2 * miss,
                        Words.number(turn, 2) + " cycles per page, a miss takes " + miss),
                new Check(
                        "a turn costs more where the kernel's translations are not global",
                        extra > 0,
                        Words.number(extra, 0) + " cycles"));
    }

    private static long parameter(BenchResult result, String name) {
        return result.profile().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the profile has no " + name))
                .value();
    }
}
