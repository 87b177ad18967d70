/* `kscope bench`: measures the kernel on the machine model, and draws charts. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.app.bench.LatencyExport;
import org.kernelscope.engine.MadeFolders;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.LatencyPoint;
import org.kernelscope.engine.bench.LatencyResult;
import org.kernelscope.engine.bench.LockLatency;
import org.kernelscope.engine.bench.MachineSpeed;
import org.kernelscope.engine.bench.Measurements;
import org.kernelscope.engine.bench.RebuildTime;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = {
            "Measures the kernel on the machine model, or this program on this host; prints a table and writes files.",
            "lock-latency: both locks by number of cores, in the machine's cycles; writes charts.",
            "rebuild: milliseconds from an edited kernel file to an image.",
            "machine: turns a second of the machine on this host, and what going back costs."
        })
final class BenchCommand implements Callable<Integer> {
    private static final Variant STUDIED = Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1);

    /** How often what depends on the host is measured. */
    private static final int SAMPLES = 15;

    @Parameters(index = "0", paramLabel = "BENCHMARK", description = "lock-latency, rebuild or machine")
    private String benchmark;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for CSV and JSON; of lock-latency, which needs it, also SVG, PDF and PNG")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--cores",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3,4,6,8",
            description = "lock-latency: numbers of cores, beginning with 1 (default: ${DEFAULT-VALUE})")
    private List<Integer> cores;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10000",
            description = "lock-latency: pairs per core (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "core-i7",
            description = "lock-latency: hardware profile (default: ${DEFAULT-VALUE})")
    private String profile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Benchmark chosen = Benchmark.named(benchmark);
        for (String option : List.of("--cores", "--rounds", "--profile")) {
            if (chosen != Benchmark.LOCK_LATENCY
                    && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UserMistake(option + " goes with lock-latency alone.");
            }
        }
        switch (chosen) {
            case LOCK_LATENCY -> lockLatency();
            case REBUILD ->
                show(new RebuildTime(
                                Toolchain.locate(ToolchainSource.ofEnvironment()), KernelSources.bundled(), SAMPLES)
                        .run(this::progress));
            case MACHINE -> show(new MachineSpeed(new Kernels().of(STUDIED), SAMPLES).run(this::progress));
        }
        return ExitCode.FINE;
    }

    private void lockLatency() throws UserMistake, ToolchainException, IOException, InterruptedException {
        check();
        Path folder = out.orElseThrow(
                () -> new UserMistake("lock-latency writes charts: name a folder for them with --out DIR."));
        MadeFolders made = MadeFolders.upTo(folder);
        try {
            lockLatency(folder);
        } finally {
            made.removeEmpty();
        }
    }

    private void lockLatency(Path folder) throws UserMistake, ToolchainException, IOException, InterruptedException {
        Variant.Optimisation level = Variant.Optimisation.O2;
        Kernels kernels = new Kernels();
        Map<Variant.Lock, KernelImage> images = new EnumMap<>(Variant.Lock.class);
        for (Variant.Lock lock : Variant.Lock.values()) {
            images.put(lock, kernels.of(Variant.of(lock, level)));
        }
        LatencyResult result =
                new LockLatency(images, level, Profiles.load(profile), cores, rounds).run(this::progress);
        table(spec.commandLine().getOut(), result);
        wrote(LatencyExport.write(result, folder));
    }

    private void show(Measurements measured) throws IOException {
        spec.commandLine().getOut().print(measured.table());
        if (out.isPresent()) {
            wrote(measured.write(out.get()));
        }
    }

    private void wrote(List<Path> files) {
        files.forEach(spec.commandLine().getOut()::println);
    }

    private void progress(String sentence) {
        spec.commandLine().getErr().println("measuring the " + sentence);
    }

    private void check() throws UserMistake {
        if (cores.getFirst() != 1
                || cores.stream().anyMatch(count -> count < 1 || count > MachineConfig.MAX_CORES)
                || cores.stream().sorted().distinct().toList().size() != cores.size()) {
            throw new UserMistake("--cores takes different numbers from 1 to " + MachineConfig.MAX_CORES
                    + ", beginning with 1, not " + cores + ".");
        }
        if (rounds < 1 || rounds > 1_000_000) {
            throw new UserMistake("--rounds must be 1 to 1000000, not " + rounds + ".");
        }
    }

    private static void table(PrintWriter terminal, LatencyResult result) {
        terminal.printf(
                "%-8s %5s %16s %11s %21s%n", "lock", "cores", "cycles per pair", "normalised", "transfers per pair");
        for (LatencyPoint point : result.points()) {
            terminal.printf(
                    Locale.ROOT,
                    "%-8s %5d %16.1f %10.0f%% %21.2f%n",
                    point.lock().id(),
                    point.cores(),
                    point.cycles(),
                    100 * point.normalised(),
                    point.transfers());
        }
        result.published()
                .forEach(figure -> terminal.printf(
                        Locale.ROOT,
                        "%-8s %5d %16.1f   %s%n",
                        figure.lock(),
                        figure.cores(),
                        figure.cycles(),
                        "published: " + figure.source()));
        terminal.println(result.caption());
    }
}
