/* The address spaces beside the one that is shown. */
package org.kernelscope.visualizers.pagetables;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.SpaceView;
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
import org.kernelscope.visualizers.kernel.TokenChain;

/** One line of chips, those that are loaded on a core first. */
final class OtherSpaces {
    /** Of heading and chips. */
    static final double HEIGHT = 42;

    private static final double GAP = 8;

    private OtherSpaces() {}

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, KernelView kernel, SpaceView shown, double top, double width) {
        double left = PageTablesVisualizer.MARGIN;
        sketch.heading("spaces-heading", left, top, "Other spaces");
        List<SpaceView> others = kernel.spaces().stream()
                .filter(space -> space.id() != shown.id())
                .sorted(Comparator.comparing(
                        (SpaceView space) -> space.activeOn().isEmpty()))
                .toList();
        if (others.isEmpty()) {
            sketch.label("spaces-none", left, top + 24, "this is the only one", Lettering.BODY, Tone.MUTED);
            return top + HEIGHT;
        }
        double x = left;
        double right = width - PageTablesVisualizer.MARGIN;
        for (int i = 0; i < others.size(); i++) {
            String text = text(others.get(i));
            double wide = Metrics.width(text, Lettering.SMALL) + 20;
            double words = i == others.size() - 1 ? 0 : 80;
            if (x + wide > right - words) {
                List<Integer> rest = others.subList(i, others.size()).stream()
                        .map(SpaceView::id)
                        .toList();
                sketch.note(
                        "spaces-more",
                        x,
                        top + 26,
                        TokenChain.more(rest.size()),
                        Lettering.SMALL,
                        Anchor.START,
                        Tone.MUTED,
                        "spaces " + TokenChain.list(rest));
                break;
            }
            chip(sketch, kernel, others.get(i), text, new Area(x, top + 10, wide, 24));
            x += wide + GAP;
        }
        return top + HEIGHT;
    }

    private static String text(SpaceView space) {
        String on = space.activeOn().isEmpty() ? "" : " · on core " + TokenChain.list(space.activeOn());
        return (space.id() + " " + space.name()).trim() + on;
    }

    private static void chip(Sketch sketch, KernelView kernel, SpaceView space, String text, Area area) {
        String id = "space-" + space.id();
        boolean loaded = !space.activeOn().isEmpty();
        Role role = loaded ? ThreadToken.role(kernel, space.id()) : Tone.SURFACE;
        int pages = space.tables().stream()
                .mapToInt(table -> table.mappings().size())
                .sum();
        String tip = "space " + space.id() + " (" + space.name() + "): "
                + String.format(Locale.ROOT, "directory in frame 0x%x, ", space.directory())
                + Rights.pages(pages)
                + (loaded ? ", loaded on core " + TokenChain.list(space.activeOn()) : ", not loaded");
        sketch.box(id, area, 6, role, loaded ? Fill.TINT : Fill.SOLID, Stroke.THIN, tip);
        sketch.label(id + "-text", area.x() + 10, area.y() + 16, text, Lettering.SMALL, loaded ? role : Tone.TEXT);
    }
}
