/* The fixed registers of ACPI: power button and timer events, the way to switch off, and the timer. */
package org.kernelscope.hw.device;

import java.util.function.LongSupplier;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Advanced Configuration and Power Interface Specification 2.0, 4.7.3: PM1 events and control, and the timer of
 * 3.579545 MHz with 24 bits. The machine is always in ACPI mode. Nobody presses a button; the timer's overflow is the one
 * event.
 */
public final class PowerManagement implements PortDevice {
    public static final int EVENTS = 0x600;
    public static final int CONTROL = 0x604;
    public static final int TIMER = 0x608;

    /** The ISA line of the system control interrupt. */
    public static final int LINE = 9;

    /** Ticks of the timer per second. */
    public static final long HERTZ = 3_579_545;

    /** The sleep type that switches off, as the tables tell it. */
    public static final int SOFT_OFF = 5;

    private static final int END = 0x60C;
    private static final int ENABLES = EVENTS + 2;
    private static final int TIMER_EVENT = 1;
    private static final int ENABLEABLE = 0x0721;
    private static final int ACPI_MODE = 1;
    private static final int WRITABLE_CONTROL = 0x1C02;
    private static final int SLEEP = 1 << 13;
    private static final int HALF_SHIFT = 23;
    private static final int TIMER_MASK = 0xFF_FFFF;

    private final ClockRatio ratio;
    private final InterruptLines lines;
    private final LongSupplier clock;
    private final SwitchOff switchOff;
    private int enables;
    private int control;
    private long acknowledged;

    /**
     * Registers after power-on.
     *
     * @param coreHertz core cycles per second
     * @param clock the virtual time of the present access
     */
    public PowerManagement(long coreHertz, InterruptLines lines, LongSupplier clock, SwitchOff switchOff) {
        ratio = new ClockRatio(HERTZ, coreHertz);
        this.lines = lines;
        this.clock = clock;
        this.switchOff = switchOff;
    }

    /** What switches the machine off. */
    @FunctionalInterface
    public interface SwitchOff {
        void by(int core);
    }

    @Override
    public boolean at(int port) {
        return port >= EVENTS && port < END;
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public int read(int port) {
        long tick = ratio.ticks(clock.getAsLong());
        int events = (overflowed(tick) ? TIMER_EVENT : 0) | enables << 16;
        int register = port < CONTROL ? events : port < TIMER ? control | ACPI_MODE : (int) tick & TIMER_MASK;
        return register >>> (port & 3) * 8;
    }

    /** Half of the timer's period passed since the event was acknowledged: its highest bit changed. */
    private boolean overflowed(long tick) {
        return tick >>> HALF_SHIFT > acknowledged;
    }

    @Override
    public void write(int core, int port, int size, int value) {
        for (int part = 0; part < size; part++) {
            writeByte(core, port + part, value >>> part * 8 & 0xFF);
        }
        settle(clock.getAsLong());
    }

    @Override
    public void write(int core, int port, int value) {
        write(core, port, 1, value);
    }

    private void writeByte(int core, int port, int value) {
        int shift = (port & 1) * 8;
        switch (port & ~1) {
            case EVENTS -> {
                if ((value << shift & TIMER_EVENT) != 0) {
                    acknowledged = ratio.ticks(clock.getAsLong()) >>> HALF_SHIFT;
                }
            }
            case ENABLES -> enables = (enables & ~(0xFF << shift) | value << shift) & ENABLEABLE;
            case CONTROL -> {
                control = (control & ~(0xFF << shift) | value << shift) & WRITABLE_CONTROL;
                if ((value << shift & SLEEP) != 0 && control >>> 10 == SOFT_OFF) {
                    switchOff.by(core);
                }
            }
            default -> {
                // The timer and the upper half of the control register cannot be written.
            }
        }
    }

    private void settle(long now) {
        lines.set(LINE, (enables & TIMER_EVENT) != 0 && overflowed(ratio.ticks(now)));
    }

    @Override
    public long next() {
        long change = ratio.cycles(acknowledged + 1 << HALF_SHIFT);
        return (enables & TIMER_EVENT) != 0 && change > clock.getAsLong() ? change : LocalApic.NEVER;
    }

    @Override
    public void deliver(long now) {
        settle(now);
    }

    @Override
    public void save(StateWriter out) {
        out.putInt(enables);
        out.putInt(control);
        out.putLong(acknowledged);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        enables = in.getInt() & ENABLEABLE;
        control = in.getInt() & WRITABLE_CONTROL;
        acknowledged = in.getLong() & Long.MAX_VALUE >>> HALF_SHIFT;
    }
}
