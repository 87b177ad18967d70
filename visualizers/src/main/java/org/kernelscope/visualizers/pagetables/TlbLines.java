/* The translations that a core remembers, with those that the tables no longer bear out. */
package org.kernelscope.visualizers.pagetables;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.engine.view.TrapView.TlbLine;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Rows in the order of the pages, the stale ones first. */
final class TlbLines {
    private static final double PITCH = 20;

    private TlbLines() {}

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, int core, Optional<TrapView> trap, Area area) {
        sketch.heading("tlb-heading", area.x(), 20, "TLB of core " + core);
        List<TlbLine> lines = trap.map(TrapView::tlb).orElse(List.of()).stream()
                .sorted(Comparator.comparing((TlbLine line) -> !line.stale())
                        .thenComparing(TlbLine::page, Integer::compareUnsigned))
                .toList();
        long stale = lines.stream().filter(TlbLine::stale).count();
        String count =
                lines.size() + (lines.size() == 1 ? " line" : " lines") + (stale > 0 ? ", " + stale + " stale" : "");
        Tone tone = stale > 0 ? Tone.BAD : Tone.MUTED;
        sketch.label("tlb-count", area.right(), 20, count, Lettering.SMALL, Anchor.END, tone);
        if (lines.isEmpty()) {
            String words = "it remembers nothing";
            sketch.label("tlb-empty", area.x(), area.y() + 16, words, Lettering.BODY, Tone.MUTED);
            return area.y() + 20;
        }
        int fitting = Math.max(4, (int) (area.height() / PITCH));
        int shown = lines.size() > fitting ? fitting - 1 : lines.size();
        for (int i = 0; i < shown; i++) {
            row(sketch, core, lines.get(i), new Area(area.x(), area.y() + i * PITCH, area.width(), PITCH - 2));
        }
        double bottom = area.y() + shown * PITCH;
        if (shown < lines.size()) {
            String more = "and " + (lines.size() - shown) + " more lines, none of them "
                    + (stale > shown ? "shown for want of room" : "stale");
            sketch.label("tlb-more", area.x() + 8, bottom + 14, more, Lettering.SMALL, Tone.MUTED);
            bottom += PITCH;
        }
        return bottom;
    }

    private static void row(Sketch sketch, int core, TlbLine line, Area row) {
        String id = sketch.unique(String.format(Locale.ROOT, "tlb-%05x", line.page()));
        Role role = line.stale() ? Tone.BAD : Tone.SURFACE;
        Stroke stroke = line.stale() ? Stroke.DASHED : Stroke.NONE;
        Fill fill = line.stale() ? Fill.TINT : Fill.SOLID;
        sketch.box(id, row, 3, role, fill, stroke, tip(core, line));
        Tone ink = line.stale() ? Tone.BAD : Tone.TEXT;
        String text = String.format(Locale.ROOT, "%05x → %x", line.page(), line.frame());
        sketch.label(id + "-text", row.x() + 8, row.y() + 13.3, text, Lettering.MONO, ink);
        String words = line.stale()
                ? "stale: the tables say otherwise"
                : Rights.words(line.writable(), line.user())
                        + (line.large() ? ", 4 MiB" : "")
                        + (line.global() ? ", global" : "");
        double room = row.width() - 24 - Metrics.width(text, Lettering.MONO);
        String fitted = Metrics.fit(words, Lettering.SMALL, room);
        sketch.label(id + "-rights", row.right() - 8, row.y() + 13.3, fitted, Lettering.SMALL, Anchor.END, ink);
    }

    private static String tip(int core, TlbLine line) {
        return String.format(
                        Locale.ROOT,
                        "core %d takes page 0x%x for frame 0x%x, %s of %s, ",
                        core,
                        line.page(),
                        line.frame(),
                        line.global() ? "global," : "until CR3 is loaded,",
                        line.large() ? "4 MiB" : "4 KiB")
                + Rights.words(line.writable(), line.user())
                + (line.stale() ? "; the tables now say otherwise: it must be told to forget" : "");
    }
}
