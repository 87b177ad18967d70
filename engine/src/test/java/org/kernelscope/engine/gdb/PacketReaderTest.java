/* Packets are taken from whatever surrounds them. */
package org.kernelscope.engine.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketReaderTest {
    private static String heard(String bytes) throws IOException {
        var in = new PacketReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        StringBuilder text = new StringBuilder();
        Message message;
        do {
            message = in.next();
            text.append(
                    switch (message) {
                        case Message.Packet packet -> "[" + packet.body() + "]";
                        case Message.Damaged _ -> "damaged ";
                        case Message.Again _ -> "again ";
                        case Message.Interrupt _ -> "interrupt ";
                        case Message.Gone _ -> "gone";
                    });
        } while (!(message instanceof Message.Gone));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    $g#67              | [g]gone
                    +$g#67+$OK#9a      | [g][OK]gone
                    $g#68              | damaged gone
                    $#00               | []gone
                    -$g#67             | again [g]gone
                    noise$g#67noise    | [g]gone
                    $begun$g#67        | [g]gone
                    $a}\u0003#e1       | [a#]gone
                    $a}]#3b            | [a}]gone
                    +\u0003$g#67       | interrupt [g]gone
                    $g#6               | gone
                    $g                 | gone
                    $g#zz$g#67         | damaged [g]gone
                    ''                 | gone
                    """)
    void messages(String bytes, String expected) throws IOException {
        assertEquals(expected, heard(bytes));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char character = 0; character < 256; character++) {
            all.append(character);
        }
        var bytes = new ByteArrayOutputStream();
        new PacketWriter(bytes).packet(all.toString());
        assertEquals("[" + all + "]gone", heard(bytes.toString(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void longestPacketIsTakenAndNoLonger() throws IOException {
        for (int surplus : new int[] {0, 1, 1 << 20}) {
            String body = "x".repeat(PacketReader.LONGEST + surplus);
            var bytes = new ByteArrayOutputStream();
            new PacketWriter(bytes).packet(body);
            String expected = surplus == 0 ? "[" + body + "]gone" : "damaged gone";
            assertEquals(expected, heard(bytes.toString(StandardCharsets.ISO_8859_1)));
        }
    }
}
