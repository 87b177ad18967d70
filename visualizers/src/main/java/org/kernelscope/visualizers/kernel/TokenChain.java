/* A queue of threads from left to right, linked as it is in memory. */
package org.kernelscope.visualizers.kernel;

import java.util.List;
import java.util.stream.Collectors;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** What does not fit is counted in words, and named by the tip. */
public final class TokenChain {
    private static final double LINK = 18;
    private static final double GAP = 8;

    private TokenChain() {}

    /**
     * Draws tokens with arrows from each to the next.
     *
     * @param prefix of the tokens' ids, before the thread's number
     * @param left where the first arrow begins
     * @param middle of the tokens' height
     */
    public static void linked(
            Sketch sketch,
            String prefix,
            KernelView kernel,
            List<Integer> threads,
            double left,
            double middle,
            double right) {
        draw(sketch, prefix, kernel, threads, left, middle, right, LINK);
    }

    /** Draws tokens side by side. */
    public static void loose(
            Sketch sketch,
            String prefix,
            KernelView kernel,
            List<Integer> threads,
            double left,
            double middle,
            double right) {
        draw(sketch, prefix, kernel, threads, left - GAP, middle, right, GAP);
    }

    private static void draw(
            Sketch sketch,
            String prefix,
            KernelView kernel,
            List<Integer> threads,
            double left,
            double middle,
            double right,
            double link) {
        int shown = fitting(threads.size(), right - left, link);
        double x = left;
        for (int thread : threads.subList(0, shown)) {
            String id = sketch.unique(prefix + thread);
            if (link == LINK) {
                List<Point> way = List.of(new Point(x + 2, middle), new Point(x + link - 2, middle));
                sketch.arrow(id + "-link", way, true, Tone.MUTED, Stroke.THIN, "the next in the queue");
            }
            Area area = new Area(x + link, middle - ThreadToken.HEIGHT / 2, ThreadToken.WIDTH, ThreadToken.HEIGHT);
            ThreadToken.draw(sketch, id, kernel, thread, area);
            x = area.right();
        }
        if (shown < threads.size()) {
            String more = more(threads.size() - shown);
            more(sketch, prefix + "more", x + GAP, middle + 4, more, threads.subList(shown, threads.size()));
        }
    }

    private static int fitting(int count, double room, double link) {
        double pitch = ThreadToken.WIDTH + link;
        int all = (int) (room / pitch);
        double words = Metrics.width(more(count), Lettering.SMALL) + GAP + 2;
        return count <= all ? count : Math.clamp((long) ((room - words) / pitch), 0, count);
    }

    /** {@code and 7 more}. */
    public static String more(int count) {
        return "and " + count + " more";
    }

    /** Words that stand for threads; the tip names them. */
    public static void more(Sketch sketch, String id, double x, double y, String text, List<Integer> threads) {
        sketch.note(id, x, y, text, Lettering.SMALL, Anchor.START, Tone.MUTED, "threads " + list(threads));
    }

    /** {@code 3, 4, 9}. */
    public static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
