/* The i8042 keyboard controller with a keyboard on it. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Ports 0x60 and 0x64, and the A20 and reset bits at 0x92 (IBM PC AT Technical Reference, keyboard controller). Keys come
 * as set 1 scan codes, translated already; there is no mouse. The A20 line is always on.
 */
public final class KeyboardController implements PortDevice {
    private static final int IRQ = 1;
    private static final int DATA = 0x60;
    private static final int COMMAND = 0x64;
    private static final int SYSTEM_CONTROL = 0x92;

    private static final int OUTPUT_FULL = 1;
    private static final int SYSTEM = 4;
    private static final int LAST_WAS_COMMAND = 8;
    private static final int NOT_LOCKED = 0x10;
    private static final int INTERRUPT = 1;
    private static final int DISABLED = 0x10;
    private static final int FIRMWARE_MODE = 0x65;

    private static final int ACKNOWLEDGE = 0xFA;
    private static final int RESEND = 0xFE;

    private final InterruptLines lines;
    private final Reset reset;
    private final ByteQueue replies = new ByteQueue();
    private final ByteQueue answers = new ByteQueue();
    private final ByteQueue keys = new ByteQueue();
    private final int[] memory = new int[32];
    private boolean full;
    private int output;
    private boolean lastWasCommand;
    private int awaited = -1;
    private int keyboardCommand = -1;
    private boolean scanning = true;
    private int lastAnswer;
    private int lights;

    public KeyboardController(InterruptLines lines, Reset reset) {
        this.lines = lines;
        this.reset = reset;
        memory[0] = FIRMWARE_MODE;
    }

    /** What a pulse on the reset line does. */
    @FunctionalInterface
    public interface Reset {
        void pulse(int core);
    }

    /** A scan code arrives from the keyboard, unless scanning is off. */
    public void key(int scanCode) {
        if (scanning) {
            keys.add(scanCode);
            settle();
        }
    }

    /** The lights that the guest set: bit 0 scroll lock, bit 1 number lock, bit 2 capitals. */
    public int lights() {
        return lights;
    }

    @Override
    public boolean at(int port) {
        return port == DATA || port == COMMAND || port == SYSTEM_CONTROL;
    }

    @Override
    public int read(int port) {
        return switch (port) {
            case DATA -> takeOutput();
            case COMMAND ->
                (full ? OUTPUT_FULL : 0) | memory[0] & SYSTEM | (lastWasCommand ? LAST_WAS_COMMAND : 0) | NOT_LOCKED;
            default -> 2;
        };
    }

    @Override
    public void write(int core, int port, int value) {
        int low = value & 0xFF;
        switch (port) {
            case DATA -> {
                lastWasCommand = false;
                data(core, low);
            }
            case COMMAND -> {
                lastWasCommand = true;
                command(core, low);
            }
            default -> {
                if ((low & 1) != 0) {
                    reset.pulse(core);
                }
            }
        }
        settle();
    }

    private int takeOutput() {
        if (full) {
            full = false;
            lines.set(IRQ, false);
            int taken = output;
            settle();
            return taken;
        }
        return output;
    }

    private void command(int core, int value) {
        awaited = -1;
        if (value >= 0x20 && value < 0x40) {
            replies.add(memory[value - 0x20]);
        } else if (value >= 0x60 && value < 0x80 || value >= 0xD1 && value <= 0xD4) {
            awaited = value;
        } else if (value >= 0xF0) {
            if ((value & 1) == 0) {
                reset.pulse(core);
            }
        } else {
            simple(value);
        }
    }

    private void simple(int value) {
        switch (value) {
            case 0xA7 -> memory[0] |= 0x20;
            case 0xA8 -> memory[0] &= ~0x20;
            case 0xAA -> {
                memory[0] |= SYSTEM;
                replies.add(0x55);
            }
            case 0xA9, 0xAB -> replies.add(0);
            case 0xAD -> memory[0] |= DISABLED;
            case 0xAE -> memory[0] &= ~DISABLED;
            case 0xC0 -> replies.add(0xB0);
            case 0xD0 -> replies.add(0xCF | (full ? 0x10 : 0));
            default -> {
                // Commands that the controller does not know are ignored.
            }
        }
    }

    private void data(int core, int value) {
        int command = awaited;
        awaited = -1;
        if (command < 0) {
            memory[0] &= ~DISABLED;
            toKeyboard(value);
        } else if (command < 0x80) {
            memory[command - 0x60] = value;
        } else if (command == 0xD1 && (value & 1) == 0) {
            reset.pulse(core);
        } else if (command == 0xD2) {
            replies.add(value);
        }
    }

    private void toKeyboard(int value) {
        int command = keyboardCommand;
        keyboardCommand = -1;
        if (command >= 0 && value < 0xED) {
            answer(ACKNOWLEDGE);
            if (command == 0xED) {
                lights = value & 7;
            } else if (command == 0xF0 && value == 0) {
                answer(1);
            }
            return;
        }
        switch (value) {
            case 0xED, 0xF0, 0xF3, 0xFB, 0xFC, 0xFD -> {
                keyboardCommand = value;
                answer(ACKNOWLEDGE);
            }
            case 0xEE -> answer(0xEE);
            case 0xF2 -> {
                answer(ACKNOWLEDGE);
                answer(0xAB);
                answer((memory[0] & 0x40) != 0 ? 0x41 : 0x83);
            }
            case 0xF4, 0xF5, 0xF6 -> {
                keys.clear();
                scanning = value != 0xF5;
                answer(ACKNOWLEDGE);
            }
            case 0xF7, 0xF8, 0xF9, 0xFA -> answer(ACKNOWLEDGE);
            case 0xFE -> answers.add(lastAnswer);
            case 0xFF -> {
                keys.clear();
                scanning = true;
                lights = 0;
                answer(ACKNOWLEDGE);
                answer(0xAA);
            }
            default -> answer(RESEND);
        }
    }

    private void answer(int value) {
        lastAnswer = value;
        answers.add(value);
    }

    /** Moves the next byte into the output buffer if that is empty; the line shows whether it is full. */
    private void settle() {
        boolean open = (memory[0] & DISABLED) == 0;
        if (!full) {
            ByteQueue from = replies.size() > 0 || !open ? replies : answers.size() > 0 ? answers : keys;
            if (from.size() > 0) {
                output = from.take();
                full = true;
            }
        }
        lines.set(IRQ, full && (memory[0] & INTERRUPT) != 0);
    }

    @Override
    public void save(StateWriter out) {
        replies.save(out);
        answers.save(out);
        keys.save(out);
        out.putInts(memory);
        out.putInts(new int[] {output, awaited, keyboardCommand, lastAnswer, lights});
        out.putBoolean(full);
        out.putBoolean(lastWasCommand);
        out.putBoolean(scanning);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        replies.load(in);
        answers.load(in);
        keys.load(in);
        in.getInts(memory);
        int[] values = new int[5];
        in.getInts(values);
        output = values[0];
        awaited = values[1];
        keyboardCommand = values[2];
        lastAnswer = values[3];
        lights = values[4];
        full = in.getBoolean();
        lastWasCommand = in.getBoolean();
        scanning = in.getBoolean();
    }
}
