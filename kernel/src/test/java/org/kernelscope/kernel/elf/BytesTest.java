/* Tests the reader of numbers and texts. */
package org.kernelscope.kernel.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    /** The examples of DWARF 5, tables 7.7 and 7.8, and the longest numbers. */
    @ParameterizedTest
    @CsvSource({
        "02, 2, 2",
        "7f, 127, -1",
        "8001, 128, 128",
        "8101, 129, 129",
        "ff7e, 16255, -129",
        "7e, 126, -2",
        "ff00, 127, 127",
        "ffffffffffffffffff01, -1, -1",
        "80808080808080808080807f, 0, 0"
    })
    void numbersOfAnyLength(String hex, long unsigned, long signed) throws FormatException {
        assertEquals(unsigned, bytes(hex).uleb());
        assertEquals(signed, bytes(hex).sleb());
    }

    @Test
    void fixedNumbersAreLittleEndian() throws FormatException {
        assertEquals(0x8403_0201L, bytes("01020384").u32());
        assertEquals(0x030201, bytes("010203").unsigned(3));
        assertEquals(0x8807_0605_0403_0201L, bytes("0102030405060788").u64());
    }

    @Test
    void readingBeyondTheEndIsAnError() throws FormatException {
        assertThrows(FormatException.class, () -> bytes("0102").u32());
        assertThrows(FormatException.class, () -> bytes("8080").uleb());
        assertThrows(FormatException.class, () -> bytes("6162").text());
        assertThrows(FormatException.class, () -> bytes("01").slice(0, 2));
        assertThrows(FormatException.class, () -> bytes("01").slice(-1, 1));
        assertThrows(FormatException.class, () -> bytes("01").from(2));
        assertThrows(FormatException.class, () -> bytes("01").skip(Long.MAX_VALUE));
        assertEquals("ab", bytes("616200").text());
    }

    private static Bytes bytes(String hex) {
        return Bytes.of(HexFormat.of().parseHex(hex));
    }
}
