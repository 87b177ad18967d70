/* Firmware interrupt 10h: characters on the screen. */
package org.kernelscope.hw.firmware;

import static org.kernelscope.hw.device.TextScreen.COLUMNS;
import static org.kernelscope.hw.device.TextScreen.ROWS;
import static org.kernelscope.hw.firmware.Call.AX;
import static org.kernelscope.hw.firmware.Call.BP;
import static org.kernelscope.hw.firmware.Call.BX;
import static org.kernelscope.hw.firmware.Call.CX;
import static org.kernelscope.hw.firmware.Call.DX;
import static org.kernelscope.hw.firmware.Call.ES;

import org.kernelscope.hw.device.TextScreen;

/**
 * IBM BIOS Interface Technical Reference, interrupt 10h, in the one mode that the screen has: 80 by 25 characters, in eight
 * pages.
 */
record Video(Firmware.PortAccess ports) {
    private static final int PAGES = 8;
    private static final int PAGE_BYTES = 0x1000;
    private static final int GREY_ON_BLACK = 0x07;
    private static final int KEEPS_MEMORY = 0x80;
    private static final int CONTROLLER = 0x3D4;
    private static final int START = 0x0C;
    private static final int CURSOR = 0x0E;
    private static final int CURSOR_SHAPE = 0x0A;

    void serve(Call call) {
        call.carry(false);
        int page = call.high(BX) % PAGES;
        switch (call.high(AX)) {
            case 0x00 -> setMode(call);
            case 0x01 -> setShape(call, call.word(CX));
            case 0x02 -> moveCursor(call, page, call.high(DX), call.low(DX));
            case 0x03 -> {
                call.word(AX, 0);
                call.word(CX, call.wordAt(DataArea.CURSOR_SHAPE));
                call.word(DX, call.wordAt(DataArea.CURSORS + page * 2));
            }
            case 0x05 -> showPage(call, call.low(AX) % PAGES);
            case 0x06 -> scroll(call, true);
            case 0x07 -> scroll(call, false);
            case 0x08 -> call.word(AX, call.wordAt(atCursor(call, page)));
            case 0x09 -> repeat(call, page, true);
            case 0x0A -> repeat(call, page, false);
            case 0x0E -> type(call, call.byteAt(DataArea.PAGE), call.low(AX), -1);
            case 0x0F -> {
                call.word(AX, COLUMNS << 8 | call.byteAt(DataArea.VIDEO_MODE));
                call.high(BX, call.byteAt(DataArea.PAGE));
            }
            case 0x13 -> string(call, page);
            case 0x1A -> {
                call.carry(call.low(AX) != 0);
                if (call.low(AX) == 0) {
                    call.low(AX, 0x1A);
                    call.word(BX, 0x0008);
                }
            }
            default -> call.carry(true);
        }
    }

    private void setMode(Call call) {
        int mode = call.low(AX) & ~KEEPS_MEMORY;
        if (mode > 3 && mode != 7) {
            call.carry(true);
            return;
        }
        call.byteAt(DataArea.VIDEO_MODE, mode);
        if ((call.low(AX) & KEEPS_MEMORY) == 0) {
            for (int at = 0; at < TextScreen.MEMORY_BYTES; at += 2) {
                call.wordAt(TextScreen.MEMORY + at, GREY_ON_BLACK << 8 | ' ');
            }
        }
        for (int page = 0; page < PAGES; page++) {
            call.wordAt(DataArea.CURSORS + page * 2, 0);
        }
        setShape(call, 0x0607);
        showPage(call, 0);
    }

    private void setShape(Call call, int shape) {
        call.wordAt(DataArea.CURSOR_SHAPE, shape);
        boolean shown = (shape & 0x2000) == 0;
        controller(CURSOR_SHAPE, shown ? 0x0D0E : 0x2000);
    }

    private void showPage(Call call, int page) {
        call.byteAt(DataArea.PAGE, page);
        call.wordAt(DataArea.PAGE_OFFSET, page * PAGE_BYTES);
        controller(START, page * PAGE_BYTES / 2);
        int cursor = call.wordAt(DataArea.CURSORS + page * 2);
        moveCursor(call, page, cursor >>> 8, cursor & 0xFF);
    }

