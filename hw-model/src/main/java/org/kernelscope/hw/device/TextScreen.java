/* The VGA in its 80 by 25 text mode. */
package org.kernelscope.hw.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Screen;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Text memory is RAM at {@link #MEMORY}: a character of code page 437 and an attribute for each place. Start address and
 * cursor are those of the CRT controller (IBM VGA Technical Reference); the other registers keep what is written.
 */
public final class TextScreen implements PortDevice {
    /** Physical address of the text memory. */
    public static final int MEMORY = 0xB8000;

    public static final int MEMORY_BYTES = 0x8000;
    public static final int ROWS = 25;
    public static final int COLUMNS = 80;

    private static final int FIRST_PORT = 0x3C0;
    private static final int ATTRIBUTE = 0x3C0;
    private static final int MISCELLANEOUS_WRITE = 0x3C2;
    private static final int SEQUENCER = 0x3C4;
    private static final int PALETTE_READ = 0x3C7;
    private static final int PALETTE_WRITE = 0x3C8;
    private static final int PALETTE_DATA = 0x3C9;
    private static final int MISCELLANEOUS_READ = 0x3CC;
    private static final int GRAPHICS = 0x3CE;
    private static final int CONTROLLER = 0x3D4;
    private static final int STATUS = 0x3DA;

    private static final int CURSOR_START = 0x0A;
    private static final int CURSOR_END = 0x0B;
    private static final int START = 0x0C;
    private static final int CURSOR = 0x0E;
    private static final int HIDDEN = 0x20;
    private static final int GREY_ON_BLACK = 0x07;

    private static final String CODE_PAGE_437 = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼"
            + " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂"
            + "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    private final int[] controller = new int[32];
    private final int[] others = new int[16];
    private final int[] indexed = new int[3 * 32];
    private final int[] palette = new int[768];
    private int selected;
    private int paletteAt;
    private boolean attributeData;
    private boolean retrace;

    /** The screen as firmware leaves it: start at 0, cursor in the first place, two lines high. */
    public TextScreen() {
        controller[CURSOR_START] = 0x0D;
        controller[CURSOR_END] = 0x0E;
        others[MISCELLANEOUS_READ - FIRST_PORT] = 0x67;
    }

    /** Fills the text memory with spaces, grey on black. */
    public static void clear(PhysicalMemory memory) {
        byte[] blank = new byte[MEMORY_BYTES];
        for (int at = 0; at < blank.length; at += 2) {
            blank[at] = ' ';
            blank[at + 1] = GREY_ON_BLACK;
        }
        memory.fill(MEMORY, blank, 0, blank.length);
    }

    /** What a person would see of this text memory. */
    public Screen seen(byte[] memory) {
        int start = word(START);
        List<Screen.Row> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            StringBuilder text = new StringBuilder();
            List<Integer> attributes = new ArrayList<>();
            for (int column = 0; column < COLUMNS; column++) {
                int at = (start + row * COLUMNS + column) * 2 & MEMORY_BYTES - 1;
                text.append(CODE_PAGE_437.charAt(memory[at] & 0xFF));
                attributes.add(memory[at + 1] & 0xFF);
            }
            rows.add(new Screen.Row(text.toString(), attributes));
        }
        return new Screen(rows, cursor(start));
    }

    private Optional<Screen.Cursor> cursor(int start) {
        int place = word(CURSOR) - start;
        boolean shown = (controller[CURSOR_START] & HIDDEN) == 0
                && (controller[CURSOR_START] & 0x1F) <= (controller[CURSOR_END] & 0x1F);
        return shown && place >= 0 && place < ROWS * COLUMNS
                ? Optional.of(new Screen.Cursor(place / COLUMNS, place % COLUMNS))
                : Optional.empty();
    }

    private int word(int register) {
        return controller[register] << 8 | controller[register + 1];
    }

    @Override
    public boolean at(int port) {
        return (port & ~0x0F) == FIRST_PORT || (port & ~1) == CONTROLLER || port == STATUS;
    }

    @Override
    public int read(int port) {
        return switch (port) {
            case CONTROLLER -> selected;
            case CONTROLLER + 1 -> controller[selected];
            case STATUS -> status();
            case SEQUENCER + 1 -> indexed[others[SEQUENCER - FIRST_PORT] & 0x1F];
            case GRAPHICS + 1 -> indexed[32 + (others[GRAPHICS - FIRST_PORT] & 0x1F)];
            case ATTRIBUTE + 1 -> indexed[64 + (others[0] & 0x1F)];
            case PALETTE_DATA -> palette[nextColour()];
            case MISCELLANEOUS_WRITE -> 0;
            default -> others[port - FIRST_PORT];
        };
    }

    @Override
    public void write(int core, int port, int value) {
        int low = value & 0xFF;
        switch (port) {
            case CONTROLLER -> selected = low & 0x1F;
            case CONTROLLER + 1 -> controller[selected] = low;
            case SEQUENCER + 1 -> indexed[others[SEQUENCER - FIRST_PORT] & 0x1F] = low;
            case GRAPHICS + 1 -> indexed[32 + (others[GRAPHICS - FIRST_PORT] & 0x1F)] = low;
            case ATTRIBUTE -> writeAttribute(low);
            case MISCELLANEOUS_WRITE -> others[MISCELLANEOUS_READ - FIRST_PORT] = low;
            case PALETTE_READ, PALETTE_WRITE -> paletteAt = low * 3;
            case PALETTE_DATA -> palette[nextColour()] = low & 0x3F;
            case STATUS, ATTRIBUTE + 1, MISCELLANEOUS_READ -> {
                // Read only.
            }
            default -> others[port - FIRST_PORT] = low;
        }
    }

    /** The retrace bits change with every look, so that no guest waits for ever. */
    private int status() {
        attributeData = false;
        retrace = !retrace;
        return retrace ? 0x09 : 0;
    }

    private void writeAttribute(int value) {
        if (attributeData) {
            indexed[64 + (others[0] & 0x1F)] = value;
        } else {
            others[0] = value & 0x3F;
        }
        attributeData = !attributeData;
    }

    private int nextColour() {
        int at = paletteAt;
        paletteAt = (paletteAt + 1) % palette.length;
        return at;
    }

    @Override
    public void save(StateWriter out) {
        out.putInts(controller);
        out.putInts(others);
        out.putInts(indexed);
        out.putInts(palette);
        out.putInt(selected);
        out.putInt(paletteAt);
        out.putBoolean(attributeData);
        out.putBoolean(retrace);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        in.getInts(controller);
        in.getInts(others);
        in.getInts(indexed);
        in.getInts(palette);
        selected = in.getInt() & 0x1F;
        paletteAt = Math.floorMod(in.getInt(), palette.length);
        attributeData = in.getBoolean();
        retrace = in.getBoolean();
    }
}
