/* Pages that two threads share or are about to share. */
package org.kernelscope.visualizers.memory;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView.ShareView;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.ThreadToken;
import org.kernelscope.visualizers.kernel.TokenChain;

/** A line for each pair; an offer that is not yet answered has a dashed arrow. */
final class SharedPages {
    private static final double PITCH = 28;

    private SharedPages() {}

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, KernelView kernel, Area area) {
        sketch.heading("shares-heading", area.x(), area.y(), "Shared pages");
        List<ShareView> shares = pairs(kernel.memory().shares());
        if (shares.isEmpty()) {
            sketch.label("shares-none", area.x(), area.y() + 26, "no page is shared", Lettering.BODY, Tone.MUTED);
            return area.y() + 30;
        }
        int rows = Math.max(3, (int) ((area.height() - 10) / PITCH));
        int shown = shares.size() > rows ? rows - 1 : shares.size();
        double y = area.y() + 24;
        for (ShareView share : shares.subList(0, shown)) {
            row(sketch, kernel, share, area, y);
            y += PITCH;
        }
        if (shown < shares.size()) {
            String more = TokenChain.more(shares.size() - shown);
            sketch.label("shares-more", area.x(), y + 4, more, Lettering.SMALL, Tone.MUTED);
            y += PITCH;
        }
        return y - 10;
    }

    /** Without the way back of a pair that both sides see. */
    private static List<ShareView> pairs(List<ShareView> shares) {
        List<ShareView> pairs = new ArrayList<>();
        for (ShareView share : shares) {
            boolean told = share.state() == ShareView.State.READY
                    && pairs.stream()
                            .anyMatch(other -> other.state() == ShareView.State.READY
                                    && other.from() == share.to()
                                    && other.to() == share.from());
            if (!told) {
                pairs.add(share);
            }
        }
        return pairs;
    }

    private static void row(Sketch sketch, KernelView kernel, ShareView share, Area area, double middle) {
        String id = "share-" + share.from() + "-" + share.to();
        double top = middle - ThreadToken.HEIGHT / 2;
        boolean ready = share.state() == ShareView.State.READY;
        Area from = new Area(area.x(), top, ThreadToken.WIDTH, ThreadToken.HEIGHT);
        Area to = new Area(from.right() + 34, top, ThreadToken.WIDTH, ThreadToken.HEIGHT);
        ThreadToken.draw(sketch, id + "-from", kernel, share.from(), from);
        ThreadToken.draw(sketch, id + "-to", kernel, share.to(), to);
        String words = (ready ? "both see the page at " : "offered, not answered: the page at ")
                + Words.address(share.address()) + " of thread " + share.from();
        Point left = new Point(from.right() + 3, middle);
        Point right = new Point(to.x() - 3, middle);
        sketch.arrow(id, List.of(left, right), true, Tone.MUTED, ready ? Stroke.BOLD : Stroke.DASHED, words);
        if (ready) {
            Point centre = new Point((left.x() + right.x()) / 2, middle);
            sketch.arrow(id + "-back", List.of(centre, left), true, Tone.MUTED, Stroke.BOLD, words);
        }
        double x = to.right() + 10;
        String text = ready ? Words.address(share.address()) : "offered";
        Lettering type = ready ? Lettering.MONO_SMALL : Lettering.SMALL;
        String fitted = Metrics.fit(text, type, area.right() - x);
        sketch.note(id + "-words", x, middle + 4, fitted, type, Anchor.START, Tone.TEXT, words);
    }
}
