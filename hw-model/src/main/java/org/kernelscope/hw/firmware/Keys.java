/* Firmware interrupts 09h and 16h: keys become characters in a ring, and programs take them from there. */
package org.kernelscope.hw.firmware;

import static org.kernelscope.hw.firmware.Call.AX;
import static org.kernelscope.hw.firmware.Call.CX;

/** IBM BIOS Interface Technical Reference, interrupts 09h and 16h, for the US layout. */
record Keys() {
    private static final String PLAIN = "\0\33" + "1234567890-=\b\tqwertyuiop[]\r\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
    private static final String SHIFTED = "\0\33" + "!@#$%^&*()_+\b\0QWERTYUIOP{}\r\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";

    private static final int RELEASED = 0x80;
    private static final int PREFIX = 0xE0;
    private static final int PREFIXED = 0x02;
    private static final int CAPITALS_KEY = 0x3A;
    private static final int KEYPAD_MINUS = 0x4A;
    private static final int KEYPAD_PLUS = 0x4E;
    private static final int LAST_KEY = 0x58;

    private static final int SHIFT = 0x03;
    private static final int CONTROL = 0x04;
    private static final int ALTERNATE = 0x08;
    private static final int CAPITALS = 0x40;

    /** A scan code came. */
    void arrive(Call call, int code) {
        int prefix = call.byteAt(DataArea.KEY_PREFIX);
        if (code == PREFIX) {
            call.byteAt(DataArea.KEY_PREFIX, prefix | PREFIXED);
            return;
        }
        call.byteAt(DataArea.KEY_PREFIX, prefix & ~PREFIXED);
        int key = code & ~RELEASED;
        int shifts = call.byteAt(DataArea.SHIFTS);
        int modifier = modifier(key, (prefix & PREFIXED) != 0);
        if (modifier != 0) {
            call.byteAt(DataArea.SHIFTS, (code & RELEASED) != 0 ? shifts & ~modifier : shifts | modifier);
        } else if (code == CAPITALS_KEY) {
            call.byteAt(DataArea.SHIFTS, shifts ^ CAPITALS);
        } else if (code == key && key <= LAST_KEY && meansSomething(key)) {
            put(call, key << 8 | character(key, shifts));
        }
    }

    /** The bit of a key that does something only while it is held; the right one's of control and alternate too. */
    private static int modifier(int key, boolean prefixed) {
        return switch (key) {
            case 0x36 -> prefixed ? 0 : 0x01;
            case 0x2A -> prefixed ? 0 : 0x02;
            case 0x1D -> CONTROL;
            case 0x38 -> ALTERNATE;
            default -> 0;
        };
    }

    private static boolean meansSomething(int key) {
        return key != 0 && key != CAPITALS_KEY && key != 0x45 && key != 0x46 && key != 0x2A && key != 0x36;
    }

    private static int character(int key, int shifts) {
        if ((shifts & ALTERNATE) != 0) {
            return 0;
        }
        if (key >= PLAIN.length()) {
            return key == KEYPAD_MINUS ? '-' : key == KEYPAD_PLUS ? '+' : 0;
        }
        char plain = PLAIN.charAt(key);
        boolean letter = plain >= 'a' && plain <= 'z';
        if ((shifts & CONTROL) != 0) {
            return letter ? plain & 0x1F : plain;
        }
        boolean shifted = (shifts & SHIFT) != 0 ^ (letter && (shifts & CAPITALS) != 0);
        return shifted ? SHIFTED.charAt(key) : plain;
    }

    /** Whether there was room for the key. */
    private static boolean put(Call call, int key) {
        int tail = call.wordAt(DataArea.KEY_TAIL);
        int next = after(call, tail);
        if (next == call.wordAt(DataArea.KEY_HEAD)) {
            return false;
        }
        call.wordAt(DataArea.BASE + tail, key);
        call.wordAt(DataArea.KEY_TAIL, next);
        return true;
    }

    private static int after(Call call, int place) {
        return place + 2 == call.wordAt(DataArea.KEY_END) ? call.wordAt(DataArea.KEY_START) : place + 2;
    }

    void serve(Call call) {
        int head = call.wordAt(DataArea.KEY_HEAD);
        boolean empty = head == call.wordAt(DataArea.KEY_TAIL);
        call.carry(false);
        switch (call.high(AX)) {
            case 0x00, 0x10 -> {
                call.otherwise(empty);
                if (!empty) {
                    call.word(AX, call.wordAt(DataArea.BASE + head));
                    call.wordAt(DataArea.KEY_HEAD, after(call, head));
                }
            }
            case 0x01, 0x11 -> {
                call.zero(empty);
                if (!empty) {
                    call.word(AX, call.wordAt(DataArea.BASE + head));
                }
            }
            case 0x02, 0x12 -> call.low(AX, call.byteAt(DataArea.SHIFTS));
            case 0x03 -> call.high(AX, 0);
            case 0x05 -> call.low(AX, put(call, call.word(CX)) ? 0 : 1);
            default -> call.carry(true);
        }
    }
}
