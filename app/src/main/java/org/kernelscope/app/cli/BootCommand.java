/* `kscope boot`: runs any Multiboot image on the machine, its serial line on the terminal. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.MachineStatistics;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "boot", description = "Boots a Multiboot ELF image; the serial line appears on the terminal.")
final class BootCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "a 32-bit Multiboot 1 ELF file")
    private Path image;

    @Option(names = "--cores", paramLabel = "N", defaultValue = "1", description = "1 to 16 (default: 1)")
    private int cores;

    @Option(names = "--memory", paramLabel = "MIB", defaultValue = "64", description = "RAM in MiB (default: 64)")
    private int memory;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "core-i7",
            description = "hardware profile (default: ${DEFAULT-VALUE})")
    private String profile;

    @Option(names = "--append", paramLabel = "TEXT", defaultValue = "", description = "the kernel's command line")
    private String commandLine;

    @Option(
            names = "--module",
            paramLabel = "FILE[,TEXT]",
            description = "a boot module; TEXT is its name and arguments (default: the file's name); again for more")
    private List<String> modules = List.of();

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        MachineConfig config = configuration();
        Cli.requireFile(image);
        byte[] elf = Files.readAllBytes(image);
        Machine machine;
        try {
            machine = Machine.boot(config, elf, "kscope " + commandLine);
        } catch (ImageException e) {
            throw new UserMistake(image + ": " + e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        machine.observe(event -> {
            if (event instanceof MachineEvent.SerialOutput byteOut) {
                out.write(byteOut.value());
                if (byteOut.value() == '\n') {
                    out.flush();
                }
            }
        });
        machine.run(Interleavings.byTime(), limit);
        if (screen) {
            out.print(machine.screen().text());
        }
        out.flush();
        if (statistics.isPresent()) {
            MachineStatistics.of(machine).write(statistics.get());
        }
        return ended(machine);
    }

    private MachineConfig configuration() throws UserMistake, IOException {
        if (inputAt < 0) {
            throw new UserMistake("--input-at must not be negative, and is " + inputAt + ".");
        }
        List<Module> loaded = BootInput.modules(modules);
        List<Input> inputs = BootInput.inputs(keys, serialInput, inputAt);
        try {
            return new MachineConfig(cores, memory, Profiles.load(profile), loaded, inputs);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(e.getMessage() + ".");
        }
    }

    private int ended(Machine machine) {
        PrintWriter err = spec.commandLine().getErr();
        return switch (machine.state()) {
            case MachineState.Exited exited when exited.code() == GUEST_SUCCESS -> ExitCode.FINE;
            case MachineState.Exited exited -> {
                err.println("kscope: the guest ended with exit code " + exited.code() + ".");
                yield ExitCode.CHECK_FAILED;
            }
            case MachineState.Idle _ -> {
                err.println("kscope: every core halted for good after " + machine.steps() + " instructions.");
                yield ExitCode.FINE;
            }
            case MachineState.ShutDown down -> {
                err.println("kscope: core " + down.core() + " shut down after a triple fault.");
                yield ExitCode.CHECK_FAILED;
            }
            case MachineState.ResetRequested asked -> {
                err.println("kscope: core " + asked.core() + " asked for a reset.");
                yield ExitCode.FINE;
            }
            case MachineState.Running _ -> {
                err.println("kscope: stopped after " + machine.steps() + " instructions (--max-instructions).");
                yield ExitCode.CHECK_FAILED;
            }
        };
    }

    /** What the kernel's success looks like on the debug-exit port: (0x10 << 1) | 1. */
    private static final int GUEST_SUCCESS = 33;
}
