/* The tree of an address space: directory, tables, and runs of pages that are alike. */
package org.kernelscope.visualizers.pagetables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.SpaceView.Mapping;
import org.kernelscope.engine.view.SpaceView.Table;
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
import org.kernelscope.visualizers.kernel.TokenChain;

/** A line for each table and each run; a guide at the left shows what hangs on what. */
final class SpaceTree {
    private static final double PITCH = 20;
    private static final double INDENT = 18;
    private static final int PAGE = 4096;

    private final Sketch sketch;
    private final Area area;
    private double y;

    private SpaceTree(Sketch sketch, Area area) {
        this.sketch = sketch;
        this.area = area;
        y = area.y();
    }

    /** Neighbouring pages with neighbouring frames and the same rights. */
    private record Run(Mapping first, int count) {
        boolean takes(Mapping next) {
            return next.address() == first.address() + count * PAGE
                    && next.frame() == first.frame() + count
                    && next.writable() == first.writable()
                    && next.user() == first.user()
                    && next.accessed() == first.accessed()
                    && next.dirty() == first.dirty()
                    && next.changed() == first.changed();
        }
    }

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, SpaceView space, Area area) {
        return new SpaceTree(sketch, area).draw(space);
    }

    private double draw(SpaceView space) {
        sketch.heading("tree-heading", area.x(), 20, "Directory, tables and pages");
        String where = String.format(Locale.ROOT, "directory in frame 0x%x", space.directory());
        Area box = new Area(area.x(), y, Metrics.width(where, Lettering.STRONG) + 22, 24);
        sketch.box(
                "directory", box, 6, Tone.ACCENT, Fill.TINT, Stroke.THIN, "what CR3 points to in space " + space.id());
        sketch.label("directory-text", box.x() + 11, y + 16.5, where, Lettering.STRONG, Tone.TEXT);
        String active = space.activeOn().isEmpty()
                ? "loaded on no core"
                : "loaded on core " + TokenChain.list(space.activeOn());
        sketch.label("directory-active", box.right() + 12, y + 16.5, active, Lettering.SMALL, Tone.MUTED);
        y += 28;
        if (space.tables().isEmpty()) {
            sketch.label("no-table", area.x() + INDENT, y + 14, "no table yet", Lettering.BODY, Tone.MUTED);
            return y + 20;
        }
        tables(space.tables());
        return y;
    }

    private void tables(List<Table> tables) {
        int lines = Math.max(5, (int) ((area.bottom() - y) / PITCH));
        double top = y;
        double lastMiddle = y;
        for (int i = 0; i < tables.size(); i++) {
            List<Run> runs = runs(tables.get(i));
            int reserved = tables.size() - i > 1 ? 2 : 0;
            if (i > 0 && lines < 2 + reserved) {
                folded(tables.subList(i, tables.size()));
                break;
            }
            lastMiddle = y + 10;
            int room = Math.max(1, lines - 1 - reserved);
            int used = table(tables.get(i), runs, room);
            lines -= used;
        }
        double x = area.x() + 8;
        sketch.arrow(
                "tree-guide",
                List.of(new Point(x, top - 4), new Point(x, lastMiddle)),
                false,
                Tone.LINE,
                Stroke.THIN,
                "");
    }

    private void folded(List<Table> rest) {
        int pages = rest.stream().mapToInt(table -> table.mappings().size()).sum();
        String words = "and " + rest.size() + (rest.size() == 1 ? " more table with " : " more tables with ")
                + Rights.pages(pages);
        sketch.label("tables-more", area.x() + INDENT, y + 14, words, Lettering.SMALL, Tone.MUTED);
        y += PITCH;
    }

    private static List<Run> runs(Table table) {
        List<Run> runs = new ArrayList<>();
        for (Mapping mapping : table.mappings()) {
            if (!runs.isEmpty() && runs.getLast().takes(mapping)) {
                Run grown = new Run(runs.getLast().first(), runs.getLast().count() + 1);
                runs.set(runs.size() - 1, grown);
            } else {
                runs.add(new Run(mapping, 1));
            }
        }
        return runs;
    }

    /** Draws a table with at most so many lines of runs; returns how many lines that took. */
    private int table(Table table, List<Run> runs, int room) {
        String id = "table-" + table.index();
        double x = area.x() + INDENT;
        branch(id, area.x() + 8, x - 2, y + 10);
        String name = String.format(Locale.ROOT, "entry %d: table in frame 0x%x", table.index(), table.frame());
        sketch.label(id, x, y + 14, name, Lettering.STRONG, Tone.TEXT);
        String range = Words.address(table.address()) + " on, "
                + Rights.pages(table.mappings().size()) + " of 1,024";
        double limit = area.right() - x - Metrics.width(name, Lettering.STRONG) - 12;
        String fitted = Metrics.fit(range, Lettering.SMALL, limit);
        sketch.label(id + "-range", area.right(), y + 14, fitted, Lettering.SMALL, Anchor.END, Tone.MUTED);
        y += PITCH;
        boolean cut = runs.size() > room;
        List<Run> shown = cut ? chosen(runs, room - 1) : runs;
        for (Run run : shown) {
            run(run, x + 8);
        }
        if (runs.isEmpty()) {
            sketch.label(id + "-empty", x + INDENT + 8, y + 14, "empty", Lettering.SMALL, Tone.MUTED);
            y += PITCH;
        }
        if (cut) {
            int pages = runs.stream()
                    .filter(run -> !shown.contains(run))
                    .mapToInt(Run::count)
                    .sum();
            String more = "and " + Rights.pages(pages) + " in " + (runs.size() - shown.size()) + " more runs";
            sketch.label(id + "-more", x + INDENT + 8, y + 14, more, Lettering.SMALL, Tone.MUTED);
            y += PITCH;
        }
        return 1 + Math.max(1, shown.size() + (cut ? 1 : 0));
    }

    /** The first of them, with what changed in place of the last. */
    private static List<Run> chosen(List<Run> runs, int most) {
        List<Run> chosen = new ArrayList<>(runs.subList(0, Math.max(0, most)));
        for (Run run : runs.subList(chosen.size(), runs.size())) {
            if (run.first().changed() && !chosen.isEmpty()) {
                chosen.set(chosen.size() - 1, run);
                break;
            }
        }
        return chosen;
    }

    private void branch(String id, double from, double to, double middle) {
        List<Point> way = List.of(new Point(from, middle), new Point(to - 2, middle));
        sketch.arrow(id + "-branch", way, false, Tone.LINE, Stroke.THIN, "");
    }

    private void run(Run run, double x) {
        Mapping first = run.first();
        String id = sketch.unique(String.format(Locale.ROOT, "page-%05x", first.address() >>> 12));
        String tip = tip(run);
        if (first.changed()) {
            Area row = new Area(x - 4, y + 1, area.right() - x + 4, PITCH - 2);
            sketch.box(id + "-changed", row, 5, Tone.HIGHLIGHT, Fill.TINT, Stroke.NONE, tip);
        }
        Tone role = first.changed() ? Tone.HIGHLIGHT : first.user() ? Tone.ACCENT : Tone.MUTED;
        Area square = new Area(x + 4, y + 4, 12, 12);
        Fill fill = first.writable() ? Fill.SOLID : Fill.NONE;
        sketch.box(id, square, 2, role, fill, Stroke.THIN, tip);
        Tone ink = first.changed() ? Tone.HIGHLIGHT : Tone.TEXT;
        double baseline = y + 14;
        sketch.note(
                id + "-address",
                x + 24,
                baseline,
                Words.address(first.address()),
                Lettering.MONO,
                Anchor.START,
                ink,
                tip);
        sketch.label(id + "-count", x + 98, baseline, Rights.pages(run.count()), Lettering.SMALL, Tone.MUTED);
        String frames = run.count() == 1
                ? String.format(Locale.ROOT, "→ %x", first.frame())
                : String.format(Locale.ROOT, "→ %x–%x", first.frame(), first.frame() + run.count() - 1);
        sketch.label(id + "-frames", x + 152, baseline, frames, Lettering.MONO, ink);
        double after = x + 152 + 102;
        String words =
                Rights.words(first.writable(), first.user()) + " · " + Rights.use(first.accessed(), first.dirty());
        String fitted = Metrics.fit(words, Lettering.SMALL, area.right() - after - 2);
        sketch.label(id + "-rights", after, baseline, fitted, Lettering.SMALL, ink);
        y += PITCH;
    }

    private static String tip(Run run) {
        Mapping first = run.first();
        String to = run.count() == 1 ? "" : " to " + Words.address(first.address() + run.count() * PAGE - 1);
        return Rights.pages(run.count()) + " at " + Words.address(first.address()) + to
                + String.format(Locale.ROOT, ", frame 0x%x on, ", first.frame())
                + (first.user() ? "the user may " : "only the kernel may ")
                + (first.writable() ? "read and write" : "read")
                + ", " + Rights.use(first.accessed(), first.dirty())
                + (first.changed() ? ", changed since the last stop" : "");
    }
}