    private void moveCursor(Call call, int page, int row, int column) {
        call.wordAt(DataArea.CURSORS + page * 2, row << 8 | column);
        if (page == call.byteAt(DataArea.PAGE)) {
            controller(CURSOR, page * PAGE_BYTES / 2 + row * COLUMNS + column);
        }
    }

    /** Two registers one after the other, the upper byte first. */
    private void controller(int register, int value) {
        ports.write(CONTROLLER, register);
        ports.write(CONTROLLER + 1, value >>> 8 & 0xFF);
        ports.write(CONTROLLER, register + 1);
        ports.write(CONTROLLER + 1, value & 0xFF);
    }

    private static int place(int page, int row, int column) {
        return TextScreen.MEMORY + page * PAGE_BYTES + (row * COLUMNS + column) * 2;
    }

    private static int atCursor(Call call, int page) {
        int cursor = call.wordAt(DataArea.CURSORS + page * 2);
        return place(page, cursor >>> 8, cursor & 0xFF);
    }

    /** Functions 09h and 0Ah: CX times the character AL, the cursor stays. */
    private static void repeat(Call call, int page, boolean coloured) {
        int start = atCursor(call, page);
        int end = place(page, ROWS, 0);
        for (int i = 0; i < call.word(CX) && start + i * 2 < end; i++) {
            call.byteAt(start + i * 2, call.low(AX));
            if (coloured) {
                call.byteAt(start + i * 2 + 1, call.low(BX));
            }
        }
    }

    /** One character as a terminal takes it; its colour stays if none is given. */
    private void type(Call call, int page, int character, int attribute) {
        int cursor = call.wordAt(DataArea.CURSORS + page * 2);
        int row = cursor >>> 8;
        int column = cursor & 0xFF;
        switch (character) {
            case 0x07 -> {
                // There is no bell.
            }
            case 0x08 -> column = Math.max(0, column - 1);
            case 0x0A -> row++;
            case 0x0D -> column = 0;
            default -> {
                int at = place(page, row, column);
                call.byteAt(at, character);
                if (attribute >= 0) {
                    call.byteAt(at + 1, attribute);
                }
                column++;
            }
        }
        if (column >= COLUMNS) {
            column = 0;
            row++;
        }
        if (row >= ROWS) {
            row = ROWS - 1;
            shift(call, page, new Window(0, 0, ROWS - 1, COLUMNS - 1), 1, GREY_ON_BLACK);
        }
        moveCursor(call, page, row, column);
    }

    /** Function 13h: CX characters at ES:BP; bit 1 of AL: each with its colour; bit 0: the cursor goes along. */
    private void string(Call call, int page) {
        int before = call.wordAt(DataArea.CURSORS + page * 2);
        boolean coloured = (call.low(AX) & 2) != 0;
        int at = call.word(BP);
        moveCursor(call, page, call.high(DX), call.low(DX));
        for (int i = 0; i < call.word(CX); i++) {
            int character = call.byteAt(call.address(ES, at++));
            type(call, page, character, coloured ? call.byteAt(call.address(ES, at++)) : call.low(BX));
        }
        if ((call.low(AX) & 1) == 0) {
            moveCursor(call, page, before >>> 8, before & 0xFF);
        }
    }

    private record Window(int top, int left, int bottom, int right) {
        int rows() {
            return bottom - top + 1;
        }
    }

    /** Functions 06h and 07h: the window from CX to DX moves by AL rows; by all if that is 0. */
    private static void scroll(Call call, boolean up) {
        Window window = new Window(
                call.high(CX), call.low(CX), Math.min(call.high(DX), ROWS - 1), Math.min(call.low(DX), COLUMNS - 1));
        int rows = call.low(AX) == 0 ? window.rows() : Math.min(call.low(AX), window.rows());
        shift(call, call.byteAt(DataArea.PAGE), window, up ? rows : -rows, call.high(BX));
    }

    private static void shift(Call call, int page, Window window, int rows, int attribute) {
        for (int i = 0; i < window.rows(); i++) {
            int row = rows > 0 ? window.top() + i : window.bottom() - i;
            int from = row + rows;
            boolean inside = from >= window.top() && from <= window.bottom();
            for (int column = window.left(); column <= window.right(); column++) {
                int value = inside ? call.wordAt(place(page, from, column)) : attribute << 8 | ' ';
                call.wordAt(place(page, row, column), value);
            }
        }
    }
}
