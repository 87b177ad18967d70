/* The map of all frames in the order of their addresses: squares for few, blocks with a count for many. */
package org.kernelscope.visualizers.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView.FrameRun;
import org.kernelscope.engine.view.MemoryView.FrameRun.Kind;
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
import org.kernelscope.visualizers.kernel.ThreadToken;

/** Where there are too many runs for the room, neighbours are folded into one block that says how many owners it has. */
final class FrameMap {
    private static final double SIDE = 20;
    private static final double GAP = 3;
    private static final double PITCH = 26;
    private static final double ADDRESS = 62;
    private static final List<Integer> SQUARES = List.of(32, 16, 8, 3);

    private final Sketch sketch;
    private final KernelView kernel;
    private final Area area;

    private FrameMap(Sketch sketch, KernelView kernel, Area area) {
        this.sketch = sketch;
        this.kernel = kernel;
        this.area = area;
    }

    /** Neighbouring runs that are drawn as one; a single short one as a square for each frame. */
    private record Part(List<FrameRun> runs, int mostSquares) {
        FrameRun first() {
            return runs.getFirst();
        }

        int count() {
            return runs.stream().mapToInt(FrameRun::count).sum();
        }

        boolean changed() {
            return runs.stream().anyMatch(FrameRun::changed);
        }

        List<Integer> owners() {
            return runs.stream()
                    .filter(run -> run.kind() == Kind.ALLOCATED)
                    .map(FrameRun::owner)
                    .distinct()
                    .sorted()
                    .toList();
        }

        boolean single() {
            return runs.size() == 1;
        }

