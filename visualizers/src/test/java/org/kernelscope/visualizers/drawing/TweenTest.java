/* What lies between two drawings. */
package org.kernelscope.visualizers.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Tween.Stage;

class TweenTest {
    private static Drawing drawing(double x, String text, String extra) {
        Sketch sketch = new Sketch();
        sketch.box("moves", new Sketch.Area(x, 0, 20, 20), 0, Tone.SURFACE, Fill.SOLID, Stroke.NONE);
        sketch.label("says", 50, 20, text, Lettering.BODY, Tone.TEXT);
        sketch.box(extra, new Sketch.Area(0, 40, 20, 20), 0, Tone.SURFACE, Fill.SOLID, Stroke.NONE);
        return sketch.drawing(200, 100, "", "");
    }

    @Test
    void aShapeMovesFromWhereItWas() {
        double at = ((Box) stage(0.5, true, "moves").shape()).x();
        assertTrue(at > 50 && at < 100, "at " + at);
        assertEquals(0, ((Box) stage(0, true, "moves").shape()).x());
    }

    @Test
    void whatIsNewFadesInAndWhatIsGoneFadesOut() {
        assertEquals(0, stage(0, true, "new").opacity());
        assertTrue(stage(0.5, true, "new").opacity() > 0.5);
        assertEquals(1, stage(0, true, "old").opacity());
        assertTrue(
                stages(0.6, true).stream().noneMatch(stage -> stage.shape().id().equals("old")));
    }

    @Test
    void whatChangedGlowsOnce() {
        assertTrue(stage(0.25, true, "says").glow() > 0.9);
        assertEquals(0, stage(0.25, true, "moves").glow());
        assertEquals(0, stage(1, true, "says").glow());
    }

    @Test
    void reducedMotionOnlyGlows() {
        assertEquals(100, ((Box) stage(0.1, false, "moves").shape()).x());
        assertEquals(1, stage(0.1, false, "new").opacity());
        assertTrue(stage(0.1, false, "says").glow() > 0);
    }

    @Test
    void theEndIsTheSecondDrawing() {
        assertEquals(Tween.still(drawing(100, "b", "new")), stages(1, true));
    }

    private static List<Stage> stages(double progress, boolean motion) {
        return Tween.between(drawing(0, "a", "old"), drawing(100, "b", "new"), progress, motion);
    }

    private static Stage stage(double progress, boolean motion, String id) {
        return stages(progress, motion).stream()
                .filter(stage -> stage.shape().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
