/* The lines that moved since the last lock event, with what each move cost. */
package org.kernelscope.visualizers.spinlock;

import java.util.Comparator;
import java.util.List;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.LockView.LineView;
import org.kernelscope.engine.view.LockView.Move;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** A short table beside the grid, or one line below it. */
final class MoveList {
    private static final int MOST_ROWS = 4;
    private static final double PITCH = 29;

    private MoveList() {}

    private record Entry(LineView line, Move move) {}

    /** A move in words. */
    static String words(LineView line, Move move) {
        String source = move.from().isPresent() ? "core " + move.from().getAsInt() : "the shared cache or memory";
        return line.label() + " came from " + source + " to core " + move.to()
                + (move.forWrite() ? " for a write, the others lost it" : " to be read") + ": "
                + Words.count(move.cycles()) + " cycles";
    }

    /** Tells a move from all others of its lock: one instruction may read a line and then write it. */
    static String id(LineView line, Move move) {
        return line.label() + "-" + move.time() + "-" + move.to() + (move.forWrite() ? "-write" : "-read");
    }

    /** Draws the table; returns its lower edge. */
    static double draw(LockView lock, Sketch sketch, double left, double right, double top) {
        List<Entry> entries = entries(lock);
        sketch.heading("moves-heading", left, top, "Lines that moved, in cycles");
        if (entries.isEmpty()) {
            sketch.label("moves-none", left, top + 25, "none for this event", Lettering.BODY, Tone.MUTED);
            return top + 32;
        }
        int first = Math.max(0, entries.size() - MOST_ROWS);
        int dearest =
                entries.stream().mapToInt(entry -> entry.move().cycles()).max().orElse(1);
        double y = top + 14;
        for (Entry entry : entries.subList(first, entries.size())) {
            row(sketch, entry, left, right, y, (double) entry.move().cycles() / Math.max(1, dearest));
            y += PITCH;
        }
        sketch.label("moves-sum", right, y + 14, sum(entries, first), Lettering.SMALL, Anchor.END, Tone.MUTED);
        return y + 18;
    }

    /** Draws the sum alone; returns its lower edge. */
    static double line(LockView lock, Sketch sketch, double left, double baseline) {
        List<Entry> entries = entries(lock);
        String text = entries.isEmpty() ? "no line moved for this event" : sum(entries, 0);
        String last = entries.isEmpty()
                ? ""
                : "; the last: "
                        + words(entries.getLast().line(), entries.getLast().move());
        sketch.label("moves-sum", left, baseline, text + last, Lettering.BODY, Tone.HIGHLIGHT);
        return baseline + 4;
    }

    private static void row(Sketch sketch, Entry entry, double left, double right, double y, double share) {
        Move move = entry.move();
        String id = "moved-" + id(entry.line(), move);
        Area source = new Area(left, y, 24, 19);
        if (move.from().isPresent()) {
            int from = move.from().getAsInt();
            sketch.token(id + "-from", from, source, Integer.toString(from), Lettering.SMALL_STRONG);
        } else {
            sketch.box(id + "-from", source, 6, Tone.SURFACE, Fill.SOLID, Stroke.THIN, "shared cache or memory");
            sketch.label(
                    id + "-from-text", source.centreX(), y + 13.5, "–", Lettering.SMALL, Anchor.MIDDLE, Tone.MUTED);
        }
        Area target = new Area(left + 46, y, 24, 19);
        List<Point> way = List.of(new Point(source.right() + 2, y + 9.5), new Point(target.x() - 2, y + 9.5));
        sketch.arrow(id + "-way", way, true, Tone.HIGHLIGHT, Stroke.BOLD, words(entry.line(), move));
        sketch.token(id + "-to", move.to(), target, Integer.toString(move.to()), Lettering.SMALL_STRONG);
        String what = entry.line().label() + (move.forWrite() ? " to write" : " to read");
        sketch.label(id + "-what", target.right() + 10, y + 13.5, what, Lettering.SMALL, Tone.TEXT);
        sketch.label(
                id + "-cycles",
                right,
                y + 13.5,
                Words.count(move.cycles()),
                Lettering.MONO_STRONG,
                Anchor.END,
                Tone.HIGHLIGHT);
        double full = right - target.right() - 10;
        Area bar = new Area(target.right() + 10, y + 19, Math.max(2, full * share), 3);
        sketch.box(id + "-cost", bar, 1.5, Tone.HIGHLIGHT, Fill.FADED, Stroke.NONE, words(entry.line(), move));
    }

    private static String sum(List<Entry> entries, int left) {
        long cycles = entries.stream().mapToLong(entry -> entry.move().cycles()).sum();
        String moves = entries.size() == 1 ? "1 move" : entries.size() + " moves";
        String earlier = left > 0 ? " (" + left + " earlier)" : "";
        return moves + earlier + ", " + Words.count(cycles) + " cycles in all";
    }

    private static List<Entry> entries(LockView lock) {
        return lock.lines().stream()
                .flatMap(line -> line.moves().stream().map(move -> new Entry(line, move)))
                .sorted(Comparator.comparingLong(entry -> entry.move().time()))
                .toList();
    }
}
