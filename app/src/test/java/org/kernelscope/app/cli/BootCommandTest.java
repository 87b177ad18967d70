/* How a run of `kscope boot` is limited, what is said at its end, and where the serial line leads. */
package org.kernelscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.engine.Profiles;
import org.kernelscope.kernel.Variant;

class BootCommandTest {
    private static final int SETUP_HEADER = 0x202;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    /** Exit code, options, and what is said on the way out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | --append run=tests                                 | ''
            0 | --append run=tests --until-text failed             | the text appeared (--until-text).
            1 | --append run=tests --until-text nowhere            | the guest ended with exit code 33.
            1 | --append run=tests --max-virtual-seconds 0.000001  | (--max-virtual-seconds).
            1 | --append run=tests --max-instructions 1000         | stopped after 1000 instructions (--max-instructions).
            2 | --max-virtual-seconds 0                            | --max-virtual-seconds must be more than 0, and is 0.0.
            2 | --initrd nowhere.cpio                              | nowhere.cpio: there is no such file.
            2 | --disk nowhere.img                                 | nowhere.img: there is no such file.
            2 | --load nowhere.state                               | nowhere.state: there is no such file.
            2 | --order weak                                       | Unknown memory order 'weak': choose sc or tso.
            2 | --cores 17                                         | cores must be 1 to 16, not 17.
            2 | --memory 2                                         | memory must be 4 to 1024 MiB, not 2.
            2 | --profile abacus                                   | PROFILES
            2 | --serial tcp:99999                                 | --serial tcp:99999: a port is a number from 0 to 65535.
            2 | --serial tcp:x                                     | --serial tcp:x: a port is a number from 0 to 65535.
            2 | --input-at -1                                      | --input-at must not be negative, and is -1.
            """)
    void theEndIsSaidInOneLine(int code, String options, String said) throws Exception {
        Ended ended = boot(kernel(), options.strip().split(" "));
        assertEquals(code, ended.code(), ended.err());
        String expected = said.equals("PROFILES") ? String.join(", ", Profiles.names()) + "." : said;
        assertTrue(ended.err().strip().endsWith(expected), ended.err());
        assertEquals(said.isEmpty() ? 0 : 1, ended.err().lines().count(), ended.err());
    }

    @Test
    void theSerialLineLeadsToAFile() throws Exception {
        Path log = folder.resolve("serial.log");
        Ended ended = boot(kernel(), "--append", "run=tests", "--serial", log.toString());
        assertEquals(0, ended.code(), ended.err());
        assertEquals("", ended.out());
        assertTrue(Files.readString(log).contains("0 failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i486-50", "pentium-133"})
    void theKernelSaysWhichProcessorItNeeds(String profile) throws Exception {
        Ended ended = boot(kernel(), "--profile", profile);
        assertEquals(1, ended.code(), ended.err());
        assertEquals("the kernel needs a processor with CMOV, PGE, APIC, MSR, TSC and PSE\n", ended.out());
    }

    @Test
    void aDamagedLinuxImageIsRefusedInOneSentence() throws IOException {
        byte[] image = new byte[4096];
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(SETUP_HEADER, 0x5372_6448);
        Path file = Files.write(folder.resolve("vmlinuz"), image);
        Ended ended = boot(file);
        assertEquals(2, ended.code());
        assertEquals(
                "kscope: " + file + ": the Linux image lacks the boot flag 0xAA55 at byte 0x1FE",
                ended.err().strip());
    }

    /** The state that a run reaches in one go, and in two with a file between them. */
    @ParameterizedTest
    @CsvSource({"1, sc", "2, tso", "4, sc", "16, tso"})
    void aSavedMachineGoesOn(int cores, String order) throws Exception {
        Path whole = folder.resolve("whole.state");
        Path half = folder.resolve("half.state");
        Path both = folder.resolve("both.state");
        Path image = kernel();
        List<String> machine = List.of("--append", "run=tests", "--cores", "" + cores, "--order", order);
        assertEquals(
                1,
                boot(image, machine, "--max-instructions", "50000", "--save", "" + whole)
                        .code());
        assertEquals(
                1,
                boot(image, machine, "--max-instructions", "20000", "--save", "" + half)
                        .code());
        Path counters = folder.resolve("counters.json");
        Ended resumed = boot(
                image,
                machine,
                "--max-instructions",
                "30000",
                "--load",
                "" + half,
                "--save",
                "" + both,
                "--stats",
                "" + counters);
        assertEquals(
                "kscope: stopped after 30000 instructions (--max-instructions).",
                resumed.err().strip());
        assertEquals(-1, Files.mismatch(whole, both));
        assertTrue(Files.readString(counters).contains("\"state_hash\""));
    }

