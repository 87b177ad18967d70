/* An MCS lock as the chain of its nodes: next pointers, busy flags, the tail, and the store that hands over. */
package org.kernelscope.visualizers.spinlock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.LockView.Waiter;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Draws the upper half of the spinlock view for an MCS lock. */
final class McsChain {
    private static final double LEFT = SpinlockVisualizer.MARGIN;
    private static final double TOP = 34;
    private static final double TAIL_WIDTH = 78;
    private static final double LEAST_COMPACT = 112;

    private final Frame frame;
    private final LockView.Mcs lock;
    private final Sketch sketch;
    private final double right;
    private final boolean compact;
    private final List<Integer> chain;
    private final Map<Integer, Area> places = new LinkedHashMap<>();

    private McsChain(Frame frame, LockView.Mcs lock, Sketch sketch, double width) {
        this.frame = frame;
        this.lock = lock;
        this.sketch = sketch;
        right = width - LEFT;
        compact = frame.cores().size() > 4;
        chain = chain();
    }

    /** Returns the lower edge of what was drawn. */
    static double draw(Frame frame, LockView.Mcs lock, Sketch sketch, double width) {
        return new McsChain(frame, lock, sketch, width).draw();
    }

    private double draw() {
        sketch.heading("lock-heading", LEFT, 20, "The queue, as it is in memory");
        place();
        chain.forEach(core -> McsNode.draw(frame, sketch, lock.nodes().get(core), places.get(core), status(core)));
        pointers();
        tail();
        boolean handedOver = theStore();
        return apart(handedOver);
    }

    /** The core that has just given the lock away, the holder, then the waiters in their order. */
    private List<Integer> chain() {
        List<Integer> cores = new ArrayList<>();
        lock.holder().ifPresent(holder -> cores.add(holder.core()));
        lock.waiters().stream().filter(Waiter::queued).map(Waiter::core).forEach(cores::add);
        leaver().stream().filter(core -> !cores.contains(core)).forEach(core -> cores.addFirst(core));
        return List.copyOf(cores);
    }

    /** The core that has just released, as long as its node still leads to another. */
    private Optional<Integer> leaver() {
        Optional<Integer> core = frame.latest().flatMap(event -> switch (event) {
            case LockReleased released -> Optional.of(released.core());
            case LockHandedOver over -> Optional.of(over.from());
            default -> Optional.<Integer>empty();
        });
        return core.filter(id -> lock.nodes().get(id).next().isPresent());
    }

    private void place() {
        double gap = compact ? 30 : 34;
        double room = right - LEFT - TAIL_WIDTH;
        int columns = compact
                ? (int) (room / (LEAST_COMPACT + gap))
                : Math.max(3, frame.cores().size());
        double width = Math.min(190, room / columns - gap);
        double height = compact ? McsNode.COMPACT_HEIGHT : McsNode.HEIGHT;
        for (int i = 0; i < chain.size(); i++) {
            double x = LEFT + (i % columns) * (width + gap);
            double y = TOP + Math.floorDiv(i, columns) * (height + 22);
            places.put(chain.get(i), new Area(x, y, width, height));
        }
        if (chain.isEmpty()) {
            Area area = new Area(LEFT, TOP, width, height);
            sketch.box("queue-empty", area, 12, Tone.LINE, Fill.NONE, Stroke.DASHED, "");
            sketch.label(
                    "queue-empty-text",
                    area.centreX(),
                    area.centreY() - 3,
                    "free",
                    Lettering.STRONG,
                    Anchor.MIDDLE,
                    Tone.TEXT);
            sketch.label(
                    "queue-empty-why",
                    area.centreX(),
                    area.centreY() + 15,
                    "tail is null",
                    Lettering.SMALL,
                    Anchor.MIDDLE,
                    Tone.MUTED);
        }
    }

    private String status(int core) {
        if (lock.holder().isPresent() && lock.holder().get().core() == core) {
            String verb = lock.holder().get().releasing() ? "releases" : "holds";
            String cycles = " " + Words.count(frame.time() - lock.holder().get().since());
            return compact ? verb : verb + cycles;
        }
        return lock.waiters().stream()
                .filter(waiter -> waiter.core() == core)
                .findFirst()
                .map(waiter -> (compact ? "" : "waits ") + Words.count(frame.time() - waiter.since()))
                .orElse(compact ? "left" : "has left");
    }

    private void pointers() {
        for (int core : chain) {
            OptionalInt next = lock.nodes().get(core).next();
            Point from = McsNode.pointer(places.get(core));
            if (next.isPresent() && places.containsKey(next.getAsInt())) {
                Area to = places.get(next.getAsInt());
                sketch.arrow(
                        "next-" + core,
                        between(from, to),
                        true,
                        lock.nodes().get(core).changedNext() ? Tone.HIGHLIGHT : Tone.MUTED,
                        Stroke.BOLD,
                        "node " + core + " points to node " + next.getAsInt());
            }
        }
        for (int i = 0; i + 1 < chain.size(); i++) {
            unlinked(chain.get(i), chain.get(i + 1));
        }
    }

