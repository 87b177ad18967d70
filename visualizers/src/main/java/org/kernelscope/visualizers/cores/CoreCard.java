/* One core as a card. */
package org.kernelscope.visualizers.cores;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.engine.view.CoreView.AssemblyLine;
import org.kernelscope.hw.CoreState;
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

/** A card in one of two sizes; the height says which. */
final class CoreCard {
    static final double HEIGHT = 262;
    static final double SMALL_HEIGHT = 158;

    private static final double HEADER = 30;
    private static final int EIP = 8;
    private static final int EFLAGS = 9;

    /** Flags that people look at, as their bit and name (SDM 1, 3.4.3). */
    private static final List<Flag> FLAGS = List.of(
            new Flag(0, "carry"),
            new Flag(6, "zero"),
            new Flag(7, "sign"),
            new Flag(11, "overflow"),
            new Flag(10, "down"),
            new Flag(9, "interrupts"));

    private final Frame frame;
    private final CoreView core;
    private final Sketch sketch;
    private final Area area;
    private final String id;

    private CoreCard(Frame frame, CoreView core, Sketch sketch, Area area) {
        this.frame = frame;
        this.core = core;
        this.sketch = sketch;
        this.area = area;
        id = "core-" + core.id();
    }

    private record Flag(int bit, String name) {}

    /** A register's name and value. */
    private record Register(String name, int value, boolean changed) {}

    static void draw(Frame frame, CoreView core, Sketch sketch, Area area) {
        CoreCard card = new CoreCard(frame, core, sketch, area);
        card.header();
        if (area.height() < HEIGHT) {
            card.small();
        } else {
            card.large();
        }
    }

    private void header() {
        Role role = new Role.Core(core.id());
        String tip = "core " + core.id() + ": " + activity();
        sketch.box(id, area, 12, role, Fill.SOLID, Stroke.NONE, tip);
        Area inside = new Area(area.x() + 2, area.y() + HEADER, area.width() - 4, area.height() - HEADER - 2);
        sketch.box(id + "-inside", inside, 10, Tone.SURFACE, Fill.SOLID, Stroke.NONE, tip);
        Role ink = new Role.Ink(role);
        boolean acted = frame.actor().isPresent() && frame.actor().getAsInt() == core.id();
        String name = "core " + core.id() + (acted ? " · acted" : "");
        sketch.label(id + "-name", area.x() + 12, area.y() + 20, name, Lettering.STRONG, ink);
        double room = area.width() - 34 - Metrics.width(name, Lettering.STRONG);
        String since = Words.count(frame.time() - core.since());
        String doing = Metrics.fit(Words.phase(core.phase()) + " " + since, Lettering.SMALL, room);
        sketch.label(id + "-phase", area.right() - 12, area.y() + 20, doing, Lettering.SMALL, Anchor.END, ink);
    }

    private String activity() {
        return switch (core.state().activity()) {
            case RUNNING -> "runs";
            case HALTED -> "halted until an interrupt";
            case WAITING_FOR_STARTUP -> "waits for its start-up interrupt";
            case SHUT_DOWN -> "shut down after a triple fault";
        };
    }

    private void large() {
        double left = area.x() + 14;
        double right = area.right() - 14;
        double y = area.y() + HEADER + 20;
        location(left, right, y);
        instruction(left, right, y + 10);
        List<Register> registers = registers();
        double column = (right - left) / 2;
        for (int i = 0; i < registers.size(); i++) {
            double x = left + (i % 2) * (column + 16);
            double end = x + column - 16;
            register(registers.get(i), x, end, y + 56 + Math.floorDiv(i, 2) * 19, Lettering.MONO);
        }
        flags(left, y + 156);
        counters(left, right, y + 172);
    }

    private void small() {
        double left = area.x() + 10;
        double right = area.right() - 10;
        double y = area.y() + HEADER + 17;
        place(left, right - left, y, Lettering.MONO_SMALL);
        List<Register> registers = registers();
        double column = (right - left) / 2;
        for (int i = 0; i < registers.size(); i++) {
            double x = left + (i % 2) * (column + 3);
            register(registers.get(i), x, x + column - 3, y + 20 + Math.floorDiv(i, 2) * 15, Lettering.MONO_SMALL);
        }
        String stalls = Words.count(core.state().counters().stallCycles()) + " cycles stalled";
        sketch.label(id + "-stalls", left, y + 99, stalls, Lettering.SMALL, Tone.MUTED);
    }

    private void location(double left, double right, double y) {
        String file = core.location().known()
                ? core.location().file() + ":" + core.location().line()
                : "";
        double room = right - left - Metrics.width(core.location().function(), Lettering.MONO_STRONG) - 16;
        place(left, right - left, y, Lettering.MONO_STRONG);
        String fitted = Metrics.fit(file, Lettering.MONO_SMALL, room);
        if (!fitted.isEmpty()) {
            sketch.label(id + "-file", right, y, fitted, Lettering.MONO_SMALL, Anchor.END, Tone.MUTED);
        }
    }

