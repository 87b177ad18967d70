/* The options of every command that starts a machine from an image of the user's. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.MemoryOrder;
import picocli.CommandLine.Option;

/** A machine as the command line describes it. */
final class MachineOptions {
    private static final long MAX_DISK = Integer.MAX_VALUE - 1024;

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

    @Option(
            names = "--order",
            paramLabel = "O",
            defaultValue = "sc",
            description = "when a core's stores become visible to the others: sc, at once; tso, when they leave its"
                    + " store buffer (default: sc)")
    private String order;

    @Option(
            names = "--disk",
            paramLabel = "FILE",
            description = "a raw disk image on the ATA channels, which stays as it is; again for more, four at most")
    private List<Path> disks = List.of();

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

    /** Whether a disk is named. */
    boolean hasDisk() {
        return !disks.isEmpty();
    }

    /** Whether a boot module is named. */
    boolean hasModules() {
        return !modules.isEmpty();
    }

    /** The machine with these disks and modules around those that are named, and with this input. */
    MachineConfig configuration(List<Path> furtherDisks, List<Module> further, List<Input> inputs)
            throws UserMistake, IOException {
        List<Module> loaded = new ArrayList<>(BootInput.modules(modules));
        loaded.addAll(further);
        try {
            return new MachineConfig(cores, memory, Profiles.load(profile), loaded, inputs)
                    .withOrder(
                            ScenarioMixin.named("memory order", order, List.of(MemoryOrder.values()), MemoryOrder::id))
                    .withDisks(images(furtherDisks));
        } catch (IllegalArgumentException e) {
            throw new UserMistake(e.getMessage() + ".");
        }
    }

    private List<DiskImage> images(List<Path> first) throws UserMistake, IOException {
        List<DiskImage> images = new ArrayList<>();
        for (Path file : Stream.concat(first.stream(), disks.stream()).toList()) {
            Cli.requireFile(file);
            if (Files.size(file) == 0 || Files.size(file) > MAX_DISK) {
                throw new UserMistake("--disk " + file + ": a disk image has 1 byte to 2 GiB, this file has "
                        + Files.size(file) + " bytes.");
            }
            images.add(DiskImage.of(Files.readAllBytes(file)));
        }
        return images;
    }
}
