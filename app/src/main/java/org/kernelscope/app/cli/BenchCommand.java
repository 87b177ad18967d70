/* `kscope bench`: measures the kernel on the machine model, and draws charts. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kernelscope.app.bench.LatencyExport;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.LatencyPoint;
import org.kernelscope.engine.bench.LatencyResult;
import org.kernelscope.engine.bench.LockLatency;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "bench", description = "Measures the kernel on the machine model; writes charts and tables.")
final class BenchCommand implements Callable<Integer> {
    private static final String LOCK_LATENCY = "lock-latency";

    @Parameters(index = "0", paramLabel = "BENCHMARK", description = "lock-latency")
    private String benchmark;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "folder for SVG, PDF, PNG, CSV and JSON")
    private Path out;

    @Option(
            names = "--cores",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3,4,6,8",
            description = "numbers of cores, beginning with 1 (default: ${DEFAULT-VALUE})")
    private List<Integer> cores;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10000",
            description = "pairs per core (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "core-i7",
            description = "hardware profile (default: ${DEFAULT-VALUE})")
    private String profile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        Files.createDirectories(out);
        PrintWriter terminal = spec.commandLine().getOut();
        Variant.Optimisation level = Variant.Optimisation.O2;
        Kernels kernels = new Kernels();
        Map<Variant.Lock, KernelImage> images = new EnumMap<>(Variant.Lock.class);
        for (Variant.Lock lock : Variant.Lock.values()) {
            images.put(lock, kernels.of(new Variant(lock, level)));
        }
        LatencyResult result = new LockLatency(images, level, Profiles.load(profile), cores, rounds)
                .run(sentence -> spec.commandLine().getErr().println("measuring the " + sentence));
        table(terminal, result);
        for (Path file : LatencyExport.write(result, out)) {
            terminal.println(file);
        }
        return ExitCode.FINE;
    }

    private void check() throws UserMistake {
        if (!benchmark.equals(LOCK_LATENCY)) {
            throw new UserMistake("Unknown benchmark '" + benchmark + "': choose " + LOCK_LATENCY + ".");
        }
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