    private void place(double x, double room, double y, Lettering type) {
        String function = core.location().function();
        String text = function.isEmpty() ? activity() : function;
        sketch.label(id + "-function", x, y, Metrics.fit(text, type, room), type, Tone.TEXT);
    }

    private void instruction(double left, double right, double top) {
        Area row = new Area(left - 4, top, right - left + 8, 24);
        sketch.box(id + "-instruction", row, 6, Tone.SUNKEN, Fill.SOLID, Stroke.NONE, "the next instruction");
        Optional<AssemblyLine> next =
                core.assembly().stream().filter(AssemblyLine::current).findFirst();
        String address = Words.address(
                next.map(AssemblyLine::address).orElse(core.state().linearEip()));
        sketch.label(id + "-address", left + 4, top + 16, address, Lettering.MONO, Tone.MUTED);
        String text = next.map(AssemblyLine::text).orElse("not decoded");
        double x = left + 4 + Metrics.width(address, Lettering.MONO) + 14;
        String fitted = Metrics.fit(text, Lettering.MONO, right - x);
        sketch.label(id + "-text", x, top + 16, fitted, Lettering.MONO, next.isPresent() ? Tone.TEXT : Tone.MUTED);
    }

    private List<Register> registers() {
        List<Integer> values = core.state().registers();
        return List.of(
                general("eax", CoreState.EAX, values),
                general("esp", CoreState.ESP, values),
                general("ebx", CoreState.EBX, values),
                general("ebp", CoreState.EBP, values),
                general("ecx", CoreState.ECX, values),
                general("esi", CoreState.ESI, values),
                general("edx", CoreState.EDX, values),
                general("edi", CoreState.EDI, values),
                new Register("eip", core.state().eip(), core.changed().contains(EIP)),
                new Register("cr3", core.state().cr3(), false));
    }

    private Register general(String name, int index, List<Integer> values) {
        return new Register(name, values.get(index), core.changed().contains(index));
    }

    private void register(Register register, double x, double end, double baseline, Lettering type) {
        String key = id + "-" + register.name();
        String value = type == Lettering.MONO
                ? Words.address(register.value())
                : String.format(Locale.ROOT, "%08x", register.value());
        if (register.changed()) {
            double width = Metrics.width(value, type) + 10;
            Area mark = new Area(end - width + 5, baseline - 11.5, width, 15.5);
            sketch.box(
                    key + "-changed", mark, 4, Tone.HIGHLIGHT, Fill.TINT, Stroke.NONE, "changed since the last stop");
        }
        sketch.label(key, x, baseline, register.name(), type, Tone.MUTED);
        Role role = register.changed() ? Tone.HIGHLIGHT : Tone.TEXT;
        sketch.label(key + "-value", end, baseline, value, type, Anchor.END, role);
    }

    private void flags(double left, double baseline) {
        double x = left;
        Role set = core.changed().contains(EFLAGS) ? Tone.HIGHLIGHT : Tone.TEXT;
        for (Flag flag : FLAGS) {
            boolean on = (core.state().eflags() >> flag.bit() & 1) != 0;
            String text = (on ? "" : "no ") + flag.name();
            sketch.label(
                    id + "-flag-" + flag.name(),
                    x,
                    baseline,
                    text,
                    on ? Lettering.SMALL_STRONG : Lettering.SMALL,
                    on ? set : Tone.MUTED);
            x += Metrics.width(text, Lettering.SMALL_STRONG) + 10;
        }
    }

    private void counters(double left, double right, double top) {
        CoreState.Counters counters = core.state().counters();
        List<Counter> all = List.of(
                new Counter("L1 hits", counters.hits()),
                new Counter("shared", counters.sharedHits()),
                new Counter("transfers", counters.transfers()),
                new Counter("memory", counters.memoryReads()),
                new Counter("lost", counters.invalidations()),
                new Counter("locked", counters.locked()),
                new Counter("stalled", counters.stallCycles()));
        double column = (right - left) / all.size();
        for (int i = 0; i < all.size(); i++) {
            double x = left + (i + 0.5) * column;
            String key = id + "-counter-" + i;
            sketch.label(key, x, top + 14, brief(all.get(i).value()), Lettering.MONO, Anchor.MIDDLE, Tone.TEXT);
            String name = Metrics.fit(all.get(i).name(), Lettering.SMALL, column - 2);
            sketch.label(key + "-name", x, top + 28, name, Lettering.SMALL, Anchor.MIDDLE, Tone.MUTED);
        }
    }

    private record Counter(String name, long value) {}

    /** {@code 1,204}, {@code 38 k}, {@code 12 M}. */
    private static String brief(long value) {
        if (value < 10_000) {
            return Words.count(value);
        }
        return value < 10_000_000 ? Words.count(value / 1000) + "k" : Words.count(value / 1_000_000) + "M";
    }
}
