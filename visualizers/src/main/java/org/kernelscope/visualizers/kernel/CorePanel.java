/* A panel in a core's colour, with the core's name in its header. */
package org.kernelscope.visualizers.kernel;

import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** The frame around what belongs to a core. */
public final class CorePanel {
    /** Of the header. */
    public static final double HEADER = 26;

    private static final double NARROW = 130;

    private CorePanel() {}

    /** Draws panel and header; a status that does not fit is shortened. */
    public static void draw(Sketch sketch, int core, Area area, String status, String tip) {
        String id = "core-" + core;
        Role role = new Role.Core(core);
        sketch.box(id, area, 11, role, Fill.SOLID, Stroke.NONE, tip);
        Area inside = new Area(area.x() + 2, area.y() + HEADER, area.width() - 4, area.height() - HEADER - 2);
        sketch.box(id + "-inside", inside, 9, Tone.SURFACE, Fill.SOLID, Stroke.NONE, tip);
        String name = area.width() < NARROW ? Integer.toString(core) : "core " + core;
        Role ink = new Role.Ink(role);
        sketch.label(id + "-name", area.x() + 11, area.y() + 18, name, Lettering.STRONG, ink);
        double room = area.width() - 30 - Metrics.width(name, Lettering.STRONG);
        String fitted = Metrics.fit(status, Lettering.SMALL, room);
        if (!fitted.isEmpty()) {
            sketch.label(id + "-status", area.right() - 11, area.y() + 18, fitted, Lettering.SMALL, Anchor.END, ink);
        }
    }

    /** Where a number of panels lie, in rows of at most a given length; the first row begins at {@code top}. */
    public static Area place(int index, int columns, double width, double margin, double gap, double top, double high) {
        double wide = (width - 2 * margin + gap) / columns - gap;
        return new Area(
                margin + (index % columns) * (wide + gap),
                top + Math.floorDiv(index, columns) * (high + gap + 4),
                wide,
                high);
    }
}
