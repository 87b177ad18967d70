/* The text screen: characters, attributes, start address, cursor, and its harmless registers. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.Screen;
import org.kernelscope.hw.memory.PhysicalMemory;

final class TextScreenTest {
    private final PhysicalMemory memory = new PhysicalMemory(1 << 20);
    private final TextScreen screen = new TextScreen();

    @Test
    void aClearScreenIsEmptyAndTheCursorFirst() {
        TextScreen.clear(memory);
        Screen seen = seen();
        assertEquals("", seen.text());
        assertEquals(25, seen.rows().size());
        assertEquals(80, seen.rows().getLast().text().length());
        assertEquals(7, seen.rows().getFirst().attributes().getFirst());
        assertEquals(Optional.of(new Screen.Cursor(0, 0)), seen.cursor());
    }

    @Test
    void textAndAttributesAreWhereTheyWereWritten() {
        TextScreen.clear(memory);
        put(1, 3, 'H', 0x1F);
        put(1, 4, 0x81, 0x9E);
        put(24, 79, 0xFE, 0x70);
        Screen seen = seen();
        assertEquals("   Hü", seen.rows().get(1).text().stripTrailing());
        assertEquals(0x1F, seen.rows().get(1).attributes().get(3));
        assertEquals(0x9E, seen.rows().get(1).attributes().get(4));
        assertEquals('■', seen.rows().get(24).text().charAt(79));
        assertEquals("\n   Hü\n".length() + 22 + 80 + 1, seen.text().length());
    }

    /** Writes to the CRT controller, and the cursor that a person sees. */
    private static final String CURSORS = """
            0E=00 0F=51      | 1 1
            0E=07 0F=CF      | 24 79
            0E=07 0F=D0      | none
            0A=20            | none
            0A=0F 0B=0E      | none
            0D=50 0F=A2      | 1 2
            0D=50 0F=00      | none
            """;

    @Test
    void theCursorFollowsTheController() {
        for (String row : CURSORS.lines().toList()) {
            TextScreen fresh = new TextScreen();
            String[] parts = row.split("\\|");
            for (String step : parts[0].strip().split(" ")) {
                fresh.write(0, 0x3D4, Integer.parseInt(step.substring(0, 2), 16));
                fresh.write(0, 0x3D5, Integer.parseInt(step.substring(3), 16));
                assertEquals(Integer.parseInt(step.substring(3), 16), fresh.read(0x3D5));
            }
            String shown = fresh.seen(new byte[TextScreen.MEMORY_BYTES])
                    .cursor()
                    .map(cursor -> cursor.row() + " " + cursor.column())
                    .orElse("none");
            assertEquals(parts[1].strip(), shown, row);
        }
    }

    @Test
    void theStartAddressScrolls() {
        TextScreen.clear(memory);
        put(1, 0, 'B', 7);
        screen.write(0, 0x3D4, 0x0D);
        screen.write(0, 0x3D5, 80);
        assertEquals("B\n", seen().text());
    }

    @Test
    void otherRegistersKeepWhatIsWritten() {
        screen.read(0x3DA);
        screen.write(0, 0x3C0, 0x10);
        screen.write(0, 0x3C0, 0x0C);
        assertEquals(0x0C, screen.read(0x3C1));
        screen.write(0, 0x3C2, 0x63);
        assertEquals(0x63, screen.read(0x3CC));
        screen.write(0, 0x3C8, 2);
        screen.write(0, 0x3C9, 0x3F);
        screen.write(0, 0x3C7, 2);
        assertEquals(0x3F, screen.read(0x3C9));
        int first = screen.read(0x3DA);
        assertEquals(0x09 - first, screen.read(0x3DA), "retrace comes and goes");
    }

    private Screen seen() {
        return screen.seen(memory.copy(TextScreen.MEMORY, TextScreen.MEMORY_BYTES));
    }

    private void put(int row, int column, int character, int attribute) {
        memory.write16(TextScreen.MEMORY + (row * 80 + column) * 2, character | attribute << 8);
    }
}
