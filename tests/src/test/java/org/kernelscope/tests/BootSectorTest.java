/* What starts from a disk: a boot sector that calls the firmware, and the project's own kernel. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.Profiles;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.BootDisk;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;

class BootSectorTest {
    private static final long TURNS = 300_000_000;
    private static final int PASSED = 33;
    private static final String SCREEN = """
            boot sector
            rest read by cylinder, head and sector
            a line from sector 100
            written and read again
            memory at 0 is of kind 1
            memory at 1 MiB is of kind 1
            the timer ticks
            key: k

                 a string
            """;

    @TempDir
    private Path folder;

    @Test
    void aBootSectorFindsTheServicesOfAPc() throws Exception {
        byte[] disk = disk();
        var config = new MachineConfig(1, 16, Profiles.load("core-i7"))
                .withDisks(List.of(DiskImage.of(disk)))
                .withInputs(List.of(
                        new Input(1_000_000_000, Input.Kind.KEYBOARD, (byte) 0x25),
                        new Input(1_000_100_000, Input.Kind.KEYBOARD, (byte) 0xA5)));
        Machine machine = Machine.boot(config);
        machine.run(Interleavings.byTime(), TURNS);
        assertEquals(new MachineState.Exited(PASSED), machine.state(), machine.screen()::text);
        assertEquals(SCREEN, shown(machine.serialOutput()));
        assertArrayEquals(disk(), disk, "the image stays as it is");
    }

    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theSameIsSeenOnQemu() throws Exception {
        Emulators.assumeInstalled("qemu-system-i386");
        Path serial = folder.resolve("serial.txt");
        Path image = Files.write(folder.resolve("disk.img"), disk());
        Process qemu = new ProcessBuilder(
                        "qemu-system-i386",
                        "-accel",
                        "tcg,thread=single",
                        "-drive",
                        "format=raw,file=" + image,
                        "-m",
                        "16",
                        "-device",
                        "isa-debug-exit,iobase=0xf4,iosize=4",
                        "-serial",
                        "file:" + serial,
                        "-display",
                        "none",
                        "-monitor",
                        "stdio",
                        "-no-reboot")
                .redirectOutput(folder.resolve("monitor.txt").toFile())
                .redirectErrorStream(true)
                .start();
        try {
            while (qemu.isAlive() && !(Files.exists(serial) && Files.size(serial) > 0)) {
                qemu.waitFor(50, TimeUnit.MILLISECONDS);
            }
            qemu.getOutputStream().write("sendkey k\n".getBytes(StandardCharsets.US_ASCII));
            qemu.getOutputStream().flush();
            assertEquals(PASSED, qemu.waitFor());
        } finally {
            qemu.destroyForcibly();
        }
        assertEquals(SCREEN, shown(Files.readString(serial, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void theKernelStartsFromItsDiskAsItDoesFromAFile() throws Exception {
        WholeKernel kernel = WholeKernel.of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1))
                .withCores(2);
        List<String> fromFile = kernel.run("run=tests", TURNS).passed().lines();
        byte[] disk = BootDisk.make(WholeKernel.builder(), kernel.image(), "kscope run=tests");
        Machine machine =
                Machine.boot(new MachineConfig(2, 64, Profiles.load("core-i7")).withDisks(List.of(DiskImage.of(disk))));
        machine.run(Interleavings.byTime(), TURNS);
        assertEquals(new MachineState.Exited(PASSED), machine.state(), machine.screen()::text);
        List<String> fromDisk = machine.serialOutput()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        assertEquals(fromFile, fromDisk);
    }

    /** The screen's lines, as the guest sent them behind its question for a key. */
    private static String shown(String sent) {
        assertTrue(sent.startsWith("?"), sent);
        return Arrays.stream(sent.substring(1).split("\n"))
                        .map(String::stripTrailing)
                        .reduce("", (all, line) -> all + line + "\n")
                        .stripTrailing()
                + "\n";
    }

    private byte[] disk() throws Exception {
        byte[] program = assembled(Tree.home().resolve("tests/src/test/asm/boot_guest.S"));
        byte[] disk = Arrays.copyOf(program, 16 * 63 * 512);
        byte[] line = "a line from sector 100\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(line, 0, disk, 100 * DiskImage.SECTOR, line.length);
        return disk;
    }

    private byte[] assembled(Path source) throws Exception {
        Toolchain toolchain = Toolchain.locate(ToolchainSource.ofEnvironment());
        Path object = folder.resolve("guest.o");
        Path flat = folder.resolve("guest.bin");
        run(toolchain, toolchain.compiler(), "--target=i386-unknown-none-elf", "-c", "" + source, "-o", "" + object);
        run(toolchain, toolchain.linker(), "-Ttext=0x7C00", "--oformat", "binary", "" + object, "-o", "" + flat);
        return Files.readAllBytes(flat);
    }

    private static void run(Toolchain toolchain, List<String> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                Stream.concat(program.stream(), Stream.of(arguments)).toList());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(toolchain.environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
