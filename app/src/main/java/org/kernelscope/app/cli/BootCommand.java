/* `kscope boot`: runs a Multiboot image, Linux or a disk on the machine, its serial line on the terminal. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.MachineStatistics;
import org.kernelscope.engine.check.SideBySide;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "boot",
        description = "Boots a Multiboot ELF image, a Linux bzImage or a disk; its serial line is the terminal.")
final class BootCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "IMAGE",
            description = "a 32-bit Multiboot 1 ELF file, a 32-bit Linux bzImage, or a disk with a boot sector; without"
                    + " it the first --disk starts")
    private Optional<Path> image = Optional.empty();

    @Mixin
    private MachineOptions options;

    @Option(names = "--initrd", paramLabel = "FILE", description = "the initial RAM disk of a Linux kernel")
    private Optional<Path> initialDisk = Optional.empty();

    @Option(
            names = "--serial",
            paramLabel = "stdio|FILE|tcp:PORT",
            description = "what is at the other end of the serial line: the terminal, whose lines are sent as they are "
                    + "entered, a file that takes the output, or the program on this computer that connects to the "
                    + "port (default: the terminal, which only shows it)")
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
            description =
                    "when the first key or byte comes, counted from the start or from what --load brought (default:"
                            + " ${DEFAULT-VALUE}); the others follow " + BootInput.GAP + " cycles apart")
    private long inputAt;

    @Option(names = "--screen", description = "print the text screen at the end")
    private boolean screen;

    @Option(names = "--stats", paramLabel = "FILE", description = "write counters of every core as JSON")
    private Optional<Path> statistics = Optional.empty();

    @Option(names = "--save", paramLabel = "FILE", description = "write the machine's whole state at the end")
    private Optional<Path> save = Optional.empty();

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description = "go on from a state that --save wrote, on the same machine with the same image")
    private Optional<Path> load = Optional.empty();

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

    @Option(
            names = "--check",
            description = "run compiled and interpreted side by side, and compare them at the end of every compiled"
                    + " region (slow)")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (inputAt < 0) {
            throw new UserMistake("--input-at must not be negative, and is " + inputAt + ".");
        }
        List<Input> inputs = BootInput.inputs(keys, serialInput, inputAt);
        BootMachine start = BootMachine.of(image, initialDisk, options);
        Machine machine = machine(start, inputs);
        Optional<SideBySide> sides = check
                ? Optional.of(new SideBySide(machine(start, inputs), machine, SideBySide.USUAL))
                : Optional.empty();
        long cycles = BootRun.cycles(virtualSeconds, machine.config().profile());
        PrintWriter terminal = spec.commandLine().getOut();
        PrintWriter said = spec.commandLine().getErr();
        BootRun.Ended ended;
        try (SerialEnd end = SerialEnd.open(serial, terminal, said)) {
            ended = new BootRun(machine, end, limit, cycles, untilText.map(BootInput::unescaped), sides).run();
        }
        if (screen) {
            terminal.print(machine.screen().text());
        }
        terminal.flush();
        if (statistics.isPresent()) {
            MachineStatistics.of(machine).write(statistics.get());
        }
        if (save.isPresent()) {
            AtomicFile.write(save.get(), machine.save());
        }
        sides.ifPresent(both -> said.println("kscope: " + both.sentence()));
        ended.sentence().ifPresent(sentence -> said.println("kscope: " + sentence));
        return ended.exitCode();
    }

    private Machine machine(BootMachine start, List<Input> inputs) throws UserMistake, IOException {
        return load.isEmpty() ? start.powerOn(inputs) : start.goOn(load.get(), inputs);
    }
}
