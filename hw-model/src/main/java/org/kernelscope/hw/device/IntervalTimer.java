/* The 8254 interval timer of a PC, and the port through which its third channel is used. */
package org.kernelscope.hw.device;

import java.util.function.LongSupplier;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Channels at 0x40 to 0x42, control at 0x43, gate and output of channel 2 at 0x61. Channel 0 drives interrupt line 0: the
 * line is lowered and raised in one moment where OUT rises, and stays low from the start of a mode 0 count to its end.
 */
public final class IntervalTimer implements PortDevice {
    /** Ticks per second, 105/88 MHz. */
    public static final long HERTZ = 1_193_182;

    private static final int CONTROL = 0x43;
    private static final int SPEAKER_PORT = 0x61;
    private static final int REFRESH_TICKS = 18;

    private final ClockRatio ratio;
    private final InterruptLines lines;
    private final LongSupplier clock;
    private final TimerChannel[] channels = {new TimerChannel(), new TimerChannel(), new TimerChannel()};
    private int speaker;
    private long rise;

    /**
     * A running timer, as firmware leaves it.
     *
     * @param coreHertz core cycles per second
     * @param clock the virtual time of the present access
     */
    public IntervalTimer(long coreHertz, InterruptLines lines, LongSupplier clock) {
        ratio = new ClockRatio(HERTZ, coreHertz);
        this.lines = lines;
        this.clock = clock;
        channels[2].gate(false, 0);
        rise = channels[0].nextRise(0);
    }

    @Override
    public boolean at(int port) {
        return (port & ~3) == 0x40 || port == SPEAKER_PORT;
    }

    @Override
    public int read(int port) {
        long tick = tick();
        return switch (port) {
            case CONTROL -> 0xFF;
            case SPEAKER_PORT ->
                speaker | ((tick / REFRESH_TICKS & 1) != 0 ? 0x10 : 0) | (channels[2].output(tick) ? 0x20 : 0);
            default -> channels[port & 3].read(tick);
        };
    }

    @Override
    public void write(int core, int port, int value) {
        long tick = tick();
        switch (port) {
            case CONTROL -> control(value & 0xFF, tick);
            case SPEAKER_PORT -> {
                speaker = value & 3;
                channels[2].gate((value & 1) != 0, tick);
            }
            default -> {
                channels[port & 3].write(value & 0xFF, tick);
                if (port == 0x40) {
                    follow(tick);
                }
            }
        }
    }

    private void control(int value, long tick) {
        int channel = value >>> 6;
        if (channel == 3) {
            readBack(value, tick);
        } else if ((value & 0x30) == 0) {
            channels[channel].latchCount(tick);
        } else {
            channels[channel].control(value, tick);
            if (channel == 0) {
                follow(tick);
            }
        }
    }

    private void readBack(int value, long tick) {
        for (int channel = 0; channel < channels.length; channel++) {
            if ((value & 2 << channel) == 0) {
                continue;
            }
            if ((value & 0x20) == 0) {
                channels[channel].latchCount(tick);
            }
            if ((value & 0x10) == 0) {
                channels[channel].latchStatus(tick);
            }
        }
    }

    /** Channel 0 was programmed: its line shows the new output. */
    private void follow(long tick) {
        lines.set(0, channels[0].output(tick));
        rise = channels[0].nextRise(tick);
    }

    @Override
    public long next() {
        return rise == LocalApic.NEVER ? rise : ratio.cycles(rise);
    }

    @Override
    public long nextWake() {
        return lines.matters(0) ? next() : LocalApic.NEVER;
    }

    /** Missed periods are one. */
    @Override
    public void deliver(long now) {
        if (next() <= now) {
            lines.set(0, false);
            lines.set(0, true);
            rise = channels[0].nextRise(ratio.ticks(now));
        }
    }

    private long tick() {
        return ratio.ticks(clock.getAsLong());
    }

    @Override
    public void save(StateWriter out) {
        for (TimerChannel channel : channels) {
            channel.save(out);
        }
        out.putInt(speaker);
        out.putLong(rise);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        for (TimerChannel channel : channels) {
            channel.load(in);
        }
        speaker = in.getInt() & 3;
        rise = in.getTickOrNever();
    }
}
