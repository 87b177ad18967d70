/* The I/O APIC: turns interrupt lines into messages to the local APICs. */
package org.kernelscope.hw.device;

import java.util.function.LongSupplier;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Registers of the Intel 82093AA data sheet (order number 290566), with eight bits of identification as later parts
 * have. A high line is an asserted one, whatever the entry's polarity says. An edge on a masked pin is lost.
 */
public final class IoApic implements Device {
    /** Physical address of the index register; the data window is 16 bytes further. */
    public static final int BASE = 0xFEC0_0000;

    public static final int PINS = 24;

    private static final int WINDOW = 0x10;
    private static final int FIRST_ENTRY = 0x10;
    private static final int VERSION = (PINS - 1) << 16 | 0x11;

    private static final int LOGICAL = 1 << 11;
    private static final int SEND_PENDING = 1 << 12;
    private static final int REMOTE_REQUEST = 1 << 14;
    private static final int LEVEL = 1 << 15;
    private static final int MASKED = 1 << 16;
    private static final int WRITABLE = 0x1AFFF & ~SEND_PENDING;

    private final ApicBus bus;
    private final LongSupplier clock;
    private final int[] low = new int[PINS];
    private final int[] destination = new int[PINS];
    private final long[] arrival = new long[PINS];
    private int id;
    private int selected;
    private int high;

    /**
     * All pins masked.
     *
     * @param id as the multiprocessor tables tell it
     * @param clock the virtual time of the present access
     */
    public IoApic(int id, ApicBus bus, LongSupplier clock) {
        this.id = id << 24;
        this.bus = bus;
        this.clock = clock;
        java.util.Arrays.fill(low, MASKED);
        bus.onEndOfLevel(this::ended);
    }

    /** Whether the physical address belongs to the I/O APIC's page. */
    public static boolean at(int physical) {
        return (physical & ~0xFFF) == BASE;
    }

    /** Reads the index register or, through the window, the register that it selects. */
    public int read(int physical) {
        return switch (physical & 0xFF0) {
            case 0 -> selected;
            case WINDOW -> readSelected();
            default -> 0;
        };
    }

    public void write(int physical, int value) {
        switch (physical & 0xFF0) {
            case 0 -> selected = value & 0xFF;
            case WINDOW -> writeSelected(value);
            default -> {
                // Nothing else of the page is decoded.
            }
        }
    }

    /** Drives a pin. */
    public void set(int pin, boolean rises) {
        int bit = 1 << pin;
        boolean edge = rises && (high & bit) == 0;
        high = rises ? high | bit : high & ~bit;
        if ((low[pin] & LEVEL) != 0) {
            serveLevel(pin);
        } else if (edge && (low[pin] & MASKED) == 0) {
            send(pin);
        }
    }

    /** Whether a rising edge of this pin would tell any core anything new. */
    public boolean matters(int pin) {
        int entry = low[pin];
        return (entry & MASKED) == 0
                && bus.wouldTell(destination[pin] >>> 24, (entry & LOGICAL) != 0, entry >>> 8 & 7, entry & 0xFF);
    }

    private int readSelected() {
        int pin = (selected - FIRST_ENTRY) >> 1;
        if (pin >= 0 && pin < PINS) {
            boolean under = clock.getAsLong() < arrival[pin];
            return (selected & 1) != 0 ? destination[pin] : low[pin] | (under ? SEND_PENDING : 0);
        }
        return switch (selected) {
            case 0, 2 -> id;
            case 1 -> VERSION;
            default -> 0;
        };
    }

    private void writeSelected(int value) {
        int pin = (selected - FIRST_ENTRY) >> 1;
        if (selected == 0) {
            id = value & 0xFF00_0000;
        } else if (pin >= 0 && pin < PINS) {
            if ((selected & 1) != 0) {
                destination[pin] = value & 0xFF00_0000;
            } else {
                int remote = (value & LEVEL) != 0 ? low[pin] & REMOTE_REQUEST : 0;
                low[pin] = value & WRITABLE & ~REMOTE_REQUEST | remote;
                serveLevel(pin);
            }
        }
    }

    private void serveLevel(int pin) {
        boolean wanted = (low[pin] & (LEVEL | MASKED | REMOTE_REQUEST)) == LEVEL;
        if (wanted && (high & 1 << pin) != 0) {
            boolean interrupt = (low[pin] >>> 8 & 7) <= 1;
            low[pin] |= interrupt ? REMOTE_REQUEST : 0;
            send(pin);
        }
    }

    private void send(int pin) {
        int entry = low[pin];
        arrival[pin] = bus.send(
                destination[pin] >>> 24,
                (entry & LOGICAL) != 0,
                entry >>> 8 & 7,
                entry & 0xFF,
                (entry & LEVEL) != 0,
                clock.getAsLong());
    }

    /** A core ended a level-triggered interrupt of this vector. */
    private void ended(int vector) {
        for (int pin = 0; pin < PINS; pin++) {
            if ((low[pin] & REMOTE_REQUEST) != 0 && (low[pin] & 0xFF) == vector) {
                low[pin] &= ~REMOTE_REQUEST;
                serveLevel(pin);
            }
        }
    }

    @Override
    public void save(StateWriter out) {
        out.putInts(low);
        out.putInts(destination);
        for (long time : arrival) {
            out.putLong(time);
        }
        out.putInts(new int[] {id, selected, high});
    }

    @Override
    public void load(StateReader in) throws ImageException {
        in.getInts(low);
        in.getInts(destination);
        for (int pin = 0; pin < PINS; pin++) {
            arrival[pin] = in.getTimeOrNever();
        }
        int[] values = new int[3];
        in.getInts(values);
        id = values[0];
        selected = values[1] & 0xFF;
        high = values[2];
    }
}
