/* How a run of `kscope boot` is limited, what is said at its end, and where the serial line leads. */
package org.kernelscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            """)
    void theEndIsSaidInOneLine(int code, String options, String said) throws Exception {
        Ended ended = boot(kernel(), options.strip().split(" "));
        assertEquals(code, ended.code(), ended.err());
        assertTrue(ended.err().strip().endsWith(said), ended.err());
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

    private Path kernel() throws Exception {
        byte[] elf = new Kernels()
                .of(Variant.of(Variant.Lock.TICKET, Variant.Optimisation.O1))
                .elf();
        return Files.write(folder.resolve("kernel.elf"), elf);
    }

    private static Ended boot(Path image, String... options) {
        List<String> words = new ArrayList<>(List.of("boot", image.toString()));
        words.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }
}
