/* A column for each core: its current thread, its ready queue, the threads that others woke for it. */
package org.kernelscope.visualizers.threads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.ThreadWoken;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.QueueView.Kind;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.CoreLinks;
import org.kernelscope.visualizers.kernel.CorePanel;
import org.kernelscope.visualizers.kernel.ThreadToken;
import org.kernelscope.visualizers.kernel.TokenChain;

/** Queues run downwards; all columns of a row give each queue the same room. */
final class CoreColumns {
    private static final double TOP = 46;
    private static final double LANE = 35;
    private static final double GAP = 10;
    private static final double PITCH = 31;
    private static final double NOW = 58;
    private static final double CAPTION = 20;
    private static final int MOST_COLUMNS = 8;
    private static final double WIDE = 140;
    private static final double LEAST_NAME = 36;

    private final Frame frame;
    private final KernelView kernel;
    private final Sketch sketch;
    private final double width;
    private final int columns;
    private final int readyRows;
    private final int pendingRows;
    private final Map<Integer, Area> panels = new HashMap<>();

    private CoreColumns(Frame frame, Sketch sketch, double width) {
        this.frame = frame;
        this.sketch = sketch;
        this.width = width;
        kernel = frame.kernel();
        int cores = frame.cores().size();
        columns = cores <= MOST_COLUMNS ? Math.max(2, cores) : MOST_COLUMNS;
        boolean oneRow = cores <= MOST_COLUMNS;
        readyRows = rows(Kind.READY, oneRow ? 5 : 3);
        pendingRows = rows(Kind.PENDING, oneRow ? 3 : 2);
    }

    /** Returns the lower edge of what was drawn. */
    static double draw(Frame frame, Sketch sketch, double width) {
        return new CoreColumns(frame, sketch, width).draw();
    }

    private double draw() {
        sketch.heading(
                "cores-heading", ThreadsVisualizer.MARGIN, 20, "The cores and their queues, as linked in memory");
        double high = CorePanel.HEADER + NOW + 2 * CAPTION + (readyRows + pendingRows) * PITCH + 8;
        int cores = frame.cores().size();
        for (int core = 0; core < cores; core++) {
            Area area = CorePanel.place(core, columns, width, ThreadsVisualizer.MARGIN, GAP, TOP, high);
            panels.put(core, area);
            column(core, area);
        }
        wakes();
        return panels.get(cores - 1).bottom();
    }

    /** The room that all columns give a queue: that of the longest, up to a limit. */
    private int rows(Kind kind, int most) {
        int longest = kernel.queues().stream()
                .filter(queue -> queue.kind() == kind && queue.core().isPresent())
                .mapToInt(queue -> queue.threads().size())
                .max()
                .orElse(0);
        return Math.clamp(longest, 1, most);
    }

    private void column(int core, Area area) {
        Optional<ThreadView> current = kernel.threads().stream()
                .filter(thread ->
                        thread.runningOn().isPresent() && thread.runningOn().getAsInt() == core)
                .findFirst();
        Optional<QueueView> ready = queue(Kind.READY, core);
        String status = current.map(ThreadView::idle).orElse(false)
                ? "idle"
                : ready.map(queue -> queue.threads().size() + " ready").orElse("");
        CorePanel.draw(sketch, core, area, status, "core " + core + (status.isEmpty() ? "" : ", " + status));
        now(core, current, area);
        double y = area.y() + CorePanel.HEADER + NOW;
        queue("ready-" + core, "ready", ready, area, y, readyRows);
        queue(
                "pending-" + core,
                "pending",
                queue(Kind.PENDING, core),
                area,
                y + CAPTION + readyRows * PITCH,
                pendingRows);
    }

    private Optional<QueueView> queue(Kind kind, int core) {
        return kernel.queues().stream()
                .filter(queue -> queue.kind() == kind
                        && queue.core().isPresent()
                        && queue.core().getAsInt() == core)
                .findFirst();
    }

