/* The spinlock: the lock as it lies in memory, and the same moment in the caches. */
package org.kernelscope.visualizers.spinlock;

import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockEvent;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Shows one lock: the one that the latest event is about, else the first of the image. */
public final class SpinlockVisualizer implements Visualizer {
    static final double MARGIN = 16;
    private static final double LEAST_WIDTH = 640;

    @Override
    public String id() {
        return "spinlock";
    }

    @Override
    public String title() {
        return "Spinlock";
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        double width = Math.max(LEAST_WIDTH, viewport.width());
        Sketch sketch = new Sketch();
        Optional<LockView> lock = chosen(frame);
        if (lock.isEmpty()) {
            double height = Math.max(220, viewport.height());
            nothingYet(frame, sketch, width, height);
            return sketch.drawing(width, height, title(), headline(frame));
        }
        double bottom = lock(frame, lock.get(), sketch, width);
        bottom = CacheGrid.draw(frame, lock.get(), sketch, width, bottom + 36, viewport.height());
        double height = Math.max(viewport.height(), bottom + MARGIN);
        return sketch.drawing(width, height, lock.get().name() + " · " + kind(lock.get()), headline(frame));
    }

    private static double lock(Frame frame, LockView lock, Sketch sketch, double width) {
        return switch (lock) {
            case LockView.Ticket ticket -> TicketCounter.draw(frame, ticket, sketch, width);
            case LockView.Mcs mcs -> McsChain.draw(frame, mcs, sketch, width);
            case LockView.Unreadable unreadable -> unreadable(unreadable, sketch, width);
        };
    }

    private static Optional<LockView> chosen(Frame frame) {
        List<LockView> locks = frame.kernel().locks();
        Optional<LockView> concerned = frame.latest()
                .flatMap(event -> event instanceof LockEvent of ? frame.kernel().lock(of.lock()) : Optional.empty());
        return concerned.or(() -> locks.stream().findFirst());
    }

    private static String kind(LockView lock) {
        return switch (lock) {
            case LockView.Ticket t -> "ticket lock";
            case LockView.Mcs m -> "MCS lock";
            case LockView.Unreadable u -> "unknown lock";
        };
    }

    private static String headline(Frame frame) {
        String ended = frame.status() == Frame.Status.ENDED ? "the machine has ended; the last event: " : "";
        return ended + frame.latest().map(KernelEvent::sentence).orElse("nothing has happened yet");
    }

    private static void nothingYet(Frame frame, Sketch sketch, double width, double height) {
        Area area = new Area(width / 2 - 230, height / 2 - 70, 460, 132);
        sketch.box("empty", area, 14, Tone.SURFACE, Fill.HATCH, Stroke.DASHED, "");
        Area plate = new Area(area.x() + 20, area.y() + 20, area.width() - 40, area.height() - 40);
        sketch.box("empty-plate", plate, 10, Tone.SURFACE, Fill.SOLID, Stroke.NONE, "");
        double middle = area.centreX();
        sketch.label("empty-title", middle, area.y() + 60, "No lock yet", Lettering.TITLE, Anchor.MIDDLE, Tone.TEXT);
        String why = frame.status() == Frame.Status.ENDED
                ? "the machine ended before the kernel had a lock"
                : "the kernel is still starting: run to the next event";
        sketch.label("empty-why", middle, area.y() + 86, why, Lettering.BODY, Anchor.MIDDLE, Tone.MUTED);
    }

    private static double unreadable(LockView.Unreadable lock, Sketch sketch, double width) {
        sketch.heading("lock-heading", MARGIN, 20, "The lock, as it is in memory");
        Area area = new Area(MARGIN, 34, width - 2 * MARGIN, 92);
        sketch.box("unreadable", area, 12, Tone.BAD, Fill.TINT, Stroke.THIN, "");
        double inside = area.width() - 32;
        sketch.label("unreadable-title", area.x() + 16, 60, "This lock cannot be read", Lettering.STRONG, Tone.BAD);
        sketch.label(
                "unreadable-why",
                area.x() + 16,
                84,
                Metrics.fit(lock.reason(), Lettering.BODY, inside),
                Lettering.BODY,
                Tone.TEXT);
        sketch.label(
                "unreadable-where",
                area.x() + 16,
                108,
                lock.name() + " at " + Words.address(lock.address()),
                Lettering.MONO,
                Tone.MUTED);
        return area.bottom();
    }
}
