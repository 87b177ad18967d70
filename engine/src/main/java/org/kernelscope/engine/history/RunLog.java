/* What is known of a run, past and future of the present alike. */
package org.kernelscope.engine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.Timeline;
import org.kernelscope.engine.view.Timeline.HandOver;
import org.kernelscope.engine.view.Timeline.Span;
import org.kernelscope.engine.view.Timeline.Turn;

/**
 * Phases of the whole run, and its latest events: so many that only a long run has more. Of the earlier ones those are
 * known that happened since the return to the past. What is executed again within what is known adds nothing.
 */
public final class RunLog {
    /** So many of the latest events are kept. */
    static final int EVENTS = 1 << 19;

    private static final int LANE_SPANS = 4000;

    private final int most;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Changes> switches = new ArrayList<>();
    private final List<HandOver> handOvers = new ArrayList<>();
    private EventWindow latest = new EventWindow(0, List.of());
    private EventWindow again = new EventWindow(0, List.of());
    private long end;

    /** The empty log of a machine whose core 0 is busy and whose other cores wait. */
    public RunLog(int cores) {
        this(cores, EVENTS);
    }

    /** The same, which keeps so many of the latest events. */
    public RunLog(int cores, int most) {
        this.most = most;
        for (int core = 0; core < cores; core++) {
            lanes.add(new Lane(core == 0 ? Phase.BUSY : Phase.IDLE));
            switches.add(new Changes());
        }
    }

    /** Adds an event that becomes visible later than all before, or with the last. */
    public void add(KernelEvent event) {
        latest.add(event);
        note(event);
        if (latest.size() > most) {
            latest = latest.shortened(Math.max(most / 4, 2 * Frame.RECENT));
        }
    }

    /** An event of the known past happens again. */
    public void addAgain(KernelEvent event) {
        if (event.step() > again.end() && event.step() <= latest.begin()) {
            again.add(event);
        }
    }

    /** The turns between these two steps were taken, maybe again. */
    public void went(long from, long to) {
        if (from >= again.begin() && from <= again.end()) {
            again.knownTo(Math.min(to, latest.begin()));
        }
    }

    /**
     * The present is a moment of the past now.
     *
     * @param before events that lead to it, the last of them at least
     */
    public void returned(long step, List<KernelEvent> before) {
        if (step < latest.begin() && (step < again.begin() || step > again.end())) {
            again = new EventWindow(step, before);
        }
    }

    /** A core is in another phase from now on. */
    public void began(int core, Phase phase, long time) {
        lanes.get(core).began(phase, time);
    }

    /** The run is known up to this virtual time. */
    public void knownTo(long time) {
        end = Math.max(end, time);
    }

    /** Lets all go that became visible after this moment. */
    public void forgetAfter(long step, long time) {
        forgetSwitches(step, time);
        latest = window(step).upTo(step);
        again = new EventWindow(0, List.of());
        handOvers.clear();
        latest.events().forEach(this::noteHandOver);
        lanes.forEach(lane -> lane.forgetAfter(time));
        end = time;
    }

    private void forgetSwitches(long step, long time) {
        if (step < latest.begin()) {
            switches.forEach(each -> each.cut(each.upTo(time)));
        }
        for (KernelEvent event : latest.between(step, Long.MAX_VALUE)) {
            if (event instanceof ThreadSwitched switched && step >= latest.begin()) {
                Changes all = switches.get(switched.core());
                all.cut(all.size() - 1);
            }
        }
    }

    private void note(KernelEvent event) {
        noteHandOver(event);
        if (event instanceof ThreadSwitched switched) {
            switches.get(switched.core()).add(switched.time(), switched.to());
        }
    }

    /** The last ones are all that is ever told. */
    private void noteHandOver(KernelEvent event) {
        if (event instanceof LockHandedOver over) {
            handOvers.add(new HandOver(over.lock(), over.from(), over.core(), over.released(), over.time()));
            if (handOvers.size() == 2 * LANE_SPANS) {
                handOvers.subList(0, LANE_SPANS).clear();
            }
        }
    }

