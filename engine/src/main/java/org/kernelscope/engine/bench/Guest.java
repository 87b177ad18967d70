/* Something that a PC can be started with, here or on another emulator. */
package org.kernelscope.engine.bench;

import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.boot.LinuxLoader;
import org.kernelscope.kernel.Program;

/**
 * A kernel with what it is told.
 *
 * @param name for sentences about it
 * @param image a 32-bit Multiboot ELF file or Linux bzImage
 * @param words its command line without its own name
 * @param programs its modules
 * @param cores how many it runs on
 * @param memoryMiB of RAM
 * @param end the text on the serial line that ends the run; without it the guest ends the machine
 */
public record Guest(
        String name,
        byte[] image,
        String words,
        List<Program> programs,
        int cores,
        int memoryMiB,
        Optional<String> end) {

    public Guest {
        programs = List.copyOf(programs);
    }

    /** Whether only a loader of the Linux boot protocol can start it. */
    boolean isLinux() {
        return LinuxLoader.recognises(image);
    }

    /** Its command line as a Multiboot loader gives it, its own name first; Linux gets none. */
    public String commandLine() {
        return isLinux() ? words : "kscope " + words;
    }

    /** A machine of this project before its first turn. */
    public Machine powerOn(HardwareProfile profile) throws UserMistake {
        List<MachineConfig.Module> modules = programs.stream()
                .map(program -> new MachineConfig.Module(program.name(), program.elf()))
                .toList();
        try {
            MachineConfig config = new MachineConfig(cores, memoryMiB, profile).withModules(modules);
            return Machine.boot(config, image, commandLine());
        } catch (ImageException | IllegalArgumentException e) {
            throw new UserMistake(name + ": " + e.getMessage());
        }
    }
}
