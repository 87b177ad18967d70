/* The cores that are not in the queue, as hatched chips. */
package org.kernelscope.visualizers.spinlock;

import java.util.List;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Chips in rows, as many as fit beside each other. */
final class Apart {
    private static final double HEIGHT = 34;
    private static final double GAP = 10;

    private Apart() {}

    /**
     * A core and what it does instead of waiting.
     *
     * @param core its number
     * @param doing in words
     */
    record Chip(int core, String doing) {}

    /** What a core outside the queue does, in words. */
    static Chip chip(Frame frame, CoreView core) {
        long cycles = frame.time() - core.since();
        return new Chip(core.id(), Words.phase(core.phase()) + " · " + Words.count(cycles));
    }

    /** Draws the chips from a corner on; returns the lower edge. */
    static double draw(Sketch sketch, List<Chip> chips, double x, double y, double right, double least) {
        if (chips.isEmpty()) {
            return y;
        }
        int fitting = (int) Math.max(1, Math.floor((right - x + GAP) / (least + GAP)));
        int columns = Math.min(fitting, chips.size());
        double width = Math.min(196, (right - x + GAP) / columns - GAP);
        for (int i = 0; i < chips.size(); i++) {
            double left = x + (i % columns) * (width + GAP);
            double top = y + Math.floorDiv(i, columns) * (HEIGHT + 8);
            draw(sketch, chips.get(i), new Area(left, top, width, HEIGHT));
        }
        int rows = Math.ceilDiv(chips.size(), columns);
        return y + rows * (HEIGHT + 8) - 8;
    }

    private static void draw(Sketch sketch, Chip chip, Area area) {
        String id = "core-" + chip.core();
        Role core = new Role.Core(chip.core());
        sketch.box(id, area, 9, Tone.SURFACE, Fill.HATCH, Stroke.NONE, "core " + chip.core() + ": " + chip.doing());
        sketch.box(id + "-rim", area, 9, core, Fill.NONE, Stroke.DASHED);
        double baseline = area.centreY() + 4.5;
        String name = "core " + chip.core();
        sketch.label(id + "-name", area.x() + 11, baseline, name, Lettering.STRONG, core);
        double room = area.width() - 30 - Metrics.width(name, Lettering.STRONG);
        sketch.label(
                id + "-doing",
                area.right() - 11,
                baseline,
                Metrics.fit(chip.doing(), Lettering.SMALL, room),
                Lettering.SMALL,
                Anchor.END,
                Tone.TEXT);
    }
}