    /** The one that reaches to this step, as far as that is known. */
    private EventWindow window(long step) {
        boolean late = step > latest.begin() || step == latest.begin() && again.end() < step;
        return late ? latest : again;
    }

    /** From this step on, all events up to that one are at hand; 0: none is missing. */
    public long knownFrom(long step) {
        return window(step).begin();
    }

    /** The events that became visible after one moment, up to another. */
    public List<KernelEvent> between(long after, long step) {
        return window(step).between(after, step);
    }

    /** The last so many events up to this step, or fewer if there were not so many. */
    public List<KernelEvent> recent(long step, int count) {
        return window(step).recent(step, count);
    }

    /** All events at hand up to this step, in order: of a very long run, not the earliest. */
    public List<KernelEvent> upTo(long step) {
        return window(step).recent(step, Integer.MAX_VALUE);
    }

    /** The last event before this step, as far as events are at hand, for which the condition holds. */
    public Optional<KernelEvent> lastBefore(long step, Predicate<KernelEvent> condition) {
        return window(step - 1).last(step - 1, condition);
    }

    /** All phases that are known, thinned out far from the present where a lane has too many. */
    public Timeline timeline(long present) {
        List<List<Span>> spans = new ArrayList<>();
        List<List<Turn>> turns = new ArrayList<>();
        for (int core = 0; core < lanes.size(); core++) {
            spans.add(thinned(lanes.get(core), present));
            turns.add(turns(switches.get(core), present));
        }
        int surplus = Math.max(0, handOvers.size() - LANE_SPANS);
        return new Timeline(spans, turns, handOvers.subList(surplus, handOvers.size()), end);
    }

    /** Those around the present where there are too many. The thread before the first switch is not told. */
    private List<Turn> turns(Changes all, long present) {
        int near = all.size() > LANE_SPANS ? all.upTo(present) : 0;
        int first = Math.clamp(near - LANE_SPANS / 2, 0, Math.max(0, all.size() - LANE_SPANS));
        List<Turn> turns = new ArrayList<>();
        for (int i = first; i < Math.min(all.size(), first + LANE_SPANS); i++) {
            long from = all.time(i);
            long to = i + 1 < all.size() ? all.time(i + 1) : Math.max(end, from);
            turns.add(new Turn(all.value(i), from, to));
        }
        return turns;
    }

    /** Half of the spans are spent on those around the present; what lies outside is shown coarsely. */
    private List<Span> thinned(Lane lane, long present) {
        List<Span> spans = lane.spans(end);
        if (spans.size() <= LANE_SPANS) {
            return spans;
        }
        int near = lane.at(present);
        int from = Math.clamp(near - LANE_SPANS / 4, 0, spans.size());
        int to = Math.clamp(near + LANE_SPANS / 4, 0, spans.size());
        List<Span> result = new ArrayList<>(coarse(lane, spans.subList(0, from)));
        result.addAll(spans.subList(from, to));
        result.addAll(coarse(lane, spans.subList(to, spans.size())));
        return result;
    }

    /** At most a quarter of the cap: equal shares of time, each in the phase that takes most of it. */
    private static List<Span> coarse(Lane lane, List<Span> spans) {
        int shares = LANE_SPANS / 4;
        if (spans.size() <= shares) {
            return spans;
        }
        long from = spans.getFirst().from();
        long length = spans.getLast().to() - from;
        List<Span> result = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            long begin = from + length * share / shares;
            long finish = from + length * (share + 1) / shares;
            append(result, new Span(lane.most(begin, finish), begin, finish));
        }
        return result;
    }

    private static void append(List<Span> spans, Span next) {
        if (!spans.isEmpty() && spans.getLast().phase() == next.phase()) {
            spans.set(spans.size() - 1, new Span(next.phase(), spans.getLast().from(), next.to()));
        } else {
            spans.add(next);
        }
    }
}
