/* The sleepers, by what they wait for. */
package org.kernelscope.visualizers.threads;

import java.util.List;
import java.util.stream.Stream;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.QueueView.Kind;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.kernel.TokenChain;

/** A row for each queue in which somebody sleeps, in two columns where there is room. */
final class SleepQueues {
    private static final double PITCH = 29;
    private static final double TWO_COLUMNS = 780;
    private static final double NAME = 148;
    private static final int FEWEST_ROWS = 4;

    private SleepQueues() {}

    /** A queue, or the sleepers that stand in none. */
    private record Row(String name, List<Integer> threads, String problem) {}

    /** Returns the lower edge of what was drawn. */
    static double draw(KernelView kernel, Sketch sketch, double width, double top, double bottom) {
        sketch.heading("asleep-heading", ThreadsVisualizer.MARGIN, top, "Asleep, by what they wait for");
        List<Row> rows = rows(kernel);
        double first = top + 26;
        if (rows.isEmpty()) {
            sketch.label("asleep-none", ThreadsVisualizer.MARGIN, first, "nobody sleeps", Lettering.BODY, Tone.MUTED);
            return first + 4;
        }
        int columns = width >= TWO_COLUMNS && rows.size() > 1 ? 2 : 1;
        int lines = Math.max(FEWEST_ROWS, (int) ((bottom - top - 10) / PITCH));
        int places = lines * columns;
        boolean folded = rows.size() > places;
        int shown = folded ? places - columns : rows.size();
        double column = (width - 2 * ThreadsVisualizer.MARGIN) / columns;
        for (int i = 0; i < shown; i++) {
            double x = ThreadsVisualizer.MARGIN + (i % columns) * column;
            double y = first + Math.floorDiv(i, columns) * PITCH;
            row(kernel, sketch, rows.get(i), x, y, x + column - 12);
        }
        double last = first + (Math.ceilDiv(shown, columns) - 1) * PITCH;
        if (folded) {
            last += PITCH;
            folded(sketch, rows.subList(shown, rows.size()), last);
        }
        return last + 10;
    }

    private static void folded(Sketch sketch, List<Row> rest, double y) {
        List<Integer> threads =
                rest.stream().flatMap(row -> row.threads().stream()).toList();
        String words = "and " + rest.size() + (rest.size() == 1 ? " more queue with " : " more queues with ")
                + threads.size() + (threads.size() == 1 ? " thread" : " threads");
        TokenChain.more(sketch, "asleep-more", ThreadsVisualizer.MARGIN, y, words, threads);
    }

    private static List<Row> rows(KernelView kernel) {
        List<Row> queues = kernel.queues().stream()
                .filter(queue -> queue.kind() == Kind.SLEEPING
                        && (!queue.threads().isEmpty() || queue.problem().isPresent()))
                .map(SleepQueues::row)
                .toList();
        List<Integer> apart = kernel.threads().stream()
                .filter(thread -> thread.state() == State.SLEEPING
                        && queues.stream().noneMatch(row -> row.threads().contains(thread.id())))
                .map(ThreadView::id)
                .toList();
        if (apart.isEmpty()) {
            return queues;
        }
        return Stream.concat(queues.stream(), Stream.of(new Row("in no queue", apart, "")))
                .toList();
    }

    private static Row row(QueueView queue) {
        return new Row(queue.name(), queue.threads(), queue.problem().orElse(""));
    }

    private static void row(KernelView kernel, Sketch sketch, Row row, double x, double y, double right) {
        String id = "queue-" + row.name();
        String name = Metrics.fit(row.name(), Lettering.BODY, NAME - 10);
        sketch.label(id, x, y, name, Lettering.BODY, Tone.TEXT);
        double left = x + NAME;
        if (row.problem().isEmpty()) {
            TokenChain.linked(sketch, "thread-", kernel, row.threads(), left, y - 4, right);
            return;
        }
        double chain = row.threads().isEmpty()
                ? left
                : left + Math.min(2, row.threads().size()) * 62 + 70;
        if (!row.threads().isEmpty()) {
            TokenChain.linked(sketch, "thread-", kernel, row.threads(), left, y - 4, chain);
        }
        String problem = Metrics.fit(row.problem(), Lettering.SMALL, right - chain - 8);
        sketch.note(id + "-problem", chain + 8, y, problem, Lettering.SMALL, Anchor.START, Tone.BAD, row.problem());
    }
}
