/* The 8254 by its ports: modes, latches, read-back, the gate of channel 2, and interrupt line 0. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class IntervalTimerTest {
    /** Ten cycles a tick. */
    private static final long HERTZ = IntervalTimer.HERTZ * 10;

    private final Lines lines = new Lines();
    private long now;
    private IntervalTimer timer = new IntervalTimer(HERTZ, lines, () -> now);

    /**
     * Each begins at tick 1000. PP&lt;VV writes and PP=VV reads a port, @N goes to tick 1000 + N; 61 is shown by its bits 0,
     * 1 and 5 alone.
     */
    private static final String SESSIONS = """
            43<B0 61<01 42<05 42<00 @1 61=01 @5 61=01 @6 61=21 @7 42=FF 42=FF
            43<B0 61<01 42<05 42<00 @3 43<80 @5 42=03 42=00 42=01 42=00
            43<90 61<01 42<64 @11 61<00 @50 61<01 42=5A @51 42=59
            43<B4 61<01 42<04 42<00 @1 42=04 42=00 @3 61=21 @4 61=01 @5 61=21 42=04
            43<B6 61<01 42<04 42<00 @1 61=21 @2 61=21 @3 61=01 @4 61=01 @5 61=21
            43<B6 61<01 42<05 42<00 @3 61=21 @4 61=01 @5 61=01 @6 61=21
            43<B6 61<01 42<08 42<00 @1 42=08 42=00 @2 42=06 42=00 @4 42=02 42=00 @5 42=08
            43<B2 61=20 42<03 42<00 @5 61=20 61<01 @6 61=01 @8 61=01 @9 61=21 @50 61=21
            43<B8 61<01 42<03 42<00 @3 61=21 @4 61=01 @5 61=21
            43<A0 61<01 42<01 @1 42=01 @2 42=00 43<80 42=00
            43<B1 61<01 42<00 42<01 @1 42=00 42=01 @2 42=99 42=00
            43<B4 61<01 42<0A 42<00 @5 42<04 42<00 @10 42=01 42=00 @11 42=04 42=00 @15 42=04
            43<B4 61<01 42<0A 42<00 @5 43<C8 42=B4|80 42=06 42=00
            43<B4 61<00 43<E8 42=F4
            43<B4 61<02 61=22 42<04 42<00 @9 61=22
            """;

    @Test
    void sessions() {
        for (String session : SESSIONS.lines().toList()) {
            now = 1000 * 10;
            timer = new IntervalTimer(HERTZ, lines, () -> now);
            play(session);
        }
    }

    /** The count of another mode stays until one is written. */
    @Test
    void aModeWithoutACountYetIsSavedAndLoaded() throws ImageException {
        play("43<30 40<01 40<00 43<36");
        StateWriter out = new StateWriter();
        timer.save(out);
        timer = new IntervalTimer(HERTZ, lines, () -> now);
        timer.load(new StateReader(out.toBytes()));
        StateWriter again = new StateWriter();
        timer.save(again);
        assertArrayEquals(out.toBytes(), again.toBytes());
    }

    @Test
    void channel0DrivesLine0() {
        play("43<34 40<64 40<00");
        assertEquals(101 * 10, timer.next());
        int before = lines.edges(0);
        timer.deliver(101 * 10 - 1);
        assertEquals(before, lines.edges(0));
        for (int period = 1; period <= 5; period++) {
            now = (1 + 100L * period) * 10;
            timer.deliver(now);
            assertEquals(before + period, lines.edges(0));
            assertEquals((101 + 100L * period) * 10, timer.next());
        }
        timer.deliver(now + 12_345);
        assertEquals(before + 6, lines.edges(0), "missed periods are one");
    }

    @Test
    void mode0InterruptsOnce() {
        play("43<30 40<64 40<00");
        assertEquals(false, lines.high(0));
        now = 1010;
        timer.deliver(now);
        assertTrue(lines.high(0));
        assertEquals(LocalApic.NEVER, timer.next());
        play("43<30");
        assertEquals(false, lines.high(0));
    }

    @Test
    void itsClockIsExactForEver() {
        ClockRatio ratio = new ClockRatio(IntervalTimer.HERTZ, 2_800_000_000L);
        for (long tick : new long[] {0, 1, 2, 1_193_181, 1_193_182, 1_193_183, 1L << 40, 3_000_000_000_000_007L}) {
            long cycle = ratio.cycles(tick);
            assertEquals(tick, ratio.ticks(cycle));
            assertEquals(tick - 1, cycle == 0 ? -1 : ratio.ticks(cycle - 1));
        }
        assertEquals(2_800_000_000L * 7, ratio.cycles(IntervalTimer.HERTZ * 7));
    }

    @Test
    void stateIsSaved() throws ImageException {
        play("43<34 40<64 40<00 43<B4 61<01 42<0A 42<00 43<80");
        now = 5000;
        StateWriter out = new StateWriter();
        timer.save(out);
        timer = new IntervalTimer(HERTZ, lines, () -> now);
        timer.load(new StateReader(out.toBytes()));
        assertEquals(1010, timer.next());
        play("61=01 42=0A 42=00");
    }

    private void play(String session) {
        long origin = now;
        for (String step : session.split(" ")) {
            if (step.startsWith("@")) {
                now = origin + Long.parseLong(step.substring(1)) * 10;
                continue;
            }
            int port = Integer.parseInt(step.substring(0, 2), 16);
            int value = value(step.substring(3));
            if (step.charAt(2) == '<') {
                timer.write(0, port, value);
            } else {
                int mask = port == 0x61 ? 0x23 : 0xFF;
                assertEquals(hex(value), hex(timer.read(port) & mask), step + " in " + session);
            }
        }
    }

    private static int value(String text) {
        int value = 0;
        for (String part : text.split("\\|")) {
            value |= Integer.parseInt(part, 16);
        }
        return value;
    }

    private static String hex(int value) {
        return Integer.toHexString(value);
    }
}
