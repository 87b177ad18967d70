/* Traps and interrupts: each core's ring, its latest entry into the kernel, interrupts from core to core. */
package org.kernelscope.visualizers.traps;

import java.util.List;
import java.util.stream.IntStream;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.InterruptSent;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.ProcessKilled;
import org.kernelscope.engine.event.KernelEvent.SystemCallEntered;
import org.kernelscope.engine.event.KernelEvent.SystemCallReturned;
import org.kernelscope.engine.event.KernelEvent.TimerTicked;
import org.kernelscope.engine.event.KernelEvent.TrapEntered;
import org.kernelscope.engine.event.KernelEvent.TrapLeft;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.CorePanel;
import org.kernelscope.visualizers.kernel.Headline;
import org.kernelscope.visualizers.kernel.Nothing;

/** Up to four cores with their frames side by side; of more, cards, and the frame of the core that trapped last. */
public final class TrapsVisualizer implements Visualizer {
    static final double MARGIN = 16;
    private static final double LEAST_WIDTH = 680;
    private static final double TOP = 32;
    private static final double GAP = 12;
    private static final int FEW = 4;
    private static final double DETAIL = 0.27;

    @Override
    public String id() {
        return "traps";
    }

    @Override
    public String title() {
        return "Traps";
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        String headline = Headline.of(frame, TrapsVisualizer::concerns, "no core has entered the kernel lately");
        List<TrapView> traps = frame.kernel().traps();
        if (traps.isEmpty()) {
            String otherwise = "what runs now has not set up its traps";
            return Nothing.drawing(frame, viewport, title(), headline, "trap", otherwise);
        }
        double width = Math.max(LEAST_WIDTH, viewport.width());
        Sketch sketch = new Sketch();
        double bottom = traps.size() <= FEW ? few(frame, sketch, width) : many(frame, sketch, width);
        return sketch.drawing(width, Math.max(viewport.height(), bottom + 12), title(), headline);
    }

    private static boolean concerns(KernelEvent event) {
        return event instanceof TrapEntered
                || event instanceof TrapLeft
                || event instanceof SystemCallEntered
                || event instanceof SystemCallReturned
                || event instanceof InterruptSent
                || event instanceof TimerTicked
                || event instanceof PageFaulted
                || event instanceof ProcessKilled;
    }

    private static double few(Frame frame, Sketch sketch, double width) {
        List<TrapView> traps = frame.kernel().traps();
        sketch.heading("cores-heading", MARGIN, 20, "The latest entry of each core, with its frame as pushed");
        double top = TOP + Interrupts.lanes(frame) * Interrupts.PITCH + 8;
        int columns = Math.max(2, traps.size());
        int words = traps.stream()
                .mapToInt(trap -> trap.last().map(entry -> entry.frame().size()).orElse(0))
                .max()
                .orElse(0);
        double high = CorePanel.HEADER + TrapCard.HEIGHT + (words > 0 ? SavedFrame.height(words) + 4 : 0);
        for (int i = 0; i < traps.size(); i++) {
            Area area = CorePanel.place(i, columns, width, MARGIN, GAP, top, high);
            TrapCard.draw(sketch, frame, traps.get(i), area);
            Area inside =
                    new Area(area.x() + 12, area.y() + CorePanel.HEADER + TrapCard.HEIGHT - 6, area.width() - 24, high);
            int core = traps.get(i).core();
            traps.get(i).last().ifPresent(entry -> SavedFrame.draw(sketch, core, area(entry, inside), entry));
        }
        Interrupts.arcs(frame, sketch, place(traps.size(), columns, width, top, high), TOP + 14);
        return top + high;
    }

    private static Area area(TrapView.Entry entry, Area inside) {
        return new Area(
                inside.x(),
                inside.y(),
                Math.min(inside.width(), 240),
                SavedFrame.height(entry.frame().size()));
    }

    private static List<Area> place(int count, int columns, double width, double top, double high) {
        return IntStream.range(0, count)
                .mapToObj(i -> CorePanel.place(i, columns, width, MARGIN, GAP, top, high))
                .toList();
    }

    private static double many(Frame frame, Sketch sketch, double width) {
        List<TrapView> traps = frame.kernel().traps();
        sketch.heading("cores-heading", MARGIN, 20, "The latest entry of each core");
        double detail = width * DETAIL;
        double left = width - MARGIN - detail;
        double high = CorePanel.HEADER + TrapCard.SMALL_HEIGHT;
        double bottom = TOP;
        for (int i = 0; i < traps.size(); i++) {
            Area area = CorePanel.place(i, FEW, left, MARGIN, GAP - 2, TOP, high);
            TrapCard.draw(sketch, frame, traps.get(i), area);
            bottom = area.bottom();
        }
        TrapView followed = followed(frame);
        sketch.heading("frame-heading", left, 20, "Frame of core " + followed.core());
        double y = TOP;
        if (followed.last().isPresent()) {
            TrapView.Entry entry = followed.last().get();
            Area area =
                    new Area(left, TOP, detail, SavedFrame.height(entry.frame().size()));
            SavedFrame.draw(sketch, followed.core(), area, entry);
            y = area.bottom();
        } else {
            sketch.label("frame-none", left, TOP + 16, "it has not trapped yet", Lettering.BODY, Tone.MUTED);
            y += 24;
        }
        return Math.max(bottom, Interrupts.list(frame, sketch, left, width - MARGIN, y + 34));
    }

    /** The core of the latest trap or system call, else the one that acted last. */
    private static TrapView followed(Frame frame) {
        List<TrapView> traps = frame.kernel().traps();
        int core = Headline.latest(frame, event -> event instanceof TrapEntered || event instanceof SystemCallEntered)
                .map(KernelEvent::core)
                .orElse(frame.actor().orElse(0));
        return traps.stream().filter(trap -> trap.core() == core).findFirst().orElse(traps.getFirst());
    }
}
