/* `kscope bench machine`: what is run, how often, and where the figures go. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kernelscope.app.bench.BenchExport;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.MadeFolders;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.Guest;
import org.kernelscope.engine.bench.MachineSpeed;
import org.kernelscope.engine.bench.Peer;
import org.kernelscope.engine.bench.Place;
import org.kernelscope.engine.bench.SpeedResult;
import org.kernelscope.engine.bench.Way;
import org.kernelscope.engine.bench.Workload;
import org.kernelscope.engine.bench.Workloads;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.boot.LinuxLoader;
import org.kernelscope.hw.boot.MultibootLoader;
import org.kernelscope.kernel.BootDisk;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of the machine benchmark, and its run. */
final class MachineBench {
    private static final Variant MEASURED = Variant.of(Variant.Lock.MCS, Variant.Optimisation.O2);
    private static final int MOST_SAMPLES = 100;
    private static final int ALL = 100;

    private static final List<String> OF_IMAGES = List.of("--cores", "--append", "--memory", "--until-text");

    /** The options that no other benchmark has. */
    static final List<String> OWN = List.of(
            "--image",
            "--append",
            "--memory",
            "--until-text",
            "--here",
            "--samples",
            "--work",
            "--json",
            "--csv",
            "--chart",
            "--markdown");

    @Option(
            names = "--image",
            paramLabel = "FILE",
            arity = "1..*",
            description = "of machine: 32-bit Multiboot ELF files or Linux bzImages to run instead of the program's own"
                    + " workloads; they end by themselves or by --until-text")
    private List<Path> images = List.of();

    @Option(
            names = "--append",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "of machine: the command line of the images")
    private String words;

    @Option(names = "--memory", paramLabel = "MIB", defaultValue = "64", description = "of machine: RAM for the images")
    private int memory;

    @Option(
            names = "--until-text",
            paramLabel = "TEXT",
            description = "of machine: the images are done as soon as the serial line shows this; \\n is a line end")
    private Optional<String> end = Optional.empty();

