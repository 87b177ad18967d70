/* One core: the ring in which it is, why it entered the kernel last, the system call with its result. */
package org.kernelscope.visualizers.traps;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent.SystemCallEntered;
import org.kernelscope.engine.event.KernelEvent.TrapEntered;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.engine.view.TrapView.Entry;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.CorePanel;
import org.kernelscope.visualizers.kernel.Headline;

/** In two sizes: with the rings as steps, or with words alone. */
final class TrapCard {
    /** Of the body, without a frame. */
    static final double HEIGHT = 134;

    static final double SMALL_HEIGHT = 74;

    private static final double STEP = 20;
    private static final List<String> ERRORS = List.of(
            "argument", "address", "quota", "memory", "dead", "state", "name", "format", "limit", "call", "child");

    private final Sketch sketch;
    private final Frame frame;
    private final TrapView trap;
    private final Area area;
    private final double left;
    private final double room;

    private TrapCard(Sketch sketch, Frame frame, TrapView trap, Area area) {
        this.sketch = sketch;
        this.frame = frame;
        this.trap = trap;
        this.area = area;
        left = area.x() + 12;
        room = area.width() - 24;
    }

    /** Draws panel and body; a frame is drawn by others. */
    static void draw(Sketch sketch, Frame frame, TrapView trap, Area area) {
        new TrapCard(sketch, frame, trap, area).draw();
    }

    private void draw() {
        boolean small = area.height() < CorePanel.HEADER + HEIGHT;
        String ring = trap.ring() == 3 ? "user" : "kernel";
        String status = small ? ring : "ring " + trap.ring() + " · " + ring;
        CorePanel.draw(sketch, trap.core(), area, status, "core " + trap.core() + " is in ring " + trap.ring());
        double y = area.y() + CorePanel.HEADER + 8;
        if (!small) {
            ring(3, "ring 3 · user", new Area(left, y, room, STEP));
            ring(0, "ring 0 · kernel", new Area(left, y + STEP + 3, room, STEP));
            y += 2 * STEP + 10;
        }
        if (trap.last().isEmpty()) {
            sketch.label(id("none"), left, y + 15, fit("no entry yet", Lettering.BODY), Lettering.BODY, Tone.MUTED);
            return;
        }
        entry(trap.last().get(), y, small);
    }

    private String id(String part) {
        return "core-" + trap.core() + "-" + part;
    }

    private String fit(String text, Lettering type) {
        return Metrics.fit(text, type, room);
    }

    private void ring(int ring, String name, Area step) {
        boolean here = trap.ring() == ring;
        Role role = here ? new Role.Core(trap.core()) : Tone.SUNKEN;
        String tip = here ? "core " + trap.core() + " is here" : "core " + trap.core() + " is in the other ring";
        sketch.box(
                id("ring-" + ring),
                step,
                5,
                role,
                here ? Fill.TINT : Fill.SOLID,
                here ? Stroke.THIN : Stroke.NONE,
                tip);
        sketch.label(
                id("ring-" + ring + "-text"),
                step.x() + 10,
                step.centreY() + 4,
                name,
                here ? Lettering.SMALL_STRONG : Lettering.SMALL,
                here ? role : Tone.MUTED);
        if (here) {
            sketch.ring(id("here"), step.right() - 11, step.centreY(), 4.5, role, Fill.SOLID, Stroke.NONE, tip);
        }
    }

    private void entry(Entry entry, double y, boolean small) {
        boolean fresh = frame.events().stream()
                .anyMatch(event -> event instanceof TrapEntered entered && entered.core() == trap.core());
        Tone ink = fresh ? Tone.HIGHLIGHT : Tone.TEXT;
        String name = entry.name();
        String cause = String.format(Locale.ROOT, "vector 0x%02x from ring %d", entry.vector(), entry.fromRing())
                + (entry.error() != 0 ? String.format(Locale.ROOT, ", error %x", entry.error()) : "");
        String ago = Words.count(frame.time() - entry.time()) + " cycles ago";
        String tip = name + ", " + cause + ", " + ago + (entry.left() ? ", returned" : ", not yet returned");
        sketch.note(id("cause"), left, y + 14, fit(name, Lettering.STRONG), Lettering.STRONG, Anchor.START, ink, tip);
        double line = y + 30;
        if (!small) {
            sketch.label(id("vector"), left, line, fit(cause, Lettering.SMALL), Lettering.SMALL, Tone.MUTED);
            line += 16;
        }
        String when = ago + (entry.left() ? ", returned" : ", still inside");
        String shown = Metrics.width(when, Lettering.SMALL) > room ? ago : when;
        sketch.label(id("ago"), left, line, fit(shown, Lettering.SMALL), Lettering.SMALL, Tone.MUTED);
        if (entry.call().isPresent()) {
            call(entry, line + 17, small);
        }
    }

    private void call(Entry entry, double baseline, boolean small) {
        String name = entry.call().orElseThrow();
        String text = name + "(" + arguments(name) + ")";
        String full = entry.result().map(TrapCard::result).orElse("");
        String result = small ? entry.result().map(value -> "= " + value).orElse("") : full;
        double after = room - (result.isEmpty() ? 0 : Metrics.width(result, Lettering.SMALL) + 8);
        String fitted = Metrics.fit(small ? name : text, Lettering.MONO_SMALL, after);
        String tip = text + (full.isEmpty() ? ", has not returned" : " " + full);
        sketch.note(id("call"), left, baseline, fitted, Lettering.MONO_SMALL, Anchor.START, Tone.TEXT, tip);
        if (!result.isEmpty()) {
            Tone tone = entry.result().orElse(0) < 0 ? Tone.BAD : Tone.GOOD;
            sketch.note(id("result"), left + room, baseline, result, Lettering.SMALL, Anchor.END, tone, tip);
        }
    }

    /** {@code = 12}; an error by its name. */
    private static String result(int value) {
        return value < 0 && value >= -ERRORS.size() ? "= " + ERRORS.get(-value - 1) + " error" : "= " + value;
    }

    /** Those of the latest such call that is still remembered. */
    private String arguments(String name) {
        return Headline.latest(
                        frame,
                        event -> event instanceof SystemCallEntered call
                                && call.core() == trap.core()
                                && call.name().equals(name))
                .map(event -> ((SystemCallEntered) event)
                        .arguments().stream().map(TrapCard::argument).collect(Collectors.joining(", ")))
                .orElse("…");
    }

    private static String argument(int value) {
        return value > -4096 && value < 65_536 ? Integer.toString(value) : String.format(Locale.ROOT, "0x%x", value);
    }
}
