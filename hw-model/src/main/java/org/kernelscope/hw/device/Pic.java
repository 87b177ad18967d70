/* One 8259A interrupt controller. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Requests, masks, priorities and the command words of the Intel 8259A data sheet (order number 231468). In 8086 mode
 * only. An edge is a request for as long as its line stays high.
 */
final class Pic {
    /** No line asks for service. */
    static final int NONE = -1;

    private static final int ICW1 = 0x10;
    private static final int OCW3 = 0x08;
    private static final int LAST = 7;
    private static final int CASCADE = 2;

    private int mask = 0xFF;
    private int requested;
    private int inService;
    private int high;
    private int base;
    private int lowest = LAST;
    private int step;
    private boolean single;
    private boolean fourthWord;
    private boolean levelTriggered;
    private boolean automaticEnd;
    private boolean automaticRotation;
    private boolean fullyNestedCascade;
    private boolean specialMask;
    private boolean readsService;
    private boolean polled;

    /** A controller as firmware leaves it: vectors from here on, every line masked. */
    Pic(int base) {
        this.base = base;
    }

    void set(int line, boolean rises) {
        int bit = 1 << line;
        if (!rises) {
            high &= ~bit;
            requested &= ~bit;
            return;
        }
        if (levelTriggered || (high & bit) == 0) {
            requested |= bit;
        }
        high |= bit;
    }

    /** Whether a rising edge of this line would be a new request. */
    boolean listens(int line) {
        return ((mask | requested) & 1 << line) == 0;
    }

    /** The line that INT stands for now, or {@link #NONE}. */
    int pending() {
        int waiting = requested & ~mask;
        int serving = specialMask ? inService & ~mask : inService;
        for (int place = 1; place <= 8; place++) {
            int line = lowest + place & LAST;
            int bit = 1 << line;
            boolean again = fullyNestedCascade && line == CASCADE;
            if ((serving & bit) != 0 && !again) {
                return NONE;
            }
            if ((waiting & bit) != 0) {
                return line;
            }
            if ((serving & bit) != 0) {
                return NONE;
            }
        }
        return NONE;
    }

    /** The answer to INTA: the line taken into service; 7, and nothing in service, if the request went away. */
    int acknowledge() {
        int line = pending();
        if (line == NONE) {
            return LAST;
        }
        int bit = 1 << line;
        if (!levelTriggered) {
            requested &= ~bit;
        }
        if (!automaticEnd) {
            inService |= bit;
        } else if (automaticRotation) {
            lowest = line;
        }
        return line;
    }

    int vector(int line) {
        return base | line;
    }

    int readCommand() {
        if (polled) {
            polled = false;
            boolean waits = pending() != NONE;
            return waits ? 0x80 | acknowledge() : 0;
        }
        return readsService ? inService : requested;
    }

    int readMask() {
        return mask;
    }

    void writeCommand(int value) {
        if ((value & ICW1) != 0) {
            initialise(value);
        } else if ((value & OCW3) != 0) {
            polled = (value & 4) != 0;
            readsService = (value & 2) != 0 ? (value & 1) != 0 : readsService;
            specialMask = (value & 0x40) != 0 ? (value & 0x20) != 0 : specialMask;
        } else {
            endOrRotate(value >>> 5, value & LAST);
        }
    }

    /** The data port: initialisation words while they are expected, the mask otherwise. */
    void writeData(int value) {
        switch (step) {
            case 2 -> {
                base = value & 0xF8;
                step = single ? afterThird() : 3;
            }
            case 3 -> step = afterThird();
            case 4 -> {
                automaticEnd = (value & 2) != 0;
                fullyNestedCascade = (value & 0x10) != 0;
                step = 0;
            }
            default -> mask = value & 0xFF;
        }
    }

    private int afterThird() {
        return fourthWord ? 4 : 0;
    }

    private void initialise(int value) {
        fourthWord = (value & 1) != 0;
        single = (value & 2) != 0;
        levelTriggered = (value & 8) != 0;
        step = 2;
        mask = 0;
        requested = levelTriggered ? high : 0;
        inService = 0;
        lowest = LAST;
        automaticEnd = false;
        automaticRotation = false;
        fullyNestedCascade = false;
        specialMask = false;
        readsService = false;
        polled = false;
    }

    private void endOrRotate(int command, int line) {
        switch (command) {
            case 0, 4 -> automaticRotation = command == 4;
            case 1 -> end(serving());
            case 5 -> {
                int ended = serving();
                end(ended);
                lowest = ended == NONE ? lowest : ended;
            }
            case 3 -> end(line);
            case 7 -> {
                end(line);
                lowest = line;
            }
            case 6 -> lowest = line;
            default -> {
                // OCW2 with 010 does nothing.
            }
        }
    }

    /** The line of highest priority that is in service. */
    private int serving() {
        for (int place = 1; place <= 8; place++) {
            int line = lowest + place & LAST;
            if ((inService & 1 << line) != 0) {
                return line;
            }
        }
        return NONE;
    }

    private void end(int line) {
        if (line != NONE) {
            inService &= ~(1 << line);
        }
    }

    void save(StateWriter out) {
        out.putInts(new int[] {mask, requested, inService, high, base, lowest, step});
        for (boolean flag : flags()) {
            out.putBoolean(flag);
        }
    }

    private boolean[] flags() {
        return new boolean[] {
            single,
            fourthWord,
            levelTriggered,
            automaticEnd,
            automaticRotation,
            fullyNestedCascade,
            specialMask,
            readsService,
            polled
        };
    }

    void load(StateReader in) throws ImageException {
        int[] values = new int[7];
        in.getInts(values);
        mask = values[0] & 0xFF;
        requested = values[1] & 0xFF;
        inService = values[2] & 0xFF;
        high = values[3] & 0xFF;
        base = values[4] & 0xF8;
        lowest = values[5] & LAST;
        step = values[6];
        single = in.getBoolean();
        fourthWord = in.getBoolean();
        levelTriggered = in.getBoolean();
        automaticEnd = in.getBoolean();
        automaticRotation = in.getBoolean();
        fullyNestedCascade = in.getBoolean();
        specialMask = in.getBoolean();
        readsService = in.getBoolean();
        polled = in.getBoolean();
    }
}
