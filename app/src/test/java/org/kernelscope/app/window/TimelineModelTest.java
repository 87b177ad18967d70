/* The timeline's window follows the present, zooms about a moment that stays, and measures. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimelineModelTest {
    private final TimelineModel model = new TimelineModel(1000);

    private static TimelineModel.Extent extent(long from, long to) {
        return new TimelineModel.Extent(from, to, OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void aMomentInSightMovesNothing() {
        model.reveal(700);
        assertEquals(extent(0, 1000), model.extent());
    }

    @Test
    void aMomentBeyondTheEdgeIsBroughtIntoSight() {
        model.reveal(5000);
        assertEquals(extent(4200, 5200), model.extent());
    }

    @Test
    void zoomingKeepsTheMomentUnderThePointerInItsPlace() {
        model.reveal(5000);
        model.zoom(4700, 0.5);
        assertEquals(extent(4450, 4950), model.extent());
    }

    @Test
    void nothingLiesBeforePowerOn() {
        model.pan(-10_000);
        assertEquals(extent(0, 1000), model.extent());
    }

    @Test
    void theBrushWorksBothWays() {
        model.brush(900, 300);
        assertEquals(extent(300, 900), model.extent());
    }

    @Test
    void markersComeAndGo() {
        model.markA(10);
        model.markB(20);
        assertTrue(model.extent().a().isPresent() && model.extent().b().isPresent());
        model.unmark();
        assertEquals(extent(0, 1000), model.extent());
    }
}
