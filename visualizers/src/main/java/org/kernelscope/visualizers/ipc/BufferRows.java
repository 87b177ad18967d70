/* The bounded buffers as rings of slots, with those who wait to put and to get. */
package org.kernelscope.visualizers.ipc;

import java.util.List;
import org.kernelscope.engine.view.BufferView;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.TokenChain;

/** A row for each buffer in use; the line below its slots leads from the last to the first. */
final class BufferRows {
    private static final double PITCH = 40;
    private static final double SLOT = 24;
    private static final double NAME = 62;
    private static final double WAITING = 122;

    private BufferRows() {}

    /** The room that the drawing takes. */
    static double height(List<BufferView> buffers) {
        long used = buffers.stream().filter(BufferRows::used).count();
        return 16 + used * PITCH + (used < buffers.size() || buffers.isEmpty() ? 20 : 0);
    }

    private static boolean used(BufferView buffer) {
        return !buffer.values().isEmpty()
                || !buffer.waitingToGet().isEmpty()
                || !buffer.waitingToPut().isEmpty();
    }

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, KernelView kernel, double width, double top) {
        sketch.heading("buffers-heading", IpcVisualizer.MARGIN, top, "Bounded buffers, the oldest value first");
        double y = top + 12;
        List<BufferView> used =
                kernel.buffers().stream().filter(BufferRows::used).toList();
        for (BufferView buffer : used) {
            row(sketch, kernel, buffer, width, y);
            y += PITCH;
        }
        List<Integer> rest = kernel.buffers().stream()
                .filter(buffer -> !used(buffer))
                .map(BufferView::index)
                .toList();
        if (!rest.isEmpty() || kernel.buffers().isEmpty()) {
            String words = rest.isEmpty()
                    ? "this kernel has none"
                    : (rest.size() == 1 ? "buffer " : "buffers ") + TokenChain.list(rest)
                            + (rest.size() == 1 ? " is" : " are") + " empty, nobody waits";
            sketch.label("buffers-rest", IpcVisualizer.MARGIN, y + 13, words, Lettering.BODY, Tone.MUTED);
            y += 20;
        }
        return y;
    }

    private static void row(Sketch sketch, KernelView kernel, BufferView buffer, double width, double y) {
        String id = "buffer-" + buffer.index();
        double middle = y + SLOT / 2;
        boolean both =
                !buffer.waitingToPut().isEmpty() && !buffer.waitingToGet().isEmpty();
        String tip = "buffer " + buffer.index() + " holds " + buffer.values().size() + " of " + buffer.capacity()
                + (both ? "; threads wait to put and to get at once: one of them should have been woken" : "");
        sketch.note(
                id,
                IpcVisualizer.MARGIN,
                middle + 4.5,
                "buffer " + buffer.index(),
                Lettering.BODY,
                Anchor.START,
                both ? Tone.BAD : Tone.TEXT,
                tip);
        double left = IpcVisualizer.MARGIN + NAME + WAITING;
        double right = width - IpcVisualizer.MARGIN - WAITING;
        slots(sketch, buffer, new Area(left, y, right - left, SLOT), tip);
        if (!buffer.waitingToPut().isEmpty()) {
            double from = IpcVisualizer.MARGIN + NAME;
            TokenChain.loose(sketch, id + "-put-", kernel, buffer.waitingToPut(), from, middle, left - 26);
            arrow(sketch, id + "-put", left - 22, left - 3, middle, "wait until there is room");
        }
        if (!buffer.waitingToGet().isEmpty()) {
            arrow(sketch, id + "-get", right + 3, right + 22, middle, "wait for a value");
            double end = width - IpcVisualizer.MARGIN;
            TokenChain.loose(sketch, id + "-get-", kernel, buffer.waitingToGet(), right + 26, middle, end);
        }
    }

    private static void arrow(Sketch sketch, String id, double from, double to, double y, String tip) {
        sketch.arrow(id, List.of(new Point(from, y), new Point(to, y)), true, Tone.MUTED, Stroke.DASHED, tip);
    }

    private static void slots(Sketch sketch, BufferView buffer, Area area, String tip) {
        int capacity = Math.max(1, buffer.capacity());
        double wide = area.width() / capacity;
        String id = "buffer-" + buffer.index();
        for (int i = 0; i < capacity; i++) {
            Area slot = new Area(area.x() + i * wide + 1, area.y(), wide - 2, area.height());
            boolean full = i < buffer.values().size();
            String said = full ? "value " + buffer.values().get(i) + ", " + tip : tip;
            Tone role = full ? Tone.ACCENT : Tone.SURFACE;
            sketch.box(id + "-slot-" + i, slot, 4, role, full ? Fill.TINT : Fill.NONE, Stroke.THIN, said);
            if (full) {
                String value = Integer.toString(buffer.values().get(i));
                sketch.label(
                        id + "-value-" + i,
                        slot.centreX(),
                        slot.centreY() + 4,
                        Metrics.fit(value, Lettering.SMALL, wide - 5),
                        Lettering.SMALL,
                        Anchor.MIDDLE,
                        Tone.TEXT);
            }
        }
        double low = area.bottom() + 7;
        double first = area.x() + wide / 2;
        double last = area.right() - wide / 2;
        List<Point> back = List.of(
                new Point(last, area.bottom() + 1),
                new Point(last, low),
                new Point((first + last) / 2, low),
                new Point(first, low),
                new Point(first, area.bottom() + 1));
        sketch.arrow(id + "-ring", back, false, Tone.LINE, Stroke.THIN, "after the last slot comes the first");
    }
}
