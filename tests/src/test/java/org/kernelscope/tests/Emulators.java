/* QEMU and Bochs as other machines for the same kernel, where they are installed. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.BootDisk;

/**
 * Runs kernels on other machines.
 *
 * @param folder for files, which are written over by each run
 */
record Emulators(Path folder) {
    /** How long a machine may take, in seconds; it is stopped then. */
    private static final int PATIENCE = 240;

    private static final int PASSED = 33;

    /** With a host thread for each processor, guests that spin take ten times as long where those share the host's. */
    static final List<String> ONE_THREAD = List.of("-accel", "tcg,thread=single");

    /** Skips the test that calls where the program is not installed. */
    static void assumeInstalled(String program) {
        boolean isInstalled = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        Assumptions.assumeTrue(isInstalled, "skipped: " + program + " is not installed");
    }

    /** What the kernel prints on QEMU, loaded from files as a Multiboot kernel with modules; it must pass. */
    List<String> onQemu(WholeKernel kernel, String words) throws IOException, InterruptedException {
        assumeInstalled("qemu-system-i386");
        Path elf = Files.write(folder.resolve("kernel.elf"), kernel.image().elf());
        Path serial = folder.resolve("qemu.txt");
        List<String> command = new ArrayList<>(List.of("qemu-system-i386", "-kernel", "" + elf, "-append", words));
        command.addAll(ONE_THREAD);
        if (!kernel.modules().isEmpty()) {
            command.addAll(List.of("-initrd", moduleFiles(kernel)));
        }
        command.addAll(List.of("-smp", "" + kernel.cores(), "-m", "" + kernel.memoryMiB()));
        command.addAll(List.of("-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-serial", "file:" + serial));
        command.addAll(List.of("-display", "none", "-no-reboot"));
        assertEquals(PASSED, ended(command), () -> "QEMU's exit code; it printed " + printed(serial));
        return printed(serial);
    }

    /** What the kernel prints on Bochs, started by the BIOS from a disk. */
    List<String> onBochs(WholeKernel kernel, String words) throws Exception {
        assumeInstalled("bochs");
        byte[] bytes = BootDisk.make(WholeKernel.builder(), kernel.image(), "kscope " + words);
        Path disk = Files.write(folder.resolve("disk.img"), bytes);
        Path serial = folder.resolve("bochs.txt");
        Path settings = Files.writeString(folder.resolve("bochsrc"), """
                cpu: model=core2_penryn_t9600, count=%d, ips=50000000, reset_on_triple_fault=0
                memory: guest=%d, host=64
                ata0-master: type=disk, path="%s", mode=flat
                boot: disk
                com1: enabled=1, mode=file, dev="%s"
                display_library: rfb, options="timeout=0"
                log: %s
                panic: action=fatal
                clock: sync=none
                """.formatted(
                        kernel.cores(), kernel.memoryMiB(), disk, serial, folder.resolve("bochs.log")));
        Path commands = Files.writeString(folder.resolve("commands"), "continue\n");
        ended(List.of("bochs", "-q", "-f", "" + settings, "-rc", "" + commands));
        return printed(serial);
    }

    private String moduleFiles(WholeKernel kernel) throws IOException {
        for (MachineConfig.Module module : kernel.modules()) {
            Files.write(folder.resolve(module.text()), module.content());
        }
        return kernel.modules().stream()
                .map(module -> "" + folder.resolve(module.text()))
                .collect(Collectors.joining(","));
    }

    private int ended(List<String> command) throws IOException, InterruptedException {
        Process machine = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("machine.log").toFile())
                .start();
        try {
            assertTrue(machine.waitFor(PATIENCE, TimeUnit.SECONDS), command.getFirst() + " did not end");
        } finally {
            machine.destroyForcibly();
        }
        return machine.waitFor();
    }

    private static List<String> printed(Path serial) {
        try {
            return Files.readString(serial, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unread) {
            throw new AssertionError("nothing was printed", unread);
        }
    }
}