    private void unlinked(int before, int after) {
        if (lock.nodes().get(before).next().isEmpty()) {
            Area from = places.get(before);
            sketch.arrow(
                    "unlinked-" + before,
                    between(new Point(from.right(), McsNode.pointer(from).y()), places.get(after)),
                    false,
                    Tone.LINE,
                    Stroke.DASHED,
                    "core " + after + " has put its node at the tail but not yet written node " + before + "'s next");
        }
    }

    /** To the left edge of a neighbour, or by a curve to the upper edge of a node in another row. */
    private static List<Point> between(Point from, Area to) {
        double y = McsNode.pointer(to).y();
        boolean sameRow = Math.abs(from.y() - y) < 1;
        if (sameRow && to.x() > from.x()) {
            return List.of(from, new Point(to.x() - 2, y));
        }
        double lane = to.y() - 11;
        double out = from.x() + 16;
        double end = to.centreX();
        return List.of(
                from, new Point(out, from.y()), new Point(out, lane), new Point(end, lane), new Point(end, to.y() - 1));
    }

    private void tail() {
        Area last = lock.tail().isPresent() && places.containsKey(lock.tail().getAsInt())
                ? places.get(lock.tail().getAsInt())
                : chain.isEmpty()
                        ? new Area(LEFT, TOP, 148, compact ? McsNode.COMPACT_HEIGHT : McsNode.HEIGHT)
                        : places.get(chain.getLast());
        double height = 46;
        double middle = chain.isEmpty() ? last.centreY() : compact ? last.centreY() + 8 : last.y() + 54;
        Area area = new Area(last.right() + 30, middle - height / 2, TAIL_WIDTH - 10, height);
        sketch.box("tail", area, 10, Tone.SURFACE, Fill.SOLID, Stroke.THIN, "the lock's tail pointer");
        sketch.label("tail-name", area.centreX(), area.y() + 18, "tail", Lettering.SMALL, Anchor.MIDDLE, Tone.MUTED);
        String target = lock.tail().isPresent() ? "node " + lock.tail().getAsInt() : "null";
        sketch.label("tail-target", area.centreX(), area.y() + 35, target, Lettering.MONO, Anchor.MIDDLE, Tone.TEXT);
        if (lock.tail().isPresent() && places.containsKey(lock.tail().getAsInt())) {
            sketch.arrow(
                    "tail-pointer",
                    List.of(new Point(area.x(), area.centreY()), new Point(last.right() + 3, area.centreY())),
                    true,
                    Tone.MUTED,
                    Stroke.BOLD,
                    "tail points to " + target);
        }
    }

    /** The arrow from the releasing node to the busy flag that it cleared; returns whether there was one. */
    private boolean theStore() {
        Optional<KernelEvent> event = frame.latest();
        if (event.isEmpty() || leaver().isEmpty()) {
            return false;
        }
        int from = leaver().get();
        OptionalInt to = event.get() instanceof LockHandedOver over
                ? OptionalInt.of(over.core())
                : lock.nodes().get(from).next();
        if (to.isEmpty() || !places.containsKey(to.getAsInt()) || !places.containsKey(from) || to.getAsInt() == from) {
            return false;
        }
        Area source = places.get(from);
        Area target = places.get(to.getAsInt());
        Point flag = McsNode.flag(target);
        double dip = source.bottom() + (compact ? 30 : 56);
        List<Point> curve = List.of(
                new Point(source.centreX(), source.bottom() + 1),
                new Point(source.centreX(), dip),
                new Point(flag.x(), dip),
                flag);
        sketch.arrow("the-store", curve, true, Tone.HIGHLIGHT, Stroke.DASHED, "the store that hands the lock over");
        if (!compact) {
            pill((source.centreX() + flag.x()) / 2, source.bottom() + 34);
        }
        return true;
    }

    private void pill(double x, double y) {
        String text = "the one store that matters";
        double width = Metrics.width(text, Lettering.BODY) + 28;
        sketch.box(
                "store-pill",
                new Area(x - width / 2, y - 12, width, 24),
                12,
                Tone.HIGHLIGHT,
                Fill.TINT,
                Stroke.NONE,
                "");
        sketch.label("store-text", x, y + 4.5, text, Lettering.BODY, Anchor.MIDDLE, Tone.HIGHLIGHT);
    }

    private double apart(boolean handedOver) {
        double bottom = places.values().stream()
                .mapToDouble(Area::bottom)
                .max()
                .orElse(TOP + (compact ? McsNode.COMPACT_HEIGHT : McsNode.HEIGHT));
        Set<Integer> inChain = new HashSet<>(chain);
        List<Apart.Chip> chips = frame.cores().stream()
                .filter(core -> !inChain.contains(core.id()))
                .map(core -> lock.waiters().stream().anyMatch(waiter -> waiter.core() == core.id())
                        ? new Apart.Chip(core.id(), "swaps the tail")
                        : Apart.chip(frame, core))
                .toList();
        if (compact) {
            return chips.isEmpty() ? bottom : Apart.draw(sketch, chips, LEFT, bottom + 24, right, 170);
        }
        double storeRoom = bottom + 52;
        double x = handedOver ? places.get(chain.get(1)).right() + 34 : LEFT;
        return Math.max(storeRoom, Apart.draw(sketch, chips, x, bottom + 18, right, 140));
    }
}
