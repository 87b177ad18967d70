/* The speed slider goes from one step in two seconds to no limit, and says so. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.Granularity;

class PaceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | EVENT       | 1 event in 2.0 s
            0.12  | EVENT       | 3.2 events/s
            0.3   | LINE        | 51 lines/s
            0.5   | INSTRUCTION | 1,100 instr/s
            0.75  | EVENT       | 53k events/s
            0.96  | INSTRUCTION | 1.4M instr/s
            1     | LINE        | unlimited
            """)
    void aPositionIsASpeed(double position, Granularity unit, String words) {
        assertEquals(words, new Pace(position, unit).words());
    }
}
