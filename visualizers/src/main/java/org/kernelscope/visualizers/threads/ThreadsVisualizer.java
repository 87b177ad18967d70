/* Threads and the scheduler: who runs on each core, who is ready, who was woken, who sleeps and on what. */
package org.kernelscope.visualizers.threads;

import java.util.List;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.ThreadExited;
import org.kernelscope.engine.event.KernelEvent.ThreadSlept;
import org.kernelscope.engine.event.KernelEvent.ThreadSpawned;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.event.KernelEvent.ThreadWoken;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.kernel.Headline;
import org.kernelscope.visualizers.kernel.Nothing;
import org.kernelscope.visualizers.kernel.TokenChain;

/** A column for each core, the sleepers below by what they wait for, the dead in one line. */
public final class ThreadsVisualizer implements Visualizer {
    static final double MARGIN = 16;
    private static final double LEAST_WIDTH = 640;

    @Override
    public String id() {
        return "threads";
    }

    @Override
    public String title() {
        return "Threads";
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        String headline = Headline.of(frame, ThreadsVisualizer::concerns, "nothing has happened to a thread yet");
        KernelView kernel = frame.kernel();
        if (kernel.threads().isEmpty()) {
            String otherwise = "what runs now lies below the layer of threads";
            return Nothing.drawing(frame, viewport, title(), headline, "thread", otherwise);
        }
        double width = Math.max(LEAST_WIDTH, viewport.width());
        Sketch sketch = new Sketch();
        double bottom = CoreColumns.draw(frame, sketch, width);
        bottom = SleepQueues.draw(kernel, sketch, width, bottom + 30, viewport.height() - 34);
        bottom = footer(kernel, sketch, width, Math.max(bottom + 16, viewport.height() - 28));
        return sketch.drawing(width, Math.max(viewport.height(), bottom + 12), title() + count(kernel), headline);
    }

    private static boolean concerns(KernelEvent event) {
        return event instanceof ThreadSpawned
                || event instanceof ThreadSwitched
                || event instanceof ThreadSlept
                || event instanceof ThreadWoken
                || event instanceof ThreadExited;
    }

    private static String count(KernelView kernel) {
        long alive = kernel.threads().stream()
                .filter(thread -> thread.state() != State.DEAD)
                .count();
        return " · " + alive + " alive";
    }

    private static double footer(KernelView kernel, Sketch sketch, double width, double middle) {
        String letters = "R runs   i idles   q is queued   s sleeps   d is dead";
        sketch.label("letters", MARGIN, middle + 4, letters, Lettering.SMALL, Tone.MUTED);
        List<Integer> dead = kernel.threads().stream()
                .filter(thread -> thread.state() == State.DEAD)
                .map(ThreadView::id)
                .toList();
        if (!dead.isEmpty()) {
            double left = width / 2;
            sketch.heading("dead-heading", left, middle + 4, "Dead");
            TokenChain.loose(sketch, "thread-", kernel, dead, left + 46, middle, width - MARGIN);
        }
        return middle + 10;
    }
}
