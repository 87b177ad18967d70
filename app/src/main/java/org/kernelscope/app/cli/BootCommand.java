/* `kscope boot`: runs a Multiboot or Linux image on the machine, its serial line on the terminal. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.MachineStatistics;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.boot.LinuxLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "boot",
        description = "Boots a Multiboot ELF image or a Linux bzImage; its serial line is the terminal.")
final class BootCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "a 32-bit Multiboot 1 ELF file, or a 32-bit Linux bzImage")
    private Path image;

    @Mixin
    private MachineOptions options;

    @Option(names = "--initrd", paramLabel = "FILE", description = "the initial RAM disk of a Linux kernel")
    private Optional<Path> initialDisk = Optional.empty();

    @Option(
            names = "--serial",
            paramLabel = "stdio|FILE",
            description = "what is at the other end of the serial line: the terminal, whose lines are sent as they are "
                    + "entered, or a file that takes the output (default: the terminal, which only shows it)")
    private Optional<String> serial = Optional.empty();

    @Option(
            names = "--keys",
            paramLabel = "TEXT|FILE",
            description = "type this on the keyboard; \\n is Enter, and a file's content is typed as it is")
    private Optional<String> keys = Optional.empty();

    @Option(
            names = "--serial-input",
            paramLabel = "TEXT",
            description = "send this to the serial line; \\n is a line end")
    private Optional<String> serialInput = Optional.empty();

    @Option(
            names = "--input-at",
            paramLabel = "CYCLES",
            defaultValue = "" + BootInput.FIRST,
            description = "when the first key or byte comes (default: ${DEFAULT-VALUE}); the others follow "
                    + BootInput.GAP + " cycles apart")
    private long inputAt;

    @Option(names = "--screen", description = "print the text screen at the end")
    private boolean screen;

    @Option(names = "--stats", paramLabel = "FILE", description = "write counters of every core as JSON")
    private Optional<Path> statistics = Optional.empty();

    @Option(
            names = "--max-instructions",
            paramLabel = "N",
            defaultValue = "1000000000",
            description = "stop after so many turns (default: 10^9)")
    private long limit;

    @Option(
            names = "--max-virtual-seconds",
            paramLabel = "S",
            description = "stop when the machine's clock shows so many seconds")
    private Optional<Double> virtualSeconds = Optional.empty();

    @Option(
            names = "--until-text",
            paramLabel = "TEXT",
            description = "stop, with success, as soon as the serial line shows this; \\n is a line end")
    private Optional<String> untilText = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        MachineConfig config = configuration();
        Cli.requireFile(image);
        byte[] file = Files.readAllBytes(image);
        String told = options.commandLine();
        Machine machine;
        try {
            machine = Machine.boot(config, file, LinuxLoader.recognises(file) ? told : "kscope " + told);
        } catch (ImageException e) {
            throw new UserMistake(image + ": " + e.getMessage());
        }
        long cycles = BootRun.cycles(virtualSeconds, config.profile());
        PrintWriter terminal = spec.commandLine().getOut();
        BootRun.Ended ended;
        try (SerialEnd end = SerialEnd.open(serial, terminal)) {
            ended = new BootRun(machine, end, limit, cycles, untilText.map(BootInput::unescaped)).run();
        }
        if (screen) {
            terminal.print(machine.screen().text());
        }
        terminal.flush();
        if (statistics.isPresent()) {
            MachineStatistics.of(machine).write(statistics.get());
        }
        ended.sentence().ifPresent(sentence -> spec.commandLine().getErr().println("kscope: " + sentence));
        return ended.exitCode();
    }

    private MachineConfig configuration() throws UserMistake, IOException {
        if (inputAt < 0) {
            throw new UserMistake("--input-at must not be negative, and is " + inputAt + ".");
        }
        List<Module> disks = new ArrayList<>();
        if (initialDisk.isPresent()) {
            Cli.requireFile(initialDisk.get());
            disks.add(new Module(initialDisk.get().getFileName().toString(), Files.readAllBytes(initialDisk.get())));
        }
        return options.configuration(disks, BootInput.inputs(keys, serialInput, inputAt));
    }
}
