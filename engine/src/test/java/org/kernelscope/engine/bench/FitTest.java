/* Lines through points. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FitTest {
    @Test
    void findsALine() {
        Fit fit = Fit.through(List.of(point(1, 5), point(2, 7), point(4, 11)), "y");
        assertEquals(new Fit(2, 3, 1), fit);
    }

    @Test
    void saysHowMuchALineExplains() {
        Fit fit = Fit.through(List.of(point(0, 0), point(1, 1), point(2, 0)), "y");
        assertEquals(0, fit.slope(), 1e-12);
        assertEquals(0, fit.share(), 1e-12);
        assertEquals(1, Fit.through(List.of(point(0, 4), point(1, 4)), "y").share());
    }

    private static Point point(int x, double y) {
        return new Point("a", x, Map.of("y", y));
    }
}
