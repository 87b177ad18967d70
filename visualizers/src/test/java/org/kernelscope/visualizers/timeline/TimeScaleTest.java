/* Time to pixels and back. */
package org.kernelscope.visualizers.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0, 16000
            138291, 154291
            9000000000, 9000000100
            0, 4000000000
            """)
    void timeOfXIsTheInverseOfXOfTime(long from, long to) {
        TimeScale scale = new TimeScale(from, to, 62, 1254);
        for (int part = 0; part <= 100; part++) {
            long time = from + (to - from) / 100 * part;
            assertEquals(time, scale.time(scale.x(time)));
        }
        assertEquals(62, scale.x(from));
        assertEquals(1254, scale.x(to), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"0.07, 0.1", "0.1, 0.1", "1.3, 2", "30, 50", "700, 1000"})
    void ticksStandAtRoundNumbers(double length, double step) {
        assertEquals(step, TimelineVisualizer.step(length), step * 1e-9);
    }

    @Test
    void aWindowWithoutRoomIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TimeScale(5, 5, 0, 10));
    }
}
