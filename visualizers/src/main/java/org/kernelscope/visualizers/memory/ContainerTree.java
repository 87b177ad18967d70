/* The tree of containers: how much each may use, uses itself and has given to its children. */
package org.kernelscope.visualizers.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView.ContainerView;
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
import org.kernelscope.visualizers.kernel.ThreadToken;
import org.kernelscope.visualizers.kernel.TokenChain;

/** A line for each container with a quota; those without one are counted. */
final class ContainerTree {
    private static final double PITCH = 22;
    private static final double INDENT = 20;
    private static final double SQUARE = 22;
    private static final double BAR = 104;
    private static final double WORDS = 204;
    private static final double IDS = 60;
    private static final int DEEPEST = 6;

    private final KernelView kernel;
    private final Sketch sketch;
    private final Area area;

    private ContainerTree(KernelView kernel, Sketch sketch, Area area) {
        this.kernel = kernel;
        this.sketch = sketch;
        this.area = area;
    }

    /** A container at its depth; the root's is 0. */
    private record Line(ContainerView container, int depth, int given) {}

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, KernelView kernel, Area area) {
        return new ContainerTree(kernel, sketch, area).draw();
    }

    private double draw() {
        sketch.heading(
                "tree-heading", area.x(), area.y(), "Containers: frames used, given to children and left; ids used");
        List<Line> all = lines();
        List<Line> lines = all.stream()
                .filter(line -> line.container().quota() > 0 || line.container().usage() > 0)
                .toList();
        double first = area.y() + 12;
        if (lines.isEmpty()) {
            sketch.label("tree-empty", area.x(), first + 16, "no container yet", Lettering.BODY, Tone.MUTED);
            return first + 20;
        }
        int rows = Math.max(4, (int) ((area.height() - 12) / PITCH));
        List<Line> without = all.stream().filter(line -> !lines.contains(line)).toList();
        boolean note = lines.size() > rows || !without.isEmpty();
        int shown = note ? Math.min(rows - 1, lines.size()) : lines.size();
        List<Line> chosen = chosen(lines, shown);
        for (int i = 0; i < chosen.size(); i++) {
            line(chosen.get(i), first + i * PITCH);
        }
        guides(chosen, first);
        double bottom = first + chosen.size() * PITCH;
        if (note) {
            List<Line> left =
                    lines.stream().filter(line -> !chosen.contains(line)).toList();
            note(left, without, bottom + 14);
            bottom += PITCH;
        }
        return bottom;
    }

    /** The first of them; what changed stands in place of the last. */
    private static List<Line> chosen(List<Line> lines, int most) {
        List<Line> chosen = new ArrayList<>(lines.subList(0, most));
        lines.subList(most, lines.size()).stream()
                .filter(line -> line.container().changed())
                .findFirst()
                .ifPresent(changed -> chosen.set(chosen.size() - 1, changed));
        return chosen;
    }

    /** Depth first from the root; what memory in disorder leaves unreached follows at the end. */
    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        find(0).ifPresent(root -> descend(root, 0, lines, seen));
        kernel.memory().containers().stream()
                .filter(container -> !seen.contains(container.id()))
                .forEach(container -> descend(container, 0, lines, seen));
        return lines;
    }

    private void descend(ContainerView container, int depth, List<Line> lines, Set<Integer> seen) {
        if (!seen.add(container.id())) {
            return;
        }
        int given = container.children().stream()
                .mapToInt(child -> find(child).map(ContainerView::quota).orElse(0))
                .sum();
        lines.add(new Line(container, depth, given));
        container.children().forEach(child -> find(child).ifPresent(found -> descend(found, depth + 1, lines, seen)));
    }

    private Optional<ContainerView> find(int id) {
        return kernel.memory().containers().stream()
                .filter(container -> container.id() == id)
                .findFirst();
    }

    private void line(Line line, double y) {
        ContainerView container = line.container();
        String id = "container-" + container.id();
        String tip = tip(line);
        boolean over = container.usage() > container.quota();
        if (container.changed()) {
            Area row = new Area(area.x() - 4, y + 1, area.width() + 8, PITCH - 2);
            sketch.box(id + "-changed", row, 5, Tone.HIGHLIGHT, Fill.TINT, Stroke.NONE, tip);
        }
        double x = left(line.depth());
        Role role = container.id() == 0 ? Tone.ACCENT : ThreadToken.role(kernel, container.id());
        Area square = new Area(x, y + 3, SQUARE, 16);
        sketch.box(id, square, 3, role, Fill.SOLID, Stroke.NONE, tip);
        String number = Integer.toString(container.id());
        sketch.label(
                id + "-text",
                square.centreX(),
                y + 15,
                number,
                Lettering.SMALL_STRONG,
                Anchor.MIDDLE,
                new Role.Ink(role));
        double right = area.right() - IDS;
        double bar = bar();
        String name = Metrics.fit(container.name(), Lettering.BODY, bar - square.right() - 16);
        Tone ink = container.changed() ? Tone.HIGHLIGHT : Tone.TEXT;
        sketch.label(id + "-name", square.right() + 8, y + 15.5, name, Lettering.BODY, ink);
        bar(line, new Area(bar, y + 6, BAR, 10), role, tip);
        String words = Metrics.fit(words(line), Lettering.SMALL, WORDS);
        sketch.label(id + "-words", right, y + 15, words, Lettering.SMALL, Anchor.END, over ? Tone.BAD : ink);
        String ids = container.idsUsed() + "/" + container.ids() + " ids";
        boolean tooMany = container.idsUsed() > container.ids();
        Tone idsInk = tooMany ? Tone.BAD : ink;
        sketch.label(id + "-ids", area.right(), y + 15, ids, Lettering.SMALL, Anchor.END, idsInk);
    }

    private double bar() {
        return area.right() - IDS - WORDS - BAR - 12;
    }

    /** Deeper ones stand together, and none reaches the bars. */
    private double left(int depth) {
        double room = bar() - 8 - SQUARE - area.x();
        return area.x() + Math.min(DEEPEST, depth) * Math.min(INDENT, room / DEEPEST);
    }

    private void bar(Line line, Area whole, Role role, String tip) {
        ContainerView container = line.container();
        String id = "container-" + container.id();
        sketch.box(id + "-quota", whole, 3, Tone.SURFACE, Fill.SOLID, Stroke.THIN, tip);
        double scale = whole.width() / Math.max(1, Math.max(container.quota(), container.usage()));
        double own = Math.max(0, container.usage() - line.given()) * scale;
        double given = Math.min(whole.width() - own, line.given() * scale);
        if (own > 0) {
            Area used = new Area(whole.x(), whole.y(), Math.max(2, own), whole.height());
            boolean over = container.usage() > container.quota();
            sketch.box(id + "-own", used, 3, over ? Tone.BAD : role, Fill.SOLID, Stroke.NONE, tip);
        }
        if (given > 0) {
            Area passed = new Area(whole.x() + own, whole.y(), given, whole.height());
            sketch.box(id + "-given", passed, 3, role, Fill.HATCH, Stroke.NONE, tip);
        }
    }

    private static String words(Line line) {
        ContainerView container = line.container();
        if (container.usage() > container.quota()) {
            return Words.count(container.usage()) + " used, more than its quota of " + Words.count(container.quota());
        }
        int own = container.usage() - line.given();
        String given = line.given() > 0 ? Words.count(line.given()) + " given, " : "";
        int left = container.quota() - container.usage();
        return Words.count(own) + " own, " + given + Words.count(left) + " of " + Words.count(container.quota())
                + " left";
    }

    private static String tip(Line line) {
        ContainerView container = line.container();
        return "container " + container.id() + " (" + container.name() + "), child of " + container.parent() + ": "
                + words(line) + "; " + container.idsUsed() + " of " + container.ids() + " ids used"
                + (container.changed() ? ", changed since the last stop" : "");
    }

    /** From each container down to its last child that is drawn. */
    private void guides(List<Line> lines, double first) {
        for (int i = 0; i < lines.size(); i++) {
            int last = i;
            int depth = lines.get(i).depth();
            for (int j = i + 1; j < lines.size() && lines.get(j).depth() > depth; j++) {
                last = lines.get(j).depth() == depth + 1 ? j : last;
            }
            if (last > i) {
                double x = left(depth) + 8;
                List<Point> way =
                        List.of(new Point(x, first + i * PITCH + 20), new Point(x, first + last * PITCH + PITCH / 2));
                String id = "guide-" + lines.get(i).container().id();
                sketch.arrow(id, way, false, Tone.LINE, Stroke.THIN, "");
            }
        }
    }

    private void note(List<Line> left, List<Line> without, double y) {
        int frames = left.stream()
                .mapToInt(line -> line.container().usage() - line.given())
                .sum();
        String more = left.isEmpty()
                ? ""
                : "and " + left.size() + (left.size() == 1 ? " more container with " : " more containers with ")
                        + Words.count(frames) + " frames of their own";
        String none = without.isEmpty() ? "" : without.size() + " without a quota";
        String text = more + (more.isEmpty() || none.isEmpty() ? "" : "; ") + none;
        List<Integer> ids = Stream.concat(left.stream(), without.stream())
                .map(line -> line.container().id())
                .toList();
        String tip = "containers " + TokenChain.list(ids);
        sketch.note("tree-more", area.x(), y, text, Lettering.SMALL, Anchor.START, Tone.MUTED, tip);
    }
}
