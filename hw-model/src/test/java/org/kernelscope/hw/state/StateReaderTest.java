/* Saved times: those with which a machine can go on are read, others are refused. */
package org.kernelscope.hw.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.hw.ImageException;

class StateReaderTest {
    private static StateReader holding(long value) {
        StateWriter out = new StateWriter();
        out.putLong(value);
        return new StateReader(out.toBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1L << 43, -(1L << 43)})
    void timesAreReadAsTheyAre(long time) throws ImageException {
        assertEquals(time, holding(time).getTime());
        assertEquals(time, holding(time).getTimeOrNever());
        assertEquals(time, holding(time).getTickOrNever());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE - 1, (1L << 60) + 1, -(1L << 60) - 1})
    void timesThatSumsWouldOverflowAreRefused(long time) {
        var e = assertThrows(ImageException.class, () -> holding(time).getTime());
        assertTrue(e.getMessage().contains("" + time), e.getMessage());
        assertThrows(ImageException.class, () -> holding(time).getTimeOrNever());
        assertThrows(ImageException.class, () -> holding(time).getTickOrNever());
    }

    @Test
    void neverIsATimeWhereItMayBe() throws ImageException {
        assertEquals(Long.MAX_VALUE, holding(Long.MAX_VALUE).getTimeOrNever());
        assertEquals(Long.MAX_VALUE, holding(Long.MAX_VALUE).getTickOrNever());
        assertThrows(ImageException.class, () -> holding(Long.MAX_VALUE).getTime());
        assertThrows(ImageException.class, () -> holding(1L << 50).getTickOrNever());
    }
}
