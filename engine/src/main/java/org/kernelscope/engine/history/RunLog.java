/* What is known of a run, past and future of the present alike. */
package org.kernelscope.engine.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.Timeline;
import org.kernelscope.engine.view.Timeline.HandOver;
import org.kernelscope.engine.view.Timeline.Span;
import org.kernelscope.engine.view.Timeline.Turn;

/** Events and phases in the order of their steps, each once: what is executed again adds nothing. */
public final class RunLog {
    private static final int LANE_SPANS = 4000;

    private final List<KernelEvent> events = new ArrayList<>();
    private final List<HandOver> handOvers = new ArrayList<>();
    private final List<List<Span>> closed = new ArrayList<>();
    private final List<List<ThreadSwitched>> switches = new ArrayList<>();
    private final Span[] open;
    private long end;

    /** The empty log of a machine whose core 0 is busy and whose other cores wait. */
    public RunLog(int cores) {
        open = new Span[cores];
        Arrays.fill(open, new Span(Phase.IDLE, 0, 0));
        open[0] = new Span(Phase.BUSY, 0, 0);
        for (int core = 0; core < cores; core++) {
            closed.add(new ArrayList<>());
            switches.add(new ArrayList<>());
        }
    }

    /** Adds an event that becomes visible later than all before, or with the last. */
    public void add(KernelEvent event) {
        events.add(event);
        note(event);
    }

    /** Closes a core's phase and opens the next. */
    public void began(int core, Phase phase, long time) {
        Span before = open[core];
        if (time > before.from()) {
            closed.get(core).add(new Span(before.phase(), before.from(), time));
        }
        open[core] = new Span(phase, time, time);
    }

    /** The run is known up to this virtual time. */
    public void knownTo(long time) {
        end = Math.max(end, time);
    }

    /** Lets all go that became visible after this moment. */
    public void forgetAfter(long step, long time) {
        events.subList(eventsUpTo(step), events.size()).clear();
        handOvers.clear();
        switches.forEach(List::clear);
        events.forEach(this::note);
        for (int core = 0; core < open.length; core++) {
            List<Span> spans = closed.get(core);
            while (open[core].from() > time && !spans.isEmpty()) {
                open[core] = spans.removeLast();
            }
            open[core] = new Span(open[core].phase(), open[core].from(), open[core].from());
        }
        end = time;
    }

    private void note(KernelEvent event) {
        if (event instanceof LockHandedOver over) {
            handOvers.add(new HandOver(over.lock(), over.from(), over.core(), over.released(), over.time()));
        } else if (event instanceof ThreadSwitched switched) {
            switches.get(switched.core()).add(switched);
        }
    }

    /** How many events became visible at or before this step. */
    public int eventsUpTo(long step) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).step() <= step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The known events in order; a view that grows. */
    public List<KernelEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** All phases that are known, thinned out far from the present where a lane has too many. */
    public Timeline timeline(long present) {
        List<List<Span>> lanes = new ArrayList<>();
        List<List<Turn>> turns = new ArrayList<>();
        for (int core = 0; core < open.length; core++) {
            lanes.add(thinned(lane(core), present));
            turns.add(turns(switches.get(core), present));
        }
        int surplus = Math.max(0, handOvers.size() - LANE_SPANS);
        return new Timeline(lanes, turns, handOvers.subList(surplus, handOvers.size()), end);
    }

    /** Those around the present where there are too many. The thread before the first switch is not told. */
    private List<Turn> turns(List<ThreadSwitched> all, long present) {
        int near = 0;
        while (all.size() > LANE_SPANS && near < all.size() && all.get(near).time() <= present) {
            near++;
        }
        int first = Math.clamp(near - LANE_SPANS / 2, 0, Math.max(0, all.size() - LANE_SPANS));
        List<Turn> turns = new ArrayList<>();
        for (int i = first; i < Math.min(all.size(), first + LANE_SPANS); i++) {
            long from = all.get(i).time();
            long to = i + 1 < all.size() ? all.get(i + 1).time() : Math.max(end, from);
            turns.add(new Turn(all.get(i).to(), from, to));
        }
        return turns;
    }

    private List<Span> lane(int core) {
        List<Span> lane = new ArrayList<>(closed.get(core));
        lane.add(new Span(open[core].phase(), open[core].from(), Math.max(end, open[core].from())));
        return lane;
    }

    /** Half of the spans are spent on those around the present; what lies outside is shown coarsely. */
    private static List<Span> thinned(List<Span> lane, long present) {
        if (lane.size() <= LANE_SPANS) {
            return lane;
        }
        int near = 0;
        while (near < lane.size() - 1 && lane.get(near).to() <= present) {
            near++;
        }
        int from = Math.clamp(near - LANE_SPANS / 4, 0, lane.size());
        int to = Math.clamp(near + LANE_SPANS / 4, 0, lane.size());
        List<Span> result = new ArrayList<>(coarse(lane.subList(0, from)));
        result.addAll(lane.subList(from, to));
        result.addAll(coarse(lane.subList(to, lane.size())));
        return result;
    }

    /** At most a quarter of the cap: equal shares of time, each in the phase that takes most of it. */
    private static List<Span> coarse(List<Span> spans) {
        int shares = LANE_SPANS / 4;
        if (spans.size() <= shares) {
            return spans;
        }
        long from = spans.getFirst().from();
        long length = spans.getLast().to() - from;
        List<Span> result = new ArrayList<>();
        int index = 0;
        for (int share = 0; share < shares; share++) {
            long begin = from + length * share / shares;
            long finish = from + length * (share + 1) / shares;
            Map<Phase, Long> taken = new EnumMap<>(Phase.class);
            while (true) {
                Span span = spans.get(index);
                long inside = Math.min(span.to(), finish) - Math.max(span.from(), begin);
                taken.merge(span.phase(), inside, Long::sum);
                if (span.to() >= finish || index == spans.size() - 1) {
                    break;
                }
                index++;
            }
            append(result, new Span(most(taken), begin, finish));
        }
        return result;
    }

    private static Phase most(Map<Phase, Long> taken) {
        return Collections.max(taken.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private static void append(List<Span> spans, Span next) {
        if (!spans.isEmpty() && spans.getLast().phase() == next.phase()) {
            spans.set(spans.size() - 1, new Span(next.phase(), spans.getLast().from(), next.to()));
        } else {
            spans.add(next);
        }
    }
}
