/* One node of an MCS queue as a card: its next pointer, its busy flag, where its owner is. */
package org.kernelscope.visualizers.spinlock;

import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.engine.view.LockView.Node;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** A card in one of two sizes; the height says which. */
final class McsNode {
    static final double HEIGHT = 122;
    static final double COMPACT_HEIGHT = 66;

    private static final double HEADER = 28;

    private McsNode() {}

    /** Where the next pointer leaves the card. */
    static Point pointer(Area area) {
        return isCompact(area)
                ? new Point(area.right() - 14, area.y() + HEADER + 17)
                : new Point(area.right() - 16, area.y() + HEADER + 20);
    }

    /** Where a store to the busy flag arrives. */
    static Point flag(Area area) {
        return isCompact(area)
                ? new Point(area.x() + 28, area.bottom() - 8)
                : new Point(area.right() - 22, area.y() + HEADER + 61);
    }

    static void draw(Frame frame, Sketch sketch, Node node, Area area, String status) {
        String id = "core-" + node.core();
        Role core = new Role.Core(node.core());
        CodeLocation location = frame.cores().get(node.core()).location();
        String tip = "node of core " + node.core() + " at " + Words.address(node.address()) + ", " + status
                + Words.whereabouts(location);
        sketch.box(id, area, 12, core, Fill.SOLID, Stroke.NONE, tip);
        Area inside = new Area(area.x() + 2, area.y() + HEADER, area.width() - 4, area.height() - HEADER - 2);
        sketch.box(id + "-inside", inside, 9, Tone.SURFACE, Fill.SOLID, Stroke.NONE, tip);
        Role ink = new Role.Ink(core);
        String name = "core " + node.core();
        double room = area.width() - 28 - Metrics.width(name, Lettering.STRONG);
        sketch.label(id + "-name", area.x() + 11, area.y() + 19, name, Lettering.STRONG, ink);
        sketch.label(
                id + "-status",
                area.right() - 11,
                area.y() + 19,
                Metrics.fit(status, Lettering.SMALL, room),
                Lettering.SMALL,
                Anchor.END,
                ink);
        if (isCompact(area)) {
            compactFields(sketch, node, inside, id);
        } else {
            fields(sketch, node, inside, id, location);
        }
    }

    private static void fields(Sketch sketch, Node node, Area inside, String id, CodeLocation location) {
        double left = inside.x() + 10;
        double right = inside.right() - 10;
        double top = inside.y();
        sketch.label(
                id + "-next", left, top + 24, "next", Lettering.BODY, node.changedNext() ? Tone.HIGHLIGHT : Tone.MUTED);
        target(sketch, node, id, inside.right() - 14, top + 20, Lettering.MONO);
        Area row = new Area(inside.x() + 4, top + 36, inside.width() - 8, 24);
        Role role = node.changedBusy() ? Tone.HIGHLIGHT : Tone.TEXT;
        if (node.changedBusy()) {
            sketch.box(id + "-flag", row, 6, Tone.HIGHLIGHT, Fill.TINT, Stroke.NONE, "changed since the last stop");
        }
        sketch.label(id + "-busy", left, top + 52, "busy", Lettering.BODY, node.changedBusy() ? role : Tone.MUTED);
        Lettering type = node.changedBusy() ? Lettering.MONO_STRONG : Lettering.MONO;
        sketch.label(id + "-busy-value", right, top + 52, busy(node), type, Anchor.END, role);
        sketch.label(
                id + "-place",
                left,
                top + 80,
                Metrics.fit(Words.place(location), Lettering.MONO_SMALL, inside.width() - 38),
                Lettering.MONO_SMALL,
                Tone.MUTED);
    }

    private static void compactFields(Sketch sketch, Node node, Area inside, String id) {
        double baseline = inside.y() + 22;
        Role nextRole = node.changedNext() ? Tone.HIGHLIGHT : Tone.MUTED;
        sketch.label(id + "-next", inside.right() - 22, baseline, "next", Lettering.SMALL, Anchor.END, nextRole);
        target(sketch, node, id, inside.right() - 12, baseline - 5, Lettering.MONO_SMALL);
        Role role = node.changedBusy() ? Tone.HIGHLIGHT : Tone.TEXT;
        if (node.changedBusy()) {
            Area area = new Area(inside.x() + 4, inside.y() + 6, 50, 23);
            sketch.box(id + "-flag", area, 5, Tone.HIGHLIGHT, Fill.TINT, Stroke.NONE, "changed since the last stop");
        }
        String value = node.changedBusy() ? busy(node).replace(" ", "") : "busy " + busy(node);
        sketch.label(id + "-busy-value", inside.x() + 8, baseline, value, Lettering.MONO_SMALL, role);
    }

    private static void target(Sketch sketch, Node node, String id, double x, double y, Lettering type) {
        if (node.next().isPresent()) {
            sketch.ring(
                    id + "-pointer",
                    x,
                    y,
                    type == Lettering.MONO ? 4.5 : 3,
                    node.changedNext() ? Tone.HIGHLIGHT : Tone.TEXT,
                    Fill.SOLID,
                    Stroke.NONE,
                    "points to node " + node.next().getAsInt());
        } else {
            sketch.label(id + "-null", x + 4, y + 4, "∅", type, Anchor.END, Tone.MUTED);
        }
    }

    private static String busy(Node node) {
        String now = node.busy() ? "1" : "0";
        String before = node.busy() ? "0" : "1";
        return node.changedBusy() ? before + " → " + now : now;
    }

    private static boolean isCompact(Area area) {
        return area.height() < HEIGHT;
    }
}
