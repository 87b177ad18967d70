/* The options of every command that starts a machine from an image of the user's. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineConfig.Module;
import picocli.CommandLine.Option;

/** A machine as the command line describes it. */
final class MachineOptions {
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

    /** What the kernel is told, as the user wrote it. */
    String commandLine() {
        return commandLine;
    }

    /** The machine with the modules that are named and these behind them, and with this input. */
    MachineConfig configuration(List<Module> further, List<Input> inputs) throws UserMistake, IOException {
        List<Module> loaded = new ArrayList<>(BootInput.modules(modules));
        loaded.addAll(further);
        try {
            return new MachineConfig(cores, memory, Profiles.load(profile), loaded, inputs);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(e.getMessage() + ".");
        }
    }
}
