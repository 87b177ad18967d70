/* One channel of the 8254 interval timer. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Counting, latching and output of one counter in all six modes (Intel 8254 data sheet, order number 231164). Times are
 * ticks of its clock. What it shows is computed from the tick at which the count was loaded; nothing happens per tick.
 */
final class TimerChannel {
    private static final int LOW = 1;
    private static final int HIGH = 2;
    private static final int BOTH = 3;

    private int mode = 3;
    private int access = BOTH;
    private boolean decimal;
    private boolean gate = true;
    private int reload;
    private int nextReload;
    private long switchAt;
    private boolean loaded = true;
    private long start;
    private long frozen;
    private boolean highNext;
    private int partial;
    private boolean writesHigh;
    private int latched;
    private int latchedBytes;
    private boolean statusLatched;
    private int status;

    /** A channel as firmware leaves it: a square wave with the longest period. */
    TimerChannel() {
        reload = 0x10000;
        nextReload = reload;
        switchAt = LocalApic.NEVER;
    }

    /** A control word for this channel, latch commands excepted. */
    void control(int value, long tick) {
        access = value >>> 4 & 3;
        mode = value >>> 1 & 7;
        mode = mode > 5 ? mode - 4 : mode;
        decimal = (value & 1) != 0;
        loaded = false;
        writesHigh = access == HIGH;
        highNext = access == HIGH;
        latchedBytes = 0;
        statusLatched = false;
        start = tick;
        switchAt = LocalApic.NEVER;
    }

    /** A byte of the count. */
    void write(int value, long tick) {
        if (access == BOTH && !writesHigh) {
            partial = value;
            writesHigh = true;
            if (mode == 0) {
                loaded = false;
            }
            return;
        }
        int count = access == LOW ? value : access == HIGH ? value << 8 : value << 8 | partial;
        writesHigh = access == HIGH;
        load(decimal ? fromDecimal(count) : count, tick);
    }

    private void load(int count, long tick) {
        int full = decimal ? 10_000 : 0x10000;
        int value = count == 0 ? full : count;
        boolean goesOn = loaded && (mode == 2 || mode == 3) && gate;
        if (goesOn && value > 1) {
            settle(tick);
            nextReload = value;
            switchAt = start + (Math.max(0, tick - start) / reload + 1) * reload;
            return;
        }
        reload = periodic() ? Math.max(2, value) : value;
        nextReload = reload;
        switchAt = LocalApic.NEVER;
        boolean waits = mode == 1 || mode == 5;
        loaded = true;
        start = waits ? LocalApic.NEVER : tick + 1;
        frozen = gate || waits ? -1 : 0;
    }

    /** A new count of a periodic mode begins with the period after the one in which it was written. */
    private void settle(long tick) {
        if (tick >= switchAt) {
            start = switchAt;
            reload = nextReload;
            switchAt = LocalApic.NEVER;
        }
    }

    /** Drives the gate: it stops modes 0, 2, 3 and 4 while low and starts modes 1, 2, 3 and 5 when it rises. */
    void gate(boolean high, long tick) {
        settle(tick);
        boolean rises = high && !gate;
        boolean falls = !high && gate;
        gate = high;
        if (!loaded) {
            return;
        }
        if (rises && mode != 0 && mode != 4) {
            reload = nextReload;
            switchAt = LocalApic.NEVER;
            start = tick + 1;
            frozen = -1;
        } else if (rises) {
            start = tick - Math.max(0, frozen);
            frozen = -1;
        } else if (falls && mode != 1 && mode != 5) {
            frozen = Math.max(0, tick - start);
        }
    }

    boolean gate() {
        return gate;
    }

    /** The OUT pin. */
    boolean output(long tick) {
        settle(tick);
        if (!loaded || start == LocalApic.NEVER) {
            return mode != 0;
        }
        long elapsed = elapsed(tick);
        return switch (mode) {
            case 0 -> elapsed >= reload;
            case 1 -> elapsed < 0 || elapsed >= reload;
            case 2 -> !gate || elapsed < 0 || elapsed % reload != reload - 1;
            case 3 -> !gate || elapsed < 0 || elapsed % reload < (reload + 1) / 2;
            default -> elapsed != reload;
        };
    }

