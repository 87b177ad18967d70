/* The lock's cache lines in every core's cache, and the lines that moved. */
package org.kernelscope.visualizers.spinlock;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.LockView.LineView;
import org.kernelscope.engine.view.LockView.Move;
import org.kernelscope.hw.LineState.Mesi;
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

/** Cores down, lines across. */
final class CacheGrid {
    private static final double LEFT = SpinlockVisualizer.MARGIN;
    private static final int MOST_ARROWS_PER_LINE = 3;

    private final Frame frame;
    private final LockView lock;
    private final Sketch sketch;
    private final Sizes sizes;
    private final double top;

    private CacheGrid(Frame frame, LockView lock, Sketch sketch, double width, double top, double height) {
        this.frame = frame;
        this.lock = lock;
        this.sketch = sketch;
        this.top = top;
        sizes = Sizes.of(frame.cores().size(), lock.lines().size(), width - 2 * LEFT, height - top - 34 - LEFT);
    }

    /**
     * The measures of the grid.
     *
     * @param list width of the list of moves beside the grid, 0 where it stands below
     */
    private record Sizes(double token, double cell, double gap, double height, double pitch, double list) {
        static Sizes of(int cores, int lines, double width, double room) {
            double least = cores <= 4 ? 34 : cores <= 8 ? 27 : 21;
            double pitch = Math.clamp(room / Math.max(1, cores), least, 48);
            double height = pitch - Math.min(9, pitch * 0.2);
            boolean beside = lines <= 6;
            double token = beside ? 70 : 48;
            double list = beside ? Math.max(226, width * 0.29) : 0;
            double column = Math.min(190, (width - token - list) / Math.max(1, lines));
            double gap = beside ? 42 : 6;
            return new Sizes(token, column - gap, gap, height, pitch, list);
        }

        boolean narrow() {
            return cell < 50;
        }
    }

    /** Returns the lower edge of what was drawn. */
    static double draw(Frame frame, LockView lock, Sketch sketch, double width, double top, double height) {
        CacheGrid grid = new CacheGrid(frame, lock, sketch, width, top, height);
        sketch.heading("caches-heading", LEFT, top, "The same moment in the caches");
        if (lock.lines().isEmpty()) {
            sketch.label(
                    "caches-none", LEFT, top + 26, "no cache line of this lock is known", Lettering.BODY, Tone.MUTED);
            return top + 34;
        }
        grid.tokens();
        for (int line = 0; line < lock.lines().size(); line++) {
            grid.column(line);
        }
        for (int line = 0; line < lock.lines().size(); line++) {
            grid.arrows(line);
        }
        double bottom = grid.rowTop(frame.cores().size()) - (grid.sizes.pitch - grid.sizes.height);
        if (grid.sizes.list > 0) {
            double x = LEFT + grid.sizes.token + lock.lines().size() * (grid.sizes.cell + grid.sizes.gap);
            return Math.max(bottom, MoveList.draw(lock, sketch, x, width - LEFT, top));
        }
        return MoveList.line(lock, sketch, LEFT, bottom + 20);
    }

    private double rowTop(int core) {
        return top + 34 + core * sizes.pitch;
    }

    private double columnLeft(int line) {
        return LEFT + sizes.token + line * (sizes.cell + sizes.gap);
    }

    private Area cell(int line, int core) {
        return new Area(columnLeft(line), rowTop(core), sizes.cell, sizes.height);
    }

    private void tokens() {
        for (int core = 0; core < frame.cores().size(); core++) {
            Area area = new Area(LEFT, rowTop(core), sizes.token - 12, sizes.height);
            boolean small = sizes.height < 20;
            String text = small ? Integer.toString(core) : "core " + core;
            sketch.token("cache-of-" + core, core, area, text, small ? Lettering.SMALL_STRONG : Lettering.STRONG);
        }
    }

    private void column(int line) {
        LineView view = lock.lines().get(line);
        String label = sizes.narrow() ? view.label().replace("node ", "n") : view.label();
        Lettering type = sizes.narrow() ? Lettering.MONO_SMALL : Lettering.MONO;
        double room = sizes.cell + sizes.gap - 6;
        double centre = columnLeft(line) + sizes.cell / 2;
        sketch.label("line-" + line, centre, top + 25, Metrics.fit(label, type, room), type, Anchor.MIDDLE, Tone.MUTED);
        for (int core = 0; core < view.byCore().size(); core++) {
            cell(view, line, core);
        }
    }

    private void cell(LineView view, int line, int core) {
        Mesi now = view.byCore().get(core);
        Mesi before = core < view.before().size() ? view.before().get(core) : now;
        boolean changed = now != before;
        boolean valid = now != Mesi.INVALID;
        Role role = changed ? Tone.HIGHLIGHT : valid ? new Role.Core(core) : Tone.SURFACE;
        Fill fill = !valid && changed ? Fill.NONE : valid ? Fill.TINT : Fill.SOLID;
        Stroke stroke = !changed ? Stroke.THIN : valid ? Stroke.BOLD : Stroke.DASHED;
        String id = "line-" + line + "-core-" + core;
        String tip = view.label() + " at " + Words.address(view.address()) + " in core " + core + "'s cache: "
                + (changed ? before.name() + " before, now " : "") + now.name();
        Area area = cell(line, core);
        sketch.box(id, area, Math.min(6, sizes.height / 3), role, fill, stroke, tip);
        String arrow = sizes.narrow() ? "→" : " → ";
        String text = changed ? before.letter() + arrow + now.letter() : String.valueOf(now.letter());
        Lettering type = sizes.narrow() ? Lettering.MONO_SMALL : Lettering.MONO_STRONG;
        Role ink = changed ? Tone.HIGHLIGHT : valid ? new Role.Core(core) : Tone.MUTED;
        sketch.label(id + "-state", area.centreX(), area.centreY() + 4.5, text, type, Anchor.MIDDLE, ink);
    }

    private void arrows(int line) {
        LineView view = lock.lines().get(line);
        List<Move> moves = new ArrayList<>(view.moves());
        int first = Math.max(0, moves.size() - MOST_ARROWS_PER_LINE);
        for (int i = first; i < moves.size(); i++) {
            Move move = moves.get(i);
            String id = "move-" + MoveList.id(view, move);
            if (move.from().isPresent() && move.from().getAsInt() != move.to()) {
                arc(id, line, move, i - first);
            } else {
                Area to = cell(line, move.to());
                List<Point> points = List.of(
                        new Point(to.right() + Math.min(24, sizes.gap * 0.6), to.centreY()),
                        new Point(to.right() + 2, to.centreY()));
                sketch.arrow(id, points, true, Tone.HIGHLIGHT, Stroke.BOLD, MoveList.words(view, move));
            }
        }
    }

    private void arc(String id, int line, Move move, int nth) {
        Area from = cell(line, move.from().getAsInt());
        Area to = cell(line, move.to());
        boolean wide = sizes.gap > 20;
        double bulge = wide ? 22 + 7 * nth : sizes.gap;
        double edge = from.right() + 2;
        double shift = move.to() > move.from().getAsInt() ? 5 : -5;
        List<Point> points = List.of(
                new Point(edge, from.centreY() + shift),
                new Point(edge + bulge, from.centreY() + shift),
                new Point(edge + bulge, to.centreY() - shift),
                new Point(edge, to.centreY() - shift));
        LineView view = lock.lines().get(line);
        sketch.arrow(id, points, wide, Tone.HIGHLIGHT, Stroke.BOLD, MoveList.words(view, move));
    }
}