    @Test
    void aStateOfAnotherMachineIsRefusedWithWhatDiffers() throws Exception {
        Path state = folder.resolve("machine.state");
        Path image = kernel();
        assertEquals(
                1,
                boot(image, "--max-instructions", "1000", "--save", "" + state).code());
        Ended other = boot(image, "--load", "" + state, "--cores", "2", "--memory", "32", "--order", "tso");
        assertEquals(2, other.code());
        assertEquals(
                "kscope: --load " + state + ": saved state is of another machine: 1 cores there, 2; 64 MiB of memory"
                        + " there, 32; sc as memory order there, tso on this one",
                other.err().strip());
        Ended told = boot(image, "--load", "" + state, "--append", "run=tests");
        assertTrue(told.err().strip().endsWith("another kernel, command line or module there than on this one"));
        Files.write(state, new byte[100]);
        Ended damaged = boot(image, "--load", "" + state);
        assertEquals(2, damaged.code());
        assertEquals(1, damaged.err().lines().count(), damaged.err());
    }

    @Test
    void whatIsTypedAtTheNetworkReachesTheMachine() throws Exception {
        byte[] sector = HexFormat.of().parseHex("BAFD03EC A80174FB BAF803EC FEC0EE 3C5275ED F4EBFD".replace(" ", ""));
        Path disk = Files.write(folder.resolve("echo.img"), bootable(sector));
        StringWriter said = new StringWriter();
        String[] words = {"boot", "" + disk, "--serial", "tcp:0", "--until-text", "R", "--max-instructions", "400000000"
        };
        var run = CompletableFuture.supplyAsync(
                () -> Cli.run(new PrintWriter(new StringWriter()), new PrintWriter(said, true), words));
        while (!said.toString().contains("localhost:") && !run.isDone()) {
            Thread.onSpinWait();
        }
        int port = Integer.parseInt(said.toString().replaceAll("(?s).*localhost:(\\d+).*", "$1"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GHQ".getBytes(StandardCharsets.US_ASCII));
            assertEquals("HIR", new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII));
        }
        assertEquals(0, run.get(), said::toString);
    }

    @Test
    void aDiskStartsByItsFirstSector() throws Exception {
        byte[] sector = HexFormat.of().parseHex("B40EB04BCD10B010E6F4");
        Path disk = Files.write(folder.resolve("disk.img"), bootable(sector));
        for (String[] words :
                new String[][] {{"boot", "" + disk, "--screen"}, {"boot", "--disk", "" + disk, "--screen"}}) {
            Ended ended = kscope(words);
            assertEquals(0, ended.code(), ended.err());
            assertEquals("K", ended.out().strip());
        }
        assertArrayEquals(bootable(sector), Files.readAllBytes(disk));
        Ended told = boot(disk, "--append", "run=tests");
        assertEquals(2, told.code());
        assertTrue(told.err().contains("a disk starts with what is on it"), told.err());
        Ended unmarked = kscope("boot", "--disk", "" + Files.write(folder.resolve("plain.img"), new byte[512]));
        assertEquals(2, unmarked.code());
        assertTrue(unmarked.err().contains("does not end with 55 AA"), unmarked.err());
        assertEquals(2, kscope("boot").code());
    }

    private static byte[] bootable(byte[] code) {
        byte[] sector = Arrays.copyOf(code, 512);
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        return sector;
    }

    private static Ended boot(Path image, List<String> options, String... further) {
        return boot(image, Stream.concat(options.stream(), Stream.of(further)).toArray(String[]::new));
    }

    private Path kernel() throws Exception {
        byte[] elf = new Kernels()
                .of(Variant.of(Variant.Lock.TICKET, Variant.Optimisation.O1))
                .elf();
        return Files.write(folder.resolve("kernel.elf"), elf);
    }

    private static Ended boot(Path image, String... options) {
        List<String> words = new ArrayList<>(List.of("boot", image.toString()));
        words.addAll(List.of(options));
        return kscope(words.toArray(String[]::new));
    }

    private static Ended kscope(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Ended(code, out.toString(), err.toString());
    }
}
