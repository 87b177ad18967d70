/* The machine that `kscope boot` runs: from power-on, or from where a saved one stood. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.boot.LinuxLoader;
import org.kernelscope.hw.boot.MultibootLoader;

/**
 * What is to be started.
 *
 * @param name for sentences about it
 * @param kernel its bytes; empty if the first disk starts
 * @param disks those that come before the ones of the options
 * @param modules those that come behind the ones of the options
 */
record BootMachine(
        String name, Optional<byte[]> kernel, List<Path> disks, List<Module> modules, MachineOptions options) {

    /** What the command line names: a kernel, or a disk with a boot sector. */
    static BootMachine of(Optional<Path> image, Optional<Path> initialDisk, MachineOptions options)
            throws UserMistake, IOException {
        if (image.isEmpty()) {
            if (!options.hasDisk()) {
                throw new UserMistake("There is nothing to boot: name a kernel's image, or a disk with --disk.");
            }
            requireKernel(false, initialDisk, options);
            return new BootMachine("--disk", Optional.empty(), List.of(), List.of(), options);
        }
        Cli.requireFile(image.get());
        byte[] file = Files.readAllBytes(image.get());
        boolean isKernel =
                LinuxLoader.recognises(file) || MultibootLoader.recognises(file) || !DiskImage.startsFrom(file);
        requireKernel(isKernel, initialDisk, options);
        if (!isKernel) {
            return new BootMachine("" + image.get(), Optional.empty(), List.of(image.get()), List.of(), options);
        }
        List<Module> modules = List.of();
        if (initialDisk.isPresent()) {
            Cli.requireFile(initialDisk.get());
            String text = "" + initialDisk.get().getFileName();
            modules = List.of(new Module(text, Files.readAllBytes(initialDisk.get())));
        }
        return new BootMachine("" + image.get(), Optional.of(file), List.of(), modules, options);
    }

    /** What only a kernel would hear of is not accepted in silence. */
    private static void requireKernel(boolean isKernel, Optional<Path> initialDisk, MachineOptions options)
            throws UserMistake {
        boolean told = initialDisk.isPresent()
                || options.hasModules()
                || !options.commandLine().isEmpty();
        if (told && !isKernel) {
            throw new UserMistake("--append, --module and --initrd are for kernels; a disk starts with what is on it.");
        }
    }

    /** A machine before its first turn; all this input will arrive. */
    Machine powerOn(List<Input> inputs) throws UserMistake, IOException {
        MachineConfig config = options.configuration(disks, modules, inputs);
        try {
            return kernel.isEmpty() ? Machine.boot(config) : Machine.boot(config, kernel.get(), commandLine());
        } catch (ImageException e) {
            throw new UserMistake(name + ": " + e.getMessage());
        }
    }

    private String commandLine() {
        return LinuxLoader.recognises(kernel.orElseThrow()) ? options.commandLine() : "kscope " + options.commandLine();
    }

    /** A machine where the saved one stood; besides what was still to arrive there, this input does, counted from now. */
    Machine goOn(Path saved, List<Input> inputs) throws UserMistake, IOException {
        Cli.requireFile(saved);
        Machine machine = powerOn(List.of());
        try {
            machine.load(Files.readAllBytes(saved));
        } catch (ImageException e) {
            throw new UserMistake("--load " + saved + ": " + e.getMessage());
        }
        for (Input input : inputs) {
            machine.input(new Input(machine.now() + input.cycles(), input.kind(), input.value()));
        }
        return machine;
    }
}