        boolean squares() {
            return single() && first().kind() == Kind.ALLOCATED && count() <= mostSquares;
        }
    }

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, KernelView kernel, Area area) {
        return new FrameMap(sketch, kernel, area).draw();
    }

    private double draw() {
        sketch.heading("map-heading", area.x(), 20, "All frames by owner, in the order of their addresses");
        String key = "number: its container · × how many · thick: held more than once";
        double left =
                area.x() + Metrics.width("ALL FRAMES BY OWNER, IN THE ORDER OF THEIR ADDRESSES", Lettering.HEADING);
        String fitted = Metrics.fit(key, Lettering.SMALL, area.right() - left - 50);
        sketch.label("map-key", area.right(), 20, fitted, Lettering.SMALL, Anchor.END, Tone.MUTED);
        List<FrameRun> runs = kernel.memory().runs();
        int rows = Math.max(2, (int) (area.height() / PITCH));
        return place(fitting(runs, rows));
    }

    /** As many single squares as there is room for; where there is none, ever more neighbours in one block. */
    private List<Part> fitting(List<FrameRun> runs, int rows) {
        for (int squares : SQUARES) {
            List<Part> parts = parts(runs, 1, squares);
            if (rowsOf(parts) <= rows) {
                return parts;
            }
        }
        int fold = 2;
        while (rowsOf(parts(runs, fold, SQUARES.getLast())) > rows && fold < runs.size()) {
            fold *= 2;
        }
        return parts(runs, fold, SQUARES.getLast());
    }

    /** Groups of so many neighbouring runs; long free and reserved ones stand alone. */
    private static List<Part> parts(List<FrameRun> runs, int fold, int mostSquares) {
        List<Part> parts = new ArrayList<>();
        List<FrameRun> open = new ArrayList<>();
        for (FrameRun run : runs) {
            boolean alone = fold == 1 || run.kind() != Kind.ALLOCATED && run.count() > 4 * fold;
            if (alone || open.size() == fold) {
                close(parts, open, mostSquares);
            }
            open.add(run);
            if (alone) {
                close(parts, open, mostSquares);
            }
        }
        close(parts, open, mostSquares);
        return parts;
    }

    private static void close(List<Part> parts, List<FrameRun> open, int mostSquares) {
        if (!open.isEmpty()) {
            parts.add(new Part(List.copyOf(open), mostSquares));
            open.clear();
        }
    }

    private int rowsOf(List<Part> parts) {
        int rows = 1;
        double x = area.x() + ADDRESS;
        for (Part part : parts) {
            double wide = width(part);
            if (x + wide > area.right()) {
                rows++;
                x = area.x() + ADDRESS;
            }
            x += wide + GAP;
        }
        return rows;
    }

    private double place(List<Part> parts) {
        double x = area.x() + ADDRESS;
        double y = area.y();
        boolean fresh = true;
        for (Part part : parts) {
            double wide = width(part);
            if (x + wide > area.right()) {
                x = area.x() + ADDRESS;
                y += PITCH;
                fresh = true;
            }
            if (fresh) {
                String address = String.format(Locale.ROOT, "%05x", part.first().first());
                sketch.label("row-" + address, area.x(), y + 14.5, address, Lettering.MONO, Tone.MUTED);
                fresh = false;
            }
            if (part.squares()) {
                squares(part, x, y);
            } else {
                block(part, new Area(x, y, wide, SIDE));
            }
            x += wide + GAP;
        }
        return y + SIDE;
    }

    private double width(Part part) {
        if (part.squares()) {
            return part.count() * (SIDE + GAP) - GAP;
        }
        double text = Metrics.width(text(part), Lettering.SMALL) + 16;
        boolean vast = part.single() && part.first().kind() != Kind.ALLOCATED;
        return Math.max(text, vast ? 40 + 12 * Math.log(part.count()) : 34 + 5 * Math.log(part.count()));
    }

    private static String text(Part part) {
        if (part.single()) {
            String count = Words.count(part.count());
            return switch (part.first().kind()) {
                case ALLOCATED -> part.first().owner() + " × " + count;
                case FREE -> "free × " + count;
                case RESERVED -> "reserved × " + count;
                case ABSENT -> "absent × " + count;
            };
        }
        int owners = part.owners().size();
        return owners + (owners == 1 ? " owner × " : " owners × ") + Words.count(part.count());
    }

    private void squares(Part part, double left, double y) {
        FrameRun run = part.first();
        for (int i = 0; i < run.count(); i++) {
            Area square = new Area(left + i * (SIDE + GAP), y, SIDE, SIDE);
            String id = "frame-" + (run.first() + i);
            owned(id, run, square, Integer.toString(run.owner()), tip(run));
        }
    }

    private void owned(String id, FrameRun run, Area area, String text, String tip) {
        Role role = run.changed() ? Tone.HIGHLIGHT : owner(run.owner());
        boolean held = run.references() > 1;
        Stroke stroke = held ? Stroke.BOLD : run.changed() ? Stroke.THIN : Stroke.NONE;
        boolean solid = !held && !run.changed();
        sketch.box(id, area, 3, role, solid ? Fill.SOLID : Fill.TINT, stroke, tip);
        Role ink = solid ? new Role.Ink(role) : role;
        sketch.label(
                id + "-text", area.centreX(), area.centreY() + 4, text, Lettering.SMALL_STRONG, Anchor.MIDDLE, ink);
    }

    /** A container's colour is that of its thread. */
    private Role owner(int container) {
        return container == 0 ? Tone.ACCENT : ThreadToken.role(kernel, container);
    }

    private void block(Part part, Area area) {
        String id = "frame-" + part.first().first();
        FrameRun run = part.first();
        if (part.single() && run.kind() == Kind.ALLOCATED) {
            owned(id, run, area, text(part), tip(run));
            return;
        }
        Role role = part.changed() ? Tone.HIGHLIGHT : Tone.SURFACE;
        boolean mixed = !part.single();
        Fill fill = part.changed() ? Fill.TINT : mixed || run.kind() == Kind.RESERVED ? Fill.SOLID : Fill.NONE;
        Stroke stroke = part.single() && run.kind() == Kind.ABSENT ? Stroke.DASHED : Stroke.THIN;
        sketch.box(id, area, 3, role, fill, stroke, tip(part));
        Role ink = part.changed() ? Tone.HIGHLIGHT : mixed ? Tone.TEXT : Tone.MUTED;
        sketch.label(id + "-text", area.centreX(), area.centreY() + 4, text(part), Lettering.SMALL, Anchor.MIDDLE, ink);
    }

    private String tip(Part part) {
        if (part.single()) {
            return tip(part.first());
        }
        String owners = part.owners().stream().map(String::valueOf).collect(Collectors.joining(", "));
        int free = part.runs().stream()
                .filter(run -> run.kind() == Kind.FREE)
                .mapToInt(FrameRun::count)
                .sum();
        return Words.count(part.count()) + " frames from " + hex(part.first().first()) + " on, of the containers "
                + owners + (free > 0 ? ", " + free + " of them free" : "")
                + (part.changed() ? ", changed since the last stop" : "");
    }

    private String tip(FrameRun run) {
        String frames = run.count() == 1
                ? "frame " + hex(run.first())
                : Words.count(run.count()) + " frames, " + hex(run.first()) + " to "
                        + hex(run.first() + run.count() - 1);
        String what = switch (run.kind()) {
            case ALLOCATED ->
                "of container " + run.owner()
                        + kernel.thread(run.owner())
                                .map(thread -> " (" + thread.name() + ")")
                                .orElse("")
                        + ", held " + (run.references() == 1 ? "once" : run.references() + " times");
            case FREE -> "free";
            case RESERVED -> "reserved for the firmware, the kernel or devices";
            case ABSENT -> "no RAM that the kernel knows";
        };
        return frames + ": " + what + (run.changed() ? ", changed since the last stop" : "");
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "0x%x", value);
    }
}
