/* ACPI's fixed registers: the timer counts, its overflow interrupts once, and the sleep type five switches off. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class PowerManagementTest {
    private static final long HERTZ = 1_000_000_000;
    /** The highest of 24 bits changes every 2^23 ticks. */
    private static final long HALF_PERIOD = (HERTZ << 23) / PowerManagement.HERTZ;

    private final Lines lines = new Lines();
    private final List<Integer> off = new ArrayList<>();
    private long now;
    private PowerManagement device = device();

    @Test
    void theTimerCounts() {
        now = HERTZ;
        assertEquals(3_579_545, device.read(PowerManagement.TIMER, 4));
        now = 5 * HERTZ;
        assertEquals(5 * 3_579_545 & 0xFF_FFFF, device.read(PowerManagement.TIMER, 4));
        assertEquals(5 * 3_579_545 >>> 8 & 0xFF, device.read(PowerManagement.TIMER + 1, 1) & 0xFF);
    }

    @Test
    void theOverflowInterruptsUntilItIsAcknowledged() throws ImageException {
        assertEquals(LocalApic.NEVER, device.next());
        device.write(0, PowerManagement.EVENTS + 2, 2, 1);
        long first = device.next();
        assertTrue(Math.abs(first - HALF_PERIOD) <= 1, () -> "" + first);
        now = first;
        device.deliver(now);
        assertTrue(lines.high(PowerManagement.LINE));
        assertEquals(1, device.read(PowerManagement.EVENTS, 2) & 0xFFFF);
        assertEquals(LocalApic.NEVER, device.next(), "once");
        StateWriter out = new StateWriter();
        device.save(out);
        device = device();
        device.load(new StateReader(out.toBytes()));
        now += 1000;
        device.write(0, PowerManagement.EVENTS, 2, 1);
        assertFalse(lines.high(PowerManagement.LINE));
        assertEquals(0, device.read(PowerManagement.EVENTS, 2) & 0xFFFF);
        assertTrue(Math.abs(device.next() - 2 * HALF_PERIOD) <= 1);
        device.write(0, PowerManagement.EVENTS + 2, 2, 0);
        assertEquals(LocalApic.NEVER, device.next());
    }

    @Test
    void onlySoftOffSwitchesOff() {
        assertEquals(1, device.read(PowerManagement.CONTROL, 2) & 0xFFFF, "in ACPI mode");
        device.write(0, PowerManagement.CONTROL, 2, PowerManagement.SOFT_OFF << 10);
        device.write(0, PowerManagement.CONTROL, 2, 3 << 10 | 1 << 13);
        assertEquals(List.of(), off);
        device.write(2, PowerManagement.CONTROL, 2, PowerManagement.SOFT_OFF << 10 | 1 << 13);
        assertEquals(List.of(2), off);
        assertEquals(PowerManagement.SOFT_OFF << 10 | 1, device.read(PowerManagement.CONTROL, 2) & 0xFFFF);
    }

    private PowerManagement device() {
        return new PowerManagement(HERTZ, lines, () -> now, off::add);
    }
}