    private void now(int core, Optional<ThreadView> current, Area area) {
        double x = area.x() + 12;
        double y = area.y() + CorePanel.HEADER + 10;
        if (current.isEmpty()) {
            sketch.label("now-" + core, x, y + 17, fit("no thread", area), Lettering.BODY, Tone.MUTED);
            return;
        }
        ThreadView thread = current.get();
        Area token = new Area(x, y, ThreadToken.WIDTH + 4, 24);
        ThreadToken.draw(sketch, sketch.unique("thread-" + thread.id()), kernel, thread.id(), token);
        if (area.width() < WIDE) {
            String name = Metrics.fit(thread.name(), Lettering.SMALL, area.width() - 20);
            sketch.label("now-" + core, x, y + 38, name, Lettering.SMALL, Tone.TEXT);
            return;
        }
        double after = token.right() + 9;
        String name = Metrics.fit(thread.name(), Lettering.STRONG, area.right() - 8 - after);
        sketch.label("now-" + core, after, y + 16.5, name, Lettering.STRONG, Tone.TEXT);
        String ran = Words.count(thread.cycles()) + " cycles in " + Words.count(thread.switches()) + " turns";
        sketch.label("ran-" + core, x, y + 39, fit(ran, area), Lettering.SMALL, Tone.MUTED);
    }

    private static String fit(String text, Area area) {
        return Metrics.fit(text, Lettering.SMALL, area.width() - 20);
    }

    private void queue(String id, String name, Optional<QueueView> queue, Area area, double top, int rows) {
        double x = area.x() + 12;
        double right = area.right() - 10;
        sketch.arrow(
                id + "-rule", List.of(new Point(x, top), new Point(right, top)), false, Tone.LINE, Stroke.THIN, "");
        sketch.label(id, x, top + 15, name, Lettering.SMALL, Tone.MUTED);
        List<Integer> threads = queue.map(QueueView::threads).orElse(List.of());
        Optional<String> problem = queue.flatMap(QueueView::problem);
        if (problem.isPresent()) {
            String broken = Metrics.fit("broken: " + problem.get(), Lettering.SMALL, right - x - 56);
            sketch.note(id + "-problem", right, top + 15, broken, Lettering.SMALL, Anchor.END, Tone.BAD, problem.get());
        } else if (threads.isEmpty()) {
            String empty = area.width() < WIDE ? "–" : "empty";
            sketch.label(id + "-none", right, top + 15, empty, Lettering.SMALL, Anchor.END, Tone.MUTED);
        }
        boolean folded = threads.size() > rows;
        int shown = folded ? rows - 1 : threads.size();
        for (int i = 0; i < shown; i++) {
            row(threads.get(i), x, right, top + CAPTION + i * PITCH, i > 0);
        }
        if (folded) {
            List<Integer> rest = threads.subList(shown, threads.size());
            String more = TokenChain.more(rest.size());
            TokenChain.more(sketch, id + "-more", x, top + CAPTION + shown * PITCH + 18, more, rest);
        }
    }

    private void row(int thread, double x, double right, double top, boolean linked) {
        Area token = new Area(x, top + 4, ThreadToken.WIDTH, ThreadToken.HEIGHT);
        String id = sketch.unique("thread-" + thread);
        if (linked) {
            double middle = token.centreX();
            List<Point> way = List.of(new Point(middle, token.y() - 11), new Point(middle, token.y() - 0.5));
            sketch.arrow(id + "-link", way, true, Tone.MUTED, Stroke.THIN, "the next in the queue");
        }
        ThreadToken.draw(sketch, id, kernel, thread, token);
        double after = token.right() + 8;
        String name = kernel.thread(thread).map(ThreadView::name).orElse("");
        String fitted = Metrics.fit(name, Lettering.SMALL, right - after);
        if (right - after >= LEAST_NAME) {
            sketch.label(id + "-name", after, token.centreY() + 4, fitted, Lettering.SMALL, Tone.TEXT);
        }
    }

    /** The wake-ups since the last stop that went to another core. */
    private void wakes() {
        List<ThreadWoken> far = new ArrayList<>();
        for (KernelEvent event : frame.events()) {
            if (event instanceof ThreadWoken woken && woken.core() != woken.toCpu()) {
                far.add(woken);
            }
        }
        if (far.isEmpty()) {
            return;
        }
        ThreadWoken last = far.getLast();
        Area from = panels.get(last.core());
        Area to = panels.get(last.toCpu());
        if (from != null && to != null && from.y() == to.y()) {
            CoreLinks.draw(sketch, "wake", from, to, from.y() - (TOP - LANE), 0, Tone.HIGHLIGHT, last.sentence());
        }
    }
}
