/* Small programs without a kernel, in C and assembly, that print one line for each thing they try. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.check.SideBySide;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainSource;

/**
 * A guest program of the folder {@code guest}.
 *
 * @param name its file without {@code .c}
 * @param elf the linked program, a Multiboot kernel
 */
record GuestProgram(String name, byte[] elf) {
    private static final int PASSED = 33;
    private static final int MEMORY_MIB = 64;
    private static final long STEPS = 50_000_000;
    private static final List<String> OPTIONS = List.of(
            "--target=i686-unknown-none-elf",
            "-march=i686",
            "-ffreestanding",
            "-fno-pic",
            "-fno-stack-protector",
            "-mno-sse",
            "-O1",
            "-g",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-Wno-unused-function",
            "-c");

    /** Builds a program in a folder, with the toolchain that builds the kernel. */
    static GuestProgram build(Path folder, String name) throws Exception {
        Toolchain toolchain = Toolchain.locate(ToolchainSource.ofEnvironment());
        for (String file : List.of("guest.h", "start.S", "link.ld", name + ".c")) {
            Files.write(folder.resolve(file), resource(file));
        }
        List<String> objects = new ArrayList<>();
        for (String file : List.of(name + ".c", "start.S")) {
            List<String> command = new ArrayList<>(toolchain.compiler());
            command.addAll(OPTIONS);
            command.addAll(List.of(file, "-o", file + ".o"));
            run(folder, toolchain, command);
            objects.add(file + ".o");
        }
        List<String> command = new ArrayList<>(toolchain.linker());
        command.addAll(List.of("-m", "elf_i386", "-T", "link.ld", "-o", name + ".elf"));
        command.addAll(objects);
        run(folder, toolchain, command);
        return new GuestProgram(name, Files.readAllBytes(folder.resolve(name + ".elf")));
    }

    private static void run(Path folder, Toolchain toolchain, List<String> command) throws Exception {
        Path log = folder.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(toolchain.environment());
        assertEquals(0, builder.start().waitFor(), () -> {
            try {
                return Files.readString(log);
            } catch (IOException unread) {
                return unread.getMessage();
            }
        });
    }

    /** What it prints on this project's machine with the profile of the desktop processor, compiled as interpreted. */
    List<String> onOurs() throws Exception {
        var config = new MachineConfig(1, MEMORY_MIB, Profiles.load("core-i7"));
        Machine machine = Machine.boot(config, elf, name);
        new SideBySide(Machine.boot(config, elf, name), machine, SideBySide.USUAL).run(Interleavings.byTime(), STEPS);
        assertEquals(new MachineState.Exited(PASSED), machine.state(), () -> machine.serialOutput());
        return machine.serialOutput().lines().toList();
    }

    /** What it prints on Bochs, from where it says what comes first: before that, the BIOS prints. */
    List<String> onBochs(Emulators emulators) throws Exception {
        KernelImage image = KernelImage.read(elf, KernelSources.of(Map.of()));
        return emulators.onBochs(image, 1, MEMORY_MIB, name);
    }

    /** The text that it is to print. */
    List<String> expected() throws IOException {
        return new String(resource(name + ".txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = GuestProgram.class.getResourceAsStream("/guest/" + file)) {
            if (in == null) {
                throw new AssertionError("there is no guest/" + file);
            }
            return in.readAllBytes();
        }
    }
}