    @Option(names = "--here", description = "of machine: leave QEMU and Bochs out")
    private boolean here;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "3",
            description = "of machine: how often each is run (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--work",
            paramLabel = "PERCENT",
            defaultValue = "100",
            description = "of machine: how much of the usual work the own workloads do (default: ${DEFAULT-VALUE})")
    private int percent;

    @Option(names = "--json", paramLabel = "FILE", description = "of machine: write all samples as JSON")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--csv", paramLabel = "FILE", description = "of machine: write all samples as CSV")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--chart", paramLabel = "FILE", description = "of machine: draw a chart, .png, .svg or .pdf")
    private Optional<Path> chart = Optional.empty();

    @Option(names = "--markdown", description = "of machine: print the tables as Markdown")
    private boolean markdown;

    /**
     * Measures, prints and writes.
     *
     * @param cores what --cores says
     * @param out the folder for files of all kinds
     */
    void run(CommandSpec spec, List<Integer> cores, Optional<Path> out, Consumer<String> progress)
            throws UserMistake, ToolchainException, IOException, InterruptedException {
        check(spec, cores);
        List<MadeFolders> made = folders(out);
        try {
            measure(spec, cores, out, progress);
        } finally {
            made.reversed().forEach(MadeFolders::removeEmpty);
        }
    }

    /** The folders of all files to come, so that nothing is measured that cannot be written. */
    private List<MadeFolders> folders(Optional<Path> out) throws IOException {
        List<MadeFolders> made = new ArrayList<>();
        Stream<Path> parents = Stream.of(json, csv, chart)
                .flatMap(Optional::stream)
                .map(file -> file.toAbsolutePath().getParent());
        for (Path folder : Stream.concat(out.stream(), parents).toList()) {
            made.add(MadeFolders.upTo(folder));
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        }
        return made;
    }

    private void measure(CommandSpec spec, List<Integer> cores, Optional<Path> out, Consumer<String> progress)
            throws UserMistake, ToolchainException, IOException, InterruptedException {
        Kernels kernels = new Kernels();
        KernelBuilder builder = kernels.builder();
        List<Place> places = new ArrayList<>(here ? List.of(Way.values()) : MachineSpeed.everywhere());
        List<Workload> workloads = new ArrayList<>();
        for (Path image : images) {
            workloads.add(given(image, cores, builder, places, progress));
        }
        if (images.isEmpty()) {
            Workloads.bundled(kernels.of(MEASURED), builder).forEach(each -> workloads.add(each.part(percent)));
        }
        SpeedResult result = new MachineSpeed(workloads, guest -> disk(builder, guest), samples, places).run(progress);
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(markdown ? result.markdown() : result.table());
        write(result, out).forEach(terminal::println);
    }

    private void check(CommandSpec spec, List<Integer> cores) throws UserMistake {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new UserMistake("--samples must be 1 to " + MOST_SAMPLES + ", not " + samples + ".");
        }
        if (percent < 1 || percent > ALL) {
            throw new UserMistake("--work must be 1 to " + ALL + " percent, not " + percent + ".");
        }
        if (images.isEmpty()) {
            Cli.refuse(spec, OF_IMAGES, "goes with --image; the own workloads need none.");
        } else {
            Cli.refuse(spec, List.of("--work"), "goes with the own workloads; an image does what it does.");
        }
        if (cores.size() > 1 || cores.stream().anyMatch(count -> count < 1 || count > MachineConfig.MAX_CORES)) {
            throw new UserMistake("--cores takes one number from 1 to " + MachineConfig.MAX_CORES + " for machine, not "
                    + cores + ".");
        }
        if (chart.isPresent() && !BenchExport.isDrawn(chart.get())) {
            throw new UserMistake("--chart " + chart.get() + ": name a file that ends with .png, .svg or .pdf.");
        }
    }

    /** A workload of a user's; places where it cannot be started leave the list. */
    private Workload given(
            Path image, List<Integer> cores, KernelBuilder builder, List<Place> places, Consumer<String> progress)
            throws UserMistake, ToolchainException, IOException {
        Cli.requireFile(image);
        byte[] file = Files.readAllBytes(image);
        if (!LinuxLoader.recognises(file) && !MultibootLoader.recognises(file)) {
            throw new UserMistake(image + ": this is neither a 32-bit Multiboot ELF file nor a Linux bzImage.");
        }
        int count = cores.isEmpty() ? 1 : cores.getFirst();
        Optional<String> text = end.map(BootInput::unescaped);
        Guest guest = new Guest("" + image.getFileName(), file, words, List.of(), count, memory, text);
        guest.powerOn(Profiles.load("untimed"));
        if (places.contains(Peer.BOCHS) && MultibootLoader.recognises(file)) {
            try {
                disk(builder, guest);
            } catch (IllegalArgumentException e) {
                places.remove(Peer.BOCHS);
                progress.accept("rest without Bochs, which starts no disk of " + image + ": " + e.getMessage());
            }
        }
        return Workloads.given(guest, builder);
    }

    private static byte[] disk(KernelBuilder builder, Guest guest) throws ToolchainException {
        return BootDisk.make(builder, guest.image(), guest.programs(), guest.commandLine());
    }

    private List<Path> write(SpeedResult result, Optional<Path> out) throws IOException {
        List<Path> written = new ArrayList<>();
        if (out.isPresent()) {
            written.addAll(BenchExport.write(result, out.get()));
        }
        if (json.isPresent()) {
            AtomicFile.write(json.get(), result.json());
        }
        if (csv.isPresent()) {
            AtomicFile.write(csv.get(), result.csv());
        }
        if (chart.isPresent()) {
            BenchExport.chart(result, chart.get());
        }
        Stream.of(json, csv, chart).flatMap(Optional::stream).forEach(written::add);
        return written;
    }
}
