/* The lanes of the timeline: a core's phases as boxes, with the threads that it ran below them. */
package org.kernelscope.visualizers.timeline;

import java.util.List;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.Timeline.Span;
import org.kernelscope.engine.view.Timeline.Turn;
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

/** Places and draws lanes of one height. */
final class Lanes {
    private static final double LEAST_VISIBLE = 1.5;

    /** Of a lane's height: the strip of threads; and the least height of one with numbers in it. */
    private static final double THREADS = 0.54;

    private static final double LEAST_TEXT = 9;

    private final Frame frame;
    private final TimeScale scale;
    private final double top;
    private final double pitch;
    private final double height;
    private double strip;

    Lanes(Frame frame, TimeScale scale, double top, double pitch) {
        this.frame = frame;
        this.scale = scale;
        this.top = top;
        this.pitch = pitch;
        height = pitch - Math.min(7, Math.max(2, pitch * 0.25));
    }

    double upper(int core) {
        return top + core * pitch + (pitch - height) / 2;
    }

    double lower(int core) {
        return upper(core) + height;
    }

    void draw(Sketch sketch) {
        for (int core = 0; core < frame.cores().size(); core++) {
            lane(sketch, core);
        }
    }

    private void lane(Sketch sketch, int core) {
        Area area = new Area(scale.left(), upper(core), scale.right() - scale.left(), height);
        sketch.box("lane-" + core, area, Math.min(5, height / 3), Tone.SURFACE, Fill.SOLID, Stroke.NONE);
        Lettering type = height > 12 ? Lettering.SMALL : Lettering.MONO_SMALL;
        Lettering name = height > 12 ? Lettering.SMALL_STRONG : type;
        if (pitch >= 13) {
            sketch.label("lane-name-" + core, 16, area.centreY() + 4, "core " + core, name, new Role.Core(core));
        } else {
            double x = core % 2 == 0 ? 16 : 38;
            String number = Integer.toString(core);
            sketch.label("lane-name-" + core, x, area.centreY() + 4, number, Lettering.MONO_SMALL, new Role.Core(core));
        }
        List<Span> spans = core < frame.timeline().lanes().size()
                ? frame.timeline().lanes().get(core)
                : List.of();
        List<Turn> turns = core < frame.timeline().turns().size()
                ? frame.timeline().turns().get(core)
                : List.of();
        strip = turns.isEmpty() ? 0 : Math.max(2, height * THREADS);
        spans(sketch, core, spans);
        turns(sketch, core, turns);
    }

    /** Turns too short to be seen are left out: the phases above tell what was done meanwhile. */
    private void turns(Sketch sketch, int core, List<Turn> turns) {
        double y = lower(core) - strip;
        double shownTo = scale.left();
        for (Turn turn : turns) {
            double left = Math.max(shownTo, scale.clamped(turn.from()));
            double right = scale.clamped(turn.to());
            if (turn.to() > scale.from() && turn.from() < scale.to() && right - left >= LEAST_VISIBLE) {
                turn(sketch, core, turn, new Area(left, y, right - left, strip));
                shownTo = right;
            }
        }
    }

    private void turn(Sketch sketch, int core, Turn turn, Area area) {
        boolean idle =
                frame.kernel().thread(turn.thread()).map(ThreadView::idle).orElse(false);
        String tip = "core " + core + " runs " + ThreadToken.name(frame.kernel(), turn.thread()) + " for "
                + Words.count(turn.to() - turn.from()) + " cycles";
        String id = "turn-" + core + "-" + turn.from();
        Fill fill = idle ? Fill.NONE : Fill.TINT;
        sketch.box(id, area, 2, new Role.Core(core), fill, Stroke.THIN, tip);
        String number = idle ? "idle" : Integer.toString(turn.thread());
        if (area.height() >= LEAST_TEXT && Metrics.width(number, Lettering.MONO_SMALL) + 4 <= area.width()) {
            Tone ink = idle ? Tone.MUTED : Tone.TEXT;
            double baseline = area.centreY() + 3.6;
            sketch.label(id + "-text", area.centreX(), baseline, number, Lettering.MONO_SMALL, Anchor.MIDDLE, ink);
        }
    }

    /** Spans too short to be seen are gathered until they can, and shown as the longest of them. */
    private void spans(Sketch sketch, int core, List<Span> spans) {
        long gatheredFrom = -1;
        Span longest = null;
        for (Span span : spans) {
            if (span.to() <= scale.from() || span.from() >= scale.to()) {
                continue;
            }
            if (longest == null || span.to() - span.from() > longest.to() - longest.from()) {
                longest = span;
            }
            gatheredFrom = gatheredFrom < 0 ? span.from() : gatheredFrom;
            if (scale.clamped(span.to()) - scale.clamped(gatheredFrom) >= LEAST_VISIBLE) {
                span(sketch, core, new Span(longest.phase(), gatheredFrom, span.to()));
                gatheredFrom = -1;
                longest = null;
            }
        }
    }

    private void span(Sketch sketch, int core, Span span) {
        if (span.phase() == Phase.IDLE) {
            return;
        }
        double left = scale.clamped(span.from());
        double right = scale.clamped(span.to());
        Area area = new Area(left, upper(core), right - left, height - strip);
        boolean busy = span.phase() == Phase.BUSY;
        Role role = busy ? Tone.LINE : new Role.Core(core);
        String tip = "core " + core + " " + Words.phase(span.phase()) + " for " + Words.count(span.to() - span.from())
                + " cycles";
        double radius = Math.min(4, Math.min(area.height(), right - left) / 3);
        sketch.box("span-" + core + "-" + span.from(), area, radius, role, fill(span.phase()), Stroke.NONE, tip);
    }

    private static Fill fill(Phase phase) {
        return switch (phase) {
            case HOLDS, BUSY -> Fill.SOLID;
            case SPINS -> Fill.HATCH;
            case THINKS -> Fill.TINT;
            case USER -> Fill.FADED;
            case IDLE -> Fill.NONE;
        };
    }
}
