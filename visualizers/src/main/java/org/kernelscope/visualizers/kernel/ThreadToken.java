/* A thread as every diagram shows it: a rounded token with its number and the letter of its state. */
package org.kernelscope.visualizers.kernel;

import java.util.Locale;
import java.util.Optional;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Filled while it runs, outlined while it is ready, dashed while it sleeps, without a colour once it is dead. */
public final class ThreadToken {
    public static final double WIDTH = 44;
    public static final double HEIGHT = 20;

    private ThreadToken() {}

    /** The colour that a thread has: its core's. */
    public static Role role(KernelView kernel, int thread) {
        return kernel.thread(thread)
                .filter(found -> found.state() != State.DEAD)
                .<Role>map(found -> new Role.Core(found.cpu()))
                .orElse(Tone.MUTED);
    }

    /** {@code thread 7 (ping)}. */
    public static String name(KernelView kernel, int thread) {
        return "thread " + thread
                + kernel.thread(thread)
                        .map(ThreadView::name)
                        .filter(name -> !name.isEmpty())
                        .map(name -> " (" + name + ")")
                        .orElse("");
    }

    /** Draws the thread of a number; what changed has a ring around it. */
    public static void draw(Sketch sketch, String id, KernelView kernel, int thread, Area area) {
        Optional<ThreadView> found = kernel.thread(thread);
        State state = found.map(ThreadView::state).orElse(State.DEAD);
        boolean idle = found.map(ThreadView::idle).orElse(false);
        Role role = role(kernel, thread);
        if (found.map(ThreadView::changed).orElse(false)) {
            sketch.box(id + "-changed", area.inset(-3), area.height() / 2 + 3, Tone.HIGHLIGHT, Fill.NONE, Stroke.BOLD);
        }
        sketch.box(id, area, area.height() / 2, role, fill(state, idle), stroke(state, idle), tip(kernel, thread));
        boolean solid = state == State.RUNNING && !idle;
        Role ink = solid ? new Role.Ink(role) : idle ? Tone.TEXT : role;
        double left = area.centreX() - 4;
        double baseline = area.centreY() + 4.2;
        String number = Integer.toString(thread);
        sketch.label(id + "-text", left, baseline, number, Lettering.STRONG, Anchor.MIDDLE, ink);
        String letter = letter(state, idle);
        sketch.label(id + "-state", area.right() - 10, baseline, letter, Lettering.SMALL, Anchor.MIDDLE, ink);
    }

    private static Fill fill(State state, boolean idle) {
        return switch (state) {
            case RUNNING -> idle ? Fill.FADED : Fill.SOLID;
            case READY, SLEEPING -> Fill.TINT;
            case DEAD -> Fill.NONE;
        };
    }

    private static Stroke stroke(State state, boolean idle) {
        return switch (state) {
            case RUNNING -> idle ? Stroke.THIN : Stroke.NONE;
            case READY, DEAD -> Stroke.THIN;
            case SLEEPING -> Stroke.DASHED;
        };
    }

    private static String letter(State state, boolean idle) {
        return switch (state) {
            case RUNNING -> idle ? "i" : "R";
            case READY -> idle ? "i" : "q";
            case SLEEPING -> "s";
            case DEAD -> "d";
        };
    }

    /** All that is known of a thread. */
    public static String tip(KernelView kernel, int thread) {
        return kernel.thread(thread)
                .map(found -> name(kernel, thread) + ", " + state(found) + " on core " + found.cpu()
                        + found.queue().map(queue -> " in " + queue).orElse("") + ", "
                        + Words.count(found.cycles()) + " cycles, " + times(found.switches(), "switch", "switches")
                        + ", " + times(found.wakeups(), "wake-up", "wake-ups"))
                .orElse("thread " + thread + ": no such thread is known");
    }

    /** {@code ready}, or {@code idle} where nothing better is to be done. */
    public static String state(ThreadView thread) {
        return thread.idle() ? "idle" : thread.state().name().toLowerCase(Locale.ROOT);
    }

    private static String times(long count, String one, String many) {
        return Words.count(count) + " " + (count == 1 ? one : many);
    }
}
