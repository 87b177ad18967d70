/* What a C compiler makes of loops over floats, integers and bytes computes the same here as on the host. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.hw.CoreState.Activity;

class CompiledVectorsTest {
    private static final String SOURCE = "compiled-vectors.c";
    private static final int START = 0x1_0000;
    private static final long BUDGET = 5_000_000;
    private static final List<String> COMMON = List.of(
            "gcc", "-O3", "-fwrapv", "-ffp-contract=off", "-fno-math-errno", "-fno-tree-loop-distribute-patterns");
    private static final List<String> GUEST = List.of(
            "-m32",
            "-DGUEST",
            "-march=pentium4",
            "-msse2",
            "-mfpmath=sse",
            "-ffreestanding",
            "-fno-pic",
            "-no-pie",
            "-fno-asynchronous-unwind-tables",
            "-fno-stack-protector",
            "-nostdlib",
            "-Wl,--section-start=.first=0x10000",
            "-Wl,-Ttext=0x10100",
            "-Wl,-e,first",
            "-Wl,--build-id=none",
            "-Wl,--oformat=binary");

    @TempDir
    private Path folder;

    @Test
    void digestsAreThoseOfTheHost() throws IOException, InterruptedException {
        try (InputStream text = CompiledVectorsTest.class.getResourceAsStream(SOURCE)) {
            Files.copy(text, folder.resolve(SOURCE));
        }
        boolean compiled = succeeds("host", List.of()) && succeeds("guest", GUEST);
        Assumptions.assumeTrue(compiled, "no compiler for 64 and 32 bits");
        Process host = new ProcessBuilder(folder.resolve("host").toString()).start();
        List<String> expected = new String(host.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        TestMachine machine = new TestMachine();
        machine.recording = false;
        byte[] image = Files.readAllBytes(folder.resolve("guest"));
        machine.memory.fill(START, image, 0, image.length);
        machine.core.enterProtectedFlat(START, 0, 0);
        machine.core.registers().cr4 |= Registers.CR4_OSFXSR;
        while (machine.core.activity() == Activity.RUNNING && machine.core.retired() < BUDGET) {
            machine.core.run(BUDGET, Long.MAX_VALUE);
        }
        assertEquals(Activity.HALTED, machine.core.activity());
        int digests = machine.register(Registers.EAX);
        List<String> found = IntStream.range(0, expected.size())
                .mapToObj(i -> "%08x".formatted(machine.memory.read32(digests + i * 4)))
                .toList();
        assertEquals(expected, found);
        assertEquals(9, expected.size());
    }

    private boolean succeeds(String output, List<String> options) throws InterruptedException {
        List<String> command = new ArrayList<>(COMMON);
        command.addAll(options);
        command.addAll(List.of(
                "-o", folder.resolve(output).toString(), folder.resolve(SOURCE).toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean succeeded = process.waitFor() == 0;
            if (!succeeded) {
                System.out.println("compiled vectors are left out: " + messages);
            }
            return succeeded;
        } catch (IOException e) {
            System.out.println("compiled vectors are left out: " + e.getMessage());
            return false;
        }
    }
}
