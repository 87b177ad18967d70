/* The cores: a card each with what it does, where it is, its registers and what its memory traffic cost. */
package org.kernelscope.visualizers.cores;

import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Cards in two columns, in four where there are many cores. */
public final class CoresVisualizer implements Visualizer {
    private static final double MARGIN = 16;
    private static final double GAP = 14;

    @Override
    public String id() {
        return "cores";
    }

    @Override
    public String title() {
        return "Cores";
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        boolean many = frame.cores().size() > 4;
        double least = many ? 184 : 330;
        double width = Math.max(viewport.width(), least + 2 * MARGIN);
        int columns = Math.clamp(
                (long) ((width - 2 * MARGIN + GAP) / (least + GAP)),
                1,
                Math.max(1, frame.cores().size()));
        double card = (width - 2 * MARGIN + GAP) / columns - GAP;
        double height = many ? CoreCard.SMALL_HEIGHT : CoreCard.HEIGHT;
        Sketch sketch = new Sketch();
        for (CoreView core : frame.cores()) {
            double x = MARGIN + (core.id() % columns) * (card + GAP);
            double y = MARGIN + Math.floorDiv(core.id(), columns) * (height + GAP);
            CoreCard.draw(frame, core, sketch, new Area(x, y, card, height));
        }
        int rows = Math.ceilDiv(Math.max(1, frame.cores().size()), columns);
        double bottom = MARGIN + rows * (height + GAP) - GAP + MARGIN;
        return sketch.drawing(width, Math.max(viewport.height(), bottom), title(), subtitle(frame));
    }

    private static String subtitle(Frame frame) {
        return frame.actor().isPresent()
                ? "core " + frame.actor().getAsInt() + " took the last turn; what it changed is marked"
                : "nobody has taken a turn yet";
    }
}
