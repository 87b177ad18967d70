/* The history benchmark: what it takes to go back in a long run, and to ask who wrote a word. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Symbol;
import org.kernelscope.kernel.Variant;

/**
 * Plays a long run, and looks back from points of it that a fixed seed chooses.
 *
 * @param image a kernel
 * @param workload what runs
 * @param turns how long the run is
 * @param points how many moments of it are looked back from
 */
public record HistorySpeed(KernelImage image, Workload workload, long turns, int points) {
    /** The longest run in question. */
    public static final long MOST_TURNS = 20_000_000_000L;

    private static final long SEED = 1;
    private static final int WORD = 4;
    private static final int LAST_OF_LINE = 60;
    private static final int PARTS = 20;
    private static final double MEBIBYTE = 1 << 20;
    /** How the kernel is built that is measured. */
    public static final Variant VARIANT = new Variant(
            Variant.Lock.MCS,
            Variant.Guarding.FINE,
            Variant.Preemption.PREEMPTIVE,
            Variant.Alignment.PADDED,
            Variant.Optimisation.O1);

    /** What the run does, on four cores, and which word of the kernel it changes all the time. */
    public enum Workload {
        LOCK(
                "four cores that want one lock",
                "run=contention rounds=1000000 section=500 think=2000 seed=1",
                "spinlock",
                "work_lock"),
        PROGRAMS(
                "all programs at once, again and again",
                "run=user -- rounds=1000000 forkbomb quota=300, pingpong 20 64 @0, producer 100 0 @0, consumer 100 0 @1,"
                        + " wild 1 300 @1, crash quota=150 @0, hog quota=60 @1, shared 10, notifier 20, fair 3 10,"
                        + " toucher 20, yielder 50, client 10 0 500, spin 100000 @0",
                "shell",
                "pending");

        private final String words;
        private final String commandLine;
        private final String scenario;
        private final String often;

        /** What the run does, by which words, with the programs of which scenario, and what it writes often. */
        Workload(String words, String commandLine, String scenario, String often) {
            this.words = words;
            this.commandLine = commandLine;
            this.scenario = scenario;
            this.often = often;
        }
    }

    /** A word of a variable of the kernel that is asked for. */
    private record Asked(String how, String variable, int offset) {
        /** The lock at the beginning of the variable has a line of its own, which it does not fill. */
        static List<Asked> of(Workload workload) {
            return List.of(
                    new Asked("written all the time", workload.often, 0),
                    new Asked("written at boot only", "boot_info", 0),
                    new Asked("never written, beside one that is", workload.often, LAST_OF_LINE),
                    new Asked("never written, nor its page", "boot_stacks", 0));
        }
    }

    /**
     * Measures all rows.
     *
     * @param progress told one sentence before each group of rows
     */
    public Measurements run(Consumer<String> progress) throws UserMistake {
        Playback playback = Playback.open(scenario(), image);
        List<Measured> rows = new ArrayList<>(play(playback, progress));
        progress.accept("ways back from " + points + " points");
        rows.addAll(stepsBack(playback));
        playback.travelToStep(turns);
        for (Asked asked : Asked.of(workload)) {
            progress.accept("last write to a word " + asked.how);
            rows.add(lastWrite(playback, asked));
        }
        return new Measurements(
                "history",
                String.format(
                        Locale.ROOT,
                        "A run of %,d turns: %s. Each step back begins at a random point of it; the journey there counts for"
                                + " itself.",
                        turns,
                        workload.words),
                rows);
    }

    private List<Measured> play(Playback playback, Consumer<String> progress) throws UserMistake {
        double[] rates = new double[PARTS];
        for (int part = 0; part < PARTS; part++) {
            progress.accept("run, part " + (part + 1) + " of " + PARTS);
            long end = turns * (part + 1) / PARTS;
            long length = end - playback.step();
            rates[part] = length / 1000.0 / millis(() -> playback.run(length));
            if (playback.step() < end) {
                throw new UserMistake("The run ended after " + playback.step() + " turns: ask for fewer with --turns.");
            }
        }
        return List.of(
                Measured.of("played with its history", "million turns/s", rates),
                Measured.of("held by checkpoints", "MiB", playback.historyBytes() / MEBIBYTE),
                Measured.of("checkpoints", "count", playback.checkpoints()),
                Measured.of("heap in use, all told", "MiB", heap() / MEBIBYTE));
    }

    private List<Measured> stepsBack(Playback playback) {
        Random random = new Random(SEED);
        List<Double> journeys = new ArrayList<>();
        Map<Granularity, double[]> back = new EnumMap<>(Granularity.class);
        for (Granularity granularity : Granularity.values()) {
            back.put(granularity, new double[points]);
        }
        for (int point = 0; point < points; point++) {
            for (Granularity granularity : Granularity.values()) {
                long to = random.nextLong(1, turns);
                journeys.add(millis(() -> playback.travelToStep(to)));
                back.get(granularity)[point] =
                        millis(() -> playback.step(granularity, Direction.BACKWARD, OptionalInt.empty()));
            }
        }
        List<Measured> rows = new ArrayList<>();
        for (Granularity granularity : Granularity.values()) {
            String what = "one " + granularity.name().toLowerCase(Locale.ROOT) + " back";
            double[] times = back.get(granularity);
            rows.add(Measured.of(what, "ms", times));
            rows.add(Measured.of(what + ", 95 of 100 within", "ms", share(times, 0.95)));
        }
        rows.add(Measured.of(
                "journey to a random point",
                "ms",
                journeys.stream().mapToDouble(Double::doubleValue).toArray()));
        return rows;
    }

    private Measured lastWrite(Playback playback, Asked asked) throws UserMistake {
        Symbol symbol = image.symbol(asked.variable)
                .orElseThrow(() -> new UserMistake("This kernel has no variable " + asked.variable + "."));
        int physical =
                playback.machine().translate(0, symbol.address() + asked.offset).orElseThrow();
        double time = millis(() -> playback.lastPhysicalWrite(physical, WORD)) / TimeUnit.SECONDS.toMillis(1);
        return Measured.of("last write to a word " + asked.how, "s", time);
    }

    private static double share(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static double millis(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (double) (System.nanoTime() - begin) / TimeUnit.MILLISECONDS.toNanos(1);
    }

    /** Bytes, after what nobody needs has been given back. */
    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private Scenario scenario() throws UserMistake {
        Scenario plain =
                Scenarios.named("threads").with(ScenarioOptions.defaults().withCores(4));
        return new Scenario(
                "history",
                "A long run",
                "A long run: " + workload.words + ".",
                VARIANT,
                plain.machine(),
                workload.commandLine,
                plain.interleaving(),
                plain.megahertz(),
                Scenarios.named(workload.scenario).programs(),
                List.of());
    }
}
