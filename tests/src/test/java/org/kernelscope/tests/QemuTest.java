/* The same image prints the same on QEMU, where QEMU is installed. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.app.cli.Kernels;
import org.kernelscope.engine.Profiles;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;

class QemuTest {
    private static final long TURNS = 200_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "TICKET, O1, 1, run=tests",
        "TICKET, O2, 4, run=tests",
        "MCS, O1, 4, run=tests",
        "MCS, O2, 1, run=tests",
        "TICKET, O1, 4, run=contention rounds=20 section=50 think=100 seed=3",
        "MCS, O2, 4, run=contention rounds=20 section=50 think=100 seed=3",
        "MCS, O2, 4, run=latency rounds=100"
    })
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void printsTheSameOnBoth(Variant.Lock lock, Variant.Optimisation level, int cores, String words) throws Exception {
        KernelImage image = new Kernels().of(Variant.of(lock, level));
        Machine machine =
                Machine.boot(new MachineConfig(cores, 64, Profiles.load("core-i7")), image.elf(), "kscope " + words);
        machine.run(Interleavings.byTime(), TURNS);
        assertEquals(new MachineState.Exited(33), machine.state(), machine::serialOutput);
        assertTrue(machine.serialOutput().lines().count() >= 1);

        assertEquals(withoutCycles(machine.serialOutput()), withoutCycles(onQemu(image, cores, words)));
    }

    private String onQemu(KernelImage image, int cores, String words) throws IOException, InterruptedException {
        Assumptions.assumeTrue(onPath("qemu-system-i386"), "skipped: qemu-system-i386 is not installed");
        Path elf = folder.resolve("kernel.elf");
        Path serial = folder.resolve("serial.txt");
        Files.write(elf, image.elf());
        Process qemu = new ProcessBuilder(
                        "qemu-system-i386",
                        "-kernel",
                        elf.toString(),
                        "-append",
                        words,
                        "-smp",
                        "" + cores,
                        "-m",
                        "64",
                        "-device",
                        "isa-debug-exit,iobase=0xf4,iosize=4",
                        "-serial",
                        "file:" + serial,
                        "-display",
                        "none",
                        "-no-reboot")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile())
                .start();
        if (!qemu.waitFor(240, TimeUnit.SECONDS)) {
            qemu.destroyForcibly();
        }
        assertEquals(33, qemu.waitFor(), "QEMU's exit code");
        return Files.readString(serial, StandardCharsets.ISO_8859_1);
    }

    private static List<String> withoutCycles(String serial) {
        return serial.lines()
                .map(line -> line.strip().replaceAll("(cycles|elapsed)=\\d+", "$1=N"))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of(Path.of(folder, program)))
                .anyMatch(Files::isExecutable);
    }
}