    /** The first tick after this one at which OUT rises; {@link LocalApic#NEVER} if it does not. */
    long nextRise(long tick) {
        settle(tick);
        boolean stopped = !gate && mode != 1 && mode != 5;
        if (!loaded || start == LocalApic.NEVER || stopped) {
            return LocalApic.NEVER;
        }
        if (periodic()) {
            return start + (tick < start ? 1 : (tick - start) / reload + 1) * reload;
        }
        long rise = start + reload + (mode >= 4 ? 1 : 0);
        return rise > tick ? rise : LocalApic.NEVER;
    }

    /** The read-back command's status byte, kept until it is read. */
    void latchStatus(long tick) {
        if (!statusLatched) {
            settle(tick);
            boolean empty = !loaded || switchAt != LocalApic.NEVER;
            status = (output(tick) ? 0x80 : 0) | (empty ? 0x40 : 0) | access << 4 | mode << 1 | (decimal ? 1 : 0);
            statusLatched = true;
        }
    }

    /** Keeps the present count until it is read. */
    void latchCount(long tick) {
        if (latchedBytes == 0) {
            latched = count(tick);
            latchedBytes = access == BOTH ? 2 : 1;
            highNext = access == HIGH;
        }
    }

    int read(long tick) {
        if (statusLatched) {
            statusLatched = false;
            return status;
        }
        int value = latchedBytes > 0 ? latched : count(tick);
        boolean high = highNext;
        if (access == BOTH) {
            highNext = !highNext;
        }
        latchedBytes = Math.max(0, latchedBytes - 1);
        return high ? value >>> 8 & 0xFF : value & 0xFF;
    }

    private boolean periodic() {
        return mode == 2 || mode == 3;
    }

    private long elapsed(long tick) {
        return frozen >= 0 ? frozen : tick - start;
    }

    private int count(long tick) {
        settle(tick);
        boolean waiting = !loaded || start == LocalApic.NEVER;
        long elapsed = waiting ? 0 : Math.max(0, elapsed(tick));
        int full = decimal ? 10_000 : 0x10000;
        long value = switch (mode) {
            case 2 -> reload - elapsed % reload;
            case 3 -> (reload & ~1) - 2 * (elapsed % reload % ((reload + 1) / 2));
            default -> Math.floorMod(reload - elapsed, (long) full);
        };
        int count = (int) (value % full);
        return decimal ? toDecimal(count) : count;
    }

    private static int fromDecimal(int digits) {
        int value = 0;
        for (int shift = 12; shift >= 0; shift -= 4) {
            value = value * 10 + Math.min(9, digits >>> shift & 0xF);
        }
        return value;
    }

    private static int toDecimal(int value) {
        return value / 1000 << 12 | value / 100 % 10 << 8 | value / 10 % 10 << 4 | value % 10;
    }

    void save(StateWriter out) {
        out.putInts(new int[] {mode, access, reload, nextReload, partial, latched, latchedBytes, status});
        out.putLong(switchAt);
        out.putLong(start);
        out.putLong(frozen);
        out.putBoolean(decimal);
        out.putBoolean(gate);
        out.putBoolean(loaded);
        out.putBoolean(highNext);
        out.putBoolean(writesHigh);
        out.putBoolean(statusLatched);
    }

    void load(StateReader in) throws ImageException {
        int[] values = new int[8];
        in.getInts(values);
        mode = values[0];
        access = values[1];
        reload = values[2];
        nextReload = values[3];
        partial = values[4];
        latched = values[5];
        latchedBytes = values[6];
        status = values[7];
        switchAt = in.getTickOrNever();
        start = in.getTickOrNever();
        frozen = in.getTickOrNever();
        decimal = in.getBoolean();
        gate = in.getBoolean();
        loaded = in.getBoolean();
        highNext = in.getBoolean();
        writesHigh = in.getBoolean();
        statusLatched = in.getBoolean();
        if (mode < 0
                || mode > 5
                || reload < 1
                || nextReload < 1
                || loaded && periodic() && Math.min(reload, nextReload) < 2) {
            throw new ImageException("saved state holds an interval timer in mode " + mode + " with count " + reload);
        }
    }
}
