/* Replays a failing schedule until it is certain, and describes it. */
package org.kernelscope.engine.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.kernelscope.engine.explore.ScheduleRun.Result;
import org.kernelscope.engine.explore.ScheduleRun.Trail;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Interleaving.Turn;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.kernel.KernelImage;

/** Replays a failing schedule twice, turn by turn, and makes the decisions from power-on of it. */
final class Confirmation {
    private static final int SHOWN = 8;

    private Confirmation() {}

    /** The schedule that broke a promise; one that does not come to the same state both times is a bug of ours. */
    static FailingSchedule confirm(Subject subject, Result result, Violation violation, int found) {
        List<Integer> stops = new ArrayList<>();
        Decisions decisions = replay(subject, result, turn -> stopAndGo(subject, result.trail(), turn, stops));
        Decisions again = replay(subject, result, turn -> result.trail().at(turn.step() - subject.startStep()));
        assert decisions.equals(again);
        String summary = summary(subject.image(), result.trail(), stops);
        return new FailingSchedule(violation, decisions, result.preemptions(), found, summary, result.stateHash());
    }

    private static Decisions replay(Subject subject, Result result, ToIntFunction<Turn> chooser) {
        subject.rewind();
        Machine machine = subject.machine();
        Interleaving asBefore = chooser::applyAsInt;
        var recorder = new Decisions.Recorder(asBefore, subject.boot());
        for (long turn = 0; turn < result.turns(); turn++) {
            machine.step(recorder);
        }
        if (result.idle()) {
            machine.step(recorder);
        }
        if (machine.stateHash() != result.stateHash()) {
            throw new AssertionError(
                    "the schedule of \"" + result.violations().getLast().sentence() + "\" does not replay");
        }
        return recorder.decisions();
    }

    private static int stopAndGo(Subject subject, Trail trail, Turn turn, List<Integer> stops) {
        long done = turn.step() - subject.startStep();
        int next = trail.at(done);
        if (done > 0 && trail.at(done - 1) != next) {
            stops.add(turn.linearEip(trail.at(done - 1)));
        }
        return next;
    }

    private static String summary(KernelImage image, Trail trail, List<Integer> stops) {
        List<String> parts = new ArrayList<>();
        for (int run = 0; run < Math.min(trail.runs(), SHOWN); run++) {
            String where = run < stops.size() ? " up to " + CodePlace.of(image, stops.get(run)) : "";
            long length = trail.length(run);
            parts.add("core " + trail.core(run) + " runs " + length + (length == 1 ? " instruction" : " instructions")
                    + where);
        }
        if (trail.runs() > SHOWN) {
            parts.add("and so on");
        }
        return String.join("; ", parts);
    }
}
