/* The walk of one address: its bits, the entry found in each table, the outcome. */
package org.kernelscope.visualizers.pagetables;

import java.util.List;
import java.util.Locale;
import org.kernelscope.engine.view.TrapView.Step;
import org.kernelscope.engine.view.TrapView.Walk;
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
import org.kernelscope.visualizers.kernel.TextLines;

/** A column for the directory, one for the table, one for the outcome; the part of the address that chooses above each. */
final class WalkSteps {
    /** Of the whole, below its heading. */
    static final double HEIGHT = 118;

    private static final double GAP = 26;
    private static final double PART = 26;

    private WalkSteps() {}

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, int core, Walk walk, double left, double top, double right) {
        String title = "How core " + core + " looked up " + Words.address(walk.address());
        sketch.heading("walk-heading", left, top, title);
        double wide = (right - left - 2 * GAP) / 3;
        double y = top + 12;
        List<String> names = List.of("directory", "table", "offset");
        List<String> values = List.of(
                ten(walk.address() >>> 22),
                ten(walk.address() >>> 12 & 0x3ff),
                String.format(Locale.ROOT, "0x%03x", walk.address() & 0xfff));
        for (int i = 0; i < 3; i++) {
            Area part = new Area(left + i * (wide + GAP), y, wide, PART);
            boolean used = i < walk.steps().size();
            Tone role = used ? Tone.ACCENT : Tone.SURFACE;
            sketch.box("walk-part-" + i, part, 6, role, used ? Fill.TINT : Fill.SOLID, Stroke.THIN, names.get(i));
            sketch.label("walk-name-" + i, part.x() + 10, y + 17, names.get(i), Lettering.SMALL, Tone.MUTED);
            sketch.label(
                    "walk-bits-" + i, part.right() - 10, y + 17, values.get(i), Lettering.MONO, Anchor.END, Tone.TEXT);
        }
        double cards = y + PART + 14;
        double high = top + HEIGHT - cards;
        int last = Math.min(2, walk.steps().size());
        for (int i = 0; i < last; i++) {
            Area card = new Area(left + i * (wide + GAP), cards, wide, high);
            step(sketch, i, walk.steps().get(i), card);
            link(sketch, "walk-choice-" + i, new Point(card.centreX(), y + PART), new Point(card.centreX(), cards));
            double middle = card.centreY();
            link(
                    sketch,
                    "walk-next-" + i,
                    new Point(card.right() + 2, middle),
                    new Point(card.right() + GAP - 2, middle));
        }
        outcome(sketch, walk, new Area(left + last * (wide + GAP), cards, wide, high));
        return top + HEIGHT;
    }

    /** Ten bits, and the number that they are. */
    private static String ten(int value) {
        String bits = String.format(Locale.ROOT, "%10s", Integer.toBinaryString(value))
                .replace(' ', '0');
        return bits.substring(0, 2) + " " + bits.substring(2, 6) + " " + bits.substring(6) + " = " + value;
    }

    private static void link(Sketch sketch, String id, Point from, Point to) {
        sketch.arrow(id, List.of(from, to), true, Tone.MUTED, Stroke.BOLD, "the next step of the walk");
    }

    private static void step(Sketch sketch, int index, Step step, Area card) {
        String id = "walk-step-" + index;
        boolean present = (step.entry() & 1) != 0;
        Tone role = present ? Tone.SURFACE : Tone.BAD;
        String tip = step.level() + " entry " + step.index() + " at " + Words.address(step.entryAddress()) + ": "
                + step.meaning();
        sketch.box(id, card, 9, role, present ? Fill.SOLID : Fill.TINT, Stroke.THIN, tip);
        double x = card.x() + 12;
        String value = String.format(Locale.ROOT, "%08x", step.entry());
        double room = card.width() - 36 - Metrics.width(value, Lettering.MONO);
        String title = Metrics.fit(step.level() + " entry " + step.index(), Lettering.STRONG, room);
        sketch.label(id + "-title", x, card.y() + 19, title, Lettering.STRONG, Tone.TEXT);
        sketch.label(id + "-value", card.right() - 12, card.y() + 19, value, Lettering.MONO, Anchor.END, Tone.TEXT);
        TextLines.draw(
                sketch,
                id + "-meaning",
                x,
                card.y() + 39,
                card.width() - 24,
                2,
                step.meaning(),
                Lettering.SMALL,
                Tone.TEXT);
    }

    private static void outcome(Sketch sketch, Walk walk, Area card) {
        sketch.box("walk-outcome", card, 9, Tone.HIGHLIGHT, Fill.TINT, Stroke.THIN, walk.outcome());
        double x = card.x() + 12;
        String title = Metrics.fit("The outcome", Lettering.STRONG, card.width() - 24);
        sketch.label("walk-outcome-title", x, card.y() + 19, title, Lettering.STRONG, Tone.HIGHLIGHT);
        TextLines.draw(
                sketch,
                "walk-outcome-text",
                x,
                card.y() + 39,
                card.width() - 24,
                2,
                walk.outcome(),
                Lettering.SMALL,
                Tone.TEXT);
    }
}
