/* The real-time clock and the memory of settings behind it. */
package org.kernelscope.hw.device;

import java.time.LocalDateTime;
import java.util.function.LongSupplier;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Motorola MC146818 at 0x70 and 0x71, with the PC's layout of its memory. Every run begins on {@link #POWER_ON}; virtual
 * time goes on from there. Setting the clock and its interrupts are absent.
 */
public final class RealTimeClock implements PortDevice {
    /** The date that the clock shows when a machine is switched on, a Monday. */
    public static final LocalDateTime POWER_ON = LocalDateTime.of(2024, 1, 1, 0, 0, 0);

    private static final int REGISTERS = 128;
    private static final int STATUS_A = 0x0A;
    private static final int STATUS_B = 0x0B;
    private static final int STATUS_D = 0x0D;
    private static final int BINARY = 4;
    private static final int HOURS_24 = 2;

    private final int[] memory = new int[REGISTERS];
    private final ClockRatio seconds;
    private final LongSupplier clock;
    private int selected;

    /**
     * A clock in a machine of this size.
     *
     * @param coreHertz core cycles per second
     * @param clock the virtual time of the present access
     */
    public RealTimeClock(int memoryMiB, long coreHertz, LongSupplier clock) {
        seconds = new ClockRatio(1, coreHertz);
        this.clock = clock;
        memory[STATUS_A] = 0x26;
        memory[STATUS_B] = HOURS_24;
        memory[STATUS_D] = 0x80;
        putWord(0x15, 640);
        int extended = Math.min(memoryMiB - 1, 63) * 1024;
        putWord(0x17, extended);
        putWord(0x30, extended);
        putWord(0x34, Math.max(0, memoryMiB - 16) * 16);
    }

    private void putWord(int index, int value) {
        memory[index] = value & 0xFF;
        memory[index + 1] = value >>> 8 & 0xFF;
    }

    @Override
    public boolean at(int port) {
        return (port & ~1) == 0x70;
    }

    @Override
    public int read(int port) {
        if ((port & 1) == 0) {
            return 0xFF;
        }
        LocalDateTime date = POWER_ON.plusSeconds(seconds.ticks(clock.getAsLong()));
        return switch (selected) {
            case 0x00 -> coded(date.getSecond());
            case 0x02 -> coded(date.getMinute());
            case 0x04 -> hour(date.getHour());
            case 0x06 -> coded(date.getDayOfWeek().getValue() % 7 + 1);
            case 0x07 -> coded(date.getDayOfMonth());
            case 0x08 -> coded(date.getMonthValue());
            case 0x09 -> coded(date.getYear() % 100);
            case 0x32 -> coded(date.getYear() / 100 % 100);
            default -> memory[selected];
        };
    }

    @Override
    public void write(int core, int port, int value) {
        if ((port & 1) == 0) {
            selected = value & REGISTERS - 1;
        } else if (selected != 0x0C && selected != STATUS_D) {
            memory[selected] = selected == STATUS_A ? value & 0x7F : value & 0xFF;
        }
    }

    private int hour(int hour) {
        if ((memory[STATUS_B] & HOURS_24) != 0) {
            return coded(hour);
        }
        int shown = hour % 12 == 0 ? 12 : hour % 12;
        return coded(shown) | (hour >= 12 ? 0x80 : 0);
    }

    private int coded(int value) {
        return (memory[STATUS_B] & BINARY) != 0 ? value : value / 10 << 4 | value % 10;
    }

    @Override
    public void save(StateWriter out) {
        out.putInts(memory);
        out.putInt(selected);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        in.getInts(memory);
        selected = in.getInt() & REGISTERS - 1;
    }
}
