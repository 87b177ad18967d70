/* The clock's date in its formats, and the memory size behind it. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class RealTimeClockTest {
    private static final long HERTZ = 1_000_000;

    private long now;

    /** Seconds since power-on, status B, and registers 32 09 08 07 06 04 02 00. */
    private static final String DATES = """
            0          02 | 20 24 01 01 02 00 00 00
            59         02 | 20 24 01 01 02 00 00 59
            86399      02 | 20 24 01 01 02 23 59 59
            86399      06 | 14 18 01 01 02 17 3b 3b
            43200      00 | 20 24 01 01 02 92 00 00
            0          00 | 20 24 01 01 02 12 00 00
            31622400   02 | 20 25 01 01 04 00 00 00
            """;

    @Test
    void virtualTimePasses() {
        for (String row : DATES.lines().toList()) {
            String[] words = row.split("[ |]+", 3);
            now = Long.parseLong(words[0]) * HERTZ;
            RealTimeClock clock = clock(64);
            write(clock, 0x0B, Integer.parseInt(words[1], 16));
            StringBuilder read = new StringBuilder();
            for (int register : new int[] {0x32, 9, 8, 7, 6, 4, 2, 0}) {
                read.append(String.format("%02x ", read(clock, register)));
            }
            assertEquals(words[2], read.toString().strip(), row);
        }
    }

    /** MiB, and registers 15, 17, 30 and 34 as words. */
    private static final String SIZES = """
            4    | 280 c00 c00 0
            16   | 280 3c00 3c00 0
            64   | 280 fc00 fc00 300
            1024 | 280 fc00 fc00 3f00
            """;

    @Test
    void theMemorySizeIsKnown() {
        for (String row : SIZES.lines().toList()) {
            String[] words = row.split("[ |]+", 2);
            RealTimeClock clock = clock(Integer.parseInt(words[0]));
            StringBuilder read = new StringBuilder();
            for (int register : new int[] {0x15, 0x17, 0x30, 0x34}) {
                read.append(String.format("%x ", read(clock, register) | read(clock, register + 1) << 8));
            }
            assertEquals(words[1], read.toString().strip());
        }
    }

    @Test
    void theRestIsMemory() {
        RealTimeClock clock = clock(64);
        write(clock, 0x40, 0x5A);
        assertEquals(0x5A, read(clock, 0xC0));
        write(clock, 0x0D, 0);
        assertEquals(0x80, read(clock, 0x0D), "the battery is good");
    }

    private RealTimeClock clock(int memoryMiB) {
        return new RealTimeClock(memoryMiB, HERTZ, () -> now);
    }

    private static int read(RealTimeClock clock, int register) {
        clock.write(0, 0x70, register);
        return clock.read(0x71);
    }

    private static void write(RealTimeClock clock, int register, int value) {
        clock.write(0, 0x70, register);
        clock.write(0, 0x71, value);
    }
}
