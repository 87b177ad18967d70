/* Files of vectors, whole and broken. */
package org.kernelscope.hw.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.ImageException;

class VectorFileTest {
    private static final String LINE = """
            {"id":7, "name":"inc","code":"40","fill":4294967295,"in":[1,2,3,4,5,6,7,8,9,10],"pre":[[536870912,255]],\
            "out":[1,2,3,4,5,6,7,8,9,10],"undef":16,"exc":-1,"mem":[]}""";

    private static Optional<Vector> first(String name, byte[] bytes) throws IOException, ImageException {
        try (VectorFile file = VectorFile.open(name, new ByteArrayInputStream(bytes))) {
            return file.next();
        }
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void plainAndCompressedFilesGiveTheSame() throws IOException, ImageException {
        Vector vector = first("a.jsonl", LINE.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertEquals(-1, vector.fill());
        assertEquals(new Vector.Octet(0x2000_0000, 255), vector.bytesBefore().getFirst());
        assertEquals(Optional.of(vector), first("a.jsonl.gz", compressed("\n" + LINE + "\n")));
        assertEquals(Optional.empty(), first("a.jsonl", new byte[0]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "id":7     | "id":"x"    | a:1: 'id' must be a number.
                    "code":"40" | "code":"4" | a:1: 'code' must be bytes as hex digits.
                    "code":"40" | "code":""  | a:1: 'code' must have 1 to 15 bytes, not 0.
                    "in":[1,   | "in":[      | a:1: 'in' must list 10 registers, not 9.
                    ,255]]     | ]]          | a:1: 'pre' must list pairs of address and byte.
                    [[536870912,255]] | 5    | a:1: 'pre' must be a list of pairs.
                    "mem":[]}  | "mem":[]    | a:1: column 162: '}' is expected here.
                    "mem":[]}  | "mem":[]} x | a:1: column 164: the end of the line is expected here.
                    "exc":-1   | "exc":--    | a:1: column 151: a value is expected here.
                    "undef":16 | "undef":16,"fpu_in":"00" | a:1: 'fpu_in' must have 108 bytes, not 1.
                    """)
    void whatIsWrongIsNamedWithItsLine(String part, String changed, String message) {
        byte[] bytes =
                LINE.replaceFirst(java.util.regex.Pattern.quote(part), changed).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                message,
                assertThrows(ImageException.class, () -> first("a", bytes)).getMessage());
    }

    @Test
    void whatIsNotCompressedAsItsNameSaysIsAMistake() throws IOException {
        byte[] plain = LINE.getBytes(StandardCharsets.UTF_8);
        assertThrows(ImageException.class, () -> first("a.gz", plain));
        assertThrows(ImageException.class, () -> first("a.gz", new byte[0]));
        byte[] whole = compressed(LINE);
        ImageException cut =
                assertThrows(ImageException.class, () -> first("a.gz", Arrays.copyOf(whole, whole.length / 2)));
        assertEquals("a.gz is truncated or damaged after line 0.", cut.getMessage());
    }

    @Test
    void brokenLinesAreMistakesWhateverTheyAre() throws IOException {
        Random random = new Random(3);
        int refused = 0;
        for (int run = 0; run < 2000; run++) {
            byte[] bytes = LINE.getBytes(StandardCharsets.US_ASCII);
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) " \"[]{}:,-09ax\\".charAt(random.nextInt(14));
            }
            try {
                first("a", bytes);
            } catch (ImageException _) {
                refused++;
            }
        }
        assertTrue(refused > 500, "refused " + refused);
    }
}
