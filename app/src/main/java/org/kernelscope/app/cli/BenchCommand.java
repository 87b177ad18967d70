/* `kscope bench`: measures the kernel on the machine model, and draws charts. */
package org.kernelscope.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kernelscope.app.bench.BenchExport;
import org.kernelscope.app.bench.ProgramStart;
import org.kernelscope.engine.MadeFolders;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Benchmark;
import org.kernelscope.engine.bench.Benchmarks;
import org.kernelscope.engine.bench.Check;
import org.kernelscope.engine.bench.HistorySpeed;
import org.kernelscope.engine.bench.HistorySpeed.Workload;
import org.kernelscope.engine.bench.Measured;
import org.kernelscope.engine.bench.Measurements;
import org.kernelscope.engine.bench.RebuildTime;
import org.kernelscope.engine.bench.StartTime;
import org.kernelscope.engine.bench.Sweep;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
    private static final String REBUILD = "rebuild";
    private static final String MACHINE = "machine";
    private static final String HISTORY = "history";
    private static final String START = "start";
    private static final Variant STUDIED = Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1);
    private static final List<String> OF_HOST = List.of(REBUILD, MACHINE, START, HISTORY);

    /** How often what depends on the host is measured. */
    private static final int SAMPLES = 15;

    /** The same of what takes many seconds each time. */
    private static final int FEW_SAMPLES = 3;

    /** Of the history benchmark, which looks back from so many points of a run. */
    private static final long USUAL_TURNS = 1_000_000_000;

    private static final long LEAST_TURNS = 1_000_000;
    private static final int POINTS = 100;

    @Parameters(index = "0", paramLabel = "BENCHMARK", description = "one of those listed here")
    private String benchmark;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for CSV and JSON; of the kernel's benchmarks, which need it, also SVG, PDF and PNG")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--cores",
            paramLabel = "N",
            split = ",",
            description = "numbers of cores, ascending, where the benchmark varies them")
    private List<Integer> cores = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "repetitions within each point")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "core-i7",
            description = "hardware profile (default: ${DEFAULT-VALUE})")
    private String profile;

    @Mixin
    private MachineBench machine;

    @Option(names = "--turns", paramLabel = "N", description = "length of the run of " + HISTORY)
    private Optional<Long> turns = Optional.empty();

    @Option(
            names = "--workload",
            paramLabel = "W",
            description =
                    "what the run of " + HISTORY + " does: lock (four cores that want one) or programs (all of them)")
    private Optional<String> workload = Optional.empty();

    @Spec
    private CommandSpec spec;

    /** The help text, with the list of benchmarks. */
    static String[] description() {
        List<String> lines = new ArrayList<>(List.of(
                "Measures the kernel on the machine model, in the machine's cycles, or this program on this host; prints"
                        + " a table and writes files. Of the kernel:"));
        Benchmarks.all().forEach(each -> lines.add("  " + each.name() + ": " + each.question()));
        lines.add("Of this program:");
        lines.add("  " + REBUILD + ": milliseconds from an edited kernel file to an image.");
        lines.add("  " + MACHINE
                + ": workloads or images here in three ways, and on QEMU and Bochs where they are installed"
                + " (minutes).");
        lines.add("  " + HISTORY + ": milliseconds back in a long run, and seconds to who wrote a word last.");
        lines.add("  " + START + ": from a command to its answer or first frame, booting, snapshots.");
        return lines.toArray(String[]::new);
    }

    @Override
    public Integer call() throws Exception {
        Optional<Benchmark> ofKernel = Benchmarks.named(benchmark);
        if (!benchmark.equals(MACHINE)) {
            refuse(MachineBench.OWN);
        }
        if (!benchmark.equals(HISTORY)) {
            refuse(List.of("--turns", "--workload"));
        }
        if (ofKernel.isPresent()) {
            measure(ofKernel.get());
        } else {
            ofHost();
        }
        return ExitCode.FINE;
    }

    private void ofHost() throws UserMistake, ToolchainException, IOException, InterruptedException {
        if (!OF_HOST.contains(benchmark)) {
            String names = Stream.concat(Benchmarks.all().stream().map(Benchmark::name), OF_HOST.stream())
                    .collect(Collectors.joining(", "));
            throw new UserMistake("Unknown benchmark '" + benchmark + "': choose " + names + ".");
        }
        refuse(
                benchmark.equals(MACHINE)
                        ? List.of("--rounds", "--profile")
                        : List.of("--cores", "--rounds", "--profile"));
        switch (benchmark) {
            case REBUILD -> {
                Toolchain toolchain = Toolchain.locate(ToolchainSource.ofEnvironment());
                show(new RebuildTime(toolchain, KernelSources.bundled(), SAMPLES).run(this::progress));
            }
            case HISTORY -> history();
            case START -> start();
            default -> machine.run(spec, cores, out, this::progress);
        }
    }

    private void history() throws UserMistake, ToolchainException, IOException {
        long length = turns.orElse(USUAL_TURNS);
        if (length < LEAST_TURNS || length > HistorySpeed.MOST_TURNS) {
            throw new UserMistake(
                    "--turns must be " + LEAST_TURNS + " to " + HistorySpeed.MOST_TURNS + ", not " + length + ".");
        }
        Workload chosen = switch (workload.orElse("lock")) {
            case "lock" -> Workload.LOCK;
            case "programs" -> Workload.PROGRAMS;
            default ->
                throw new UserMistake("Unknown workload '" + workload.orElseThrow() + "': choose lock or programs.");
        };
        var image = new Kernels().of(HistorySpeed.VARIANT);
        show(new HistorySpeed(image, chosen, length, POINTS).run(this::progress));
    }

    private void start() throws UserMistake, ToolchainException, IOException, InterruptedException {
        String script = File.separatorChar == '/' ? "kscope" : "kscope.cmd";
        Path launcher = Path.of(System.getProperty("kscope.home", "."), script);
        Cli.requireFile(launcher);
        List<Measured> rows = new ArrayList<>(
                new ProgramStart(List.of(launcher.toString()), FEW_SAMPLES * 2 + 1).run(this::progress));
        rows.addAll(new StartTime(new Kernels().of(STUDIED), SAMPLES).run(this::progress));
        show(new Measurements(
                START, "From a command to what is seen of it; of machines, warm, by virtual time.", rows));
    }

    /** What would change nothing is not accepted in silence. */
    private void refuse(List<String> options) throws UserMistake {
        Cli.refuse(spec, options, "does not go with " + benchmark + ".");
    }

    private void measure(Benchmark chosen) throws UserMistake, ToolchainException, IOException, InterruptedException {
        Sweep sweep = sweep(chosen);
        Path folder = out.orElseThrow(
                () -> new UserMistake(chosen.name() + " writes charts: name a folder for them with --out DIR."));
        MadeFolders made = MadeFolders.upTo(folder);
        try {
            BenchResult result = chosen.run(new Kernels()::of, Profiles.load(profile), sweep, this::progress);
            table(spec.commandLine().getOut(), result);
            wrote(BenchExport.write(result, folder));
        } finally {
            made.removeEmpty();
        }
    }

    private Sweep sweep(Benchmark chosen) throws UserMistake {
        Sweep sweep = chosen.usual();
        if (!cores.isEmpty()) {
            if (sweep.cores().isEmpty()) {
                throw new UserMistake("--cores does not go with " + chosen.name() + ".");
            }
            if (cores.stream().anyMatch(count -> count < 1 || count > MachineConfig.MAX_CORES)
                    || !cores.equals(cores.stream().sorted().distinct().toList())
                    || sweep.cores().getFirst() == 1 && cores.getFirst() != 1) {
                throw new UserMistake("--cores takes different numbers from 1 to " + MachineConfig.MAX_CORES
                        + ", beginning with 1, not " + cores + ".");
            }
            sweep = sweep.withCores(cores);
        }
        int repetitions = rounds.orElse(sweep.rounds());
        if (repetitions < 1 || repetitions > 1_000_000) {
            throw new UserMistake("--rounds must be 1 to 1000000, not " + repetitions + ".");
        }
        return sweep.withRounds(repetitions);
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

    private static void table(PrintWriter terminal, BenchResult result) {
        List<List<String>> rows = new ArrayList<>(List.of(result.headings()));
        rows.addAll(result.rows());
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(String.format("%-" + widths.getFirst() + "s", row.getFirst()));
            for (int column = 1; column < row.size(); column++) {
                line.append(String.format("  %" + widths.get(column) + "s", row.get(column)));
            }
            terminal.println(line);
        }
        for (Check check : result.checks()) {
            terminal.println(
                    (check.holds() ? "holds: " : "does not hold: ") + check.statement() + " (" + check.found() + ")");
        }
        terminal.println(result.caption());
    }
}
