/* Events of a part of a run. */
package org.kernelscope.engine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;

/** All events that became visible after its first step, and some that did before: those that a frame shows. */
final class EventWindow {
    private final long begin;
    private final List<KernelEvent> events;
    private long end;

    /**
     * A window that is empty yet.
     *
     * @param begin the step after which it begins
     * @param before the last events up to there
     */
    EventWindow(long begin, List<KernelEvent> before) {
        this.begin = begin;
        end = begin;
        events = new ArrayList<>(before);
    }

    long begin() {
        return begin;
    }

    /** The step up to which it is known to be complete. */
    long end() {
        return end;
    }

    void knownTo(long step) {
        end = Math.max(end, step);
    }

    int size() {
        return events.size();
    }

    List<KernelEvent> events() {
        return events;
    }

    void add(KernelEvent event) {
        events.add(event);
    }

    /** The same without the earliest so many, about. */
    EventWindow shortened(int fewer) {
        long step = events.get(fewer).step();
        var shorter = new EventWindow(step, events.subList(count(step) - Math.min(count(step), Frame.RECENT), size()));
        shorter.end = end;
        return shorter;
    }

    /** The same without what became visible later. */
    EventWindow upTo(long step) {
        var earlier = new EventWindow(begin, events.subList(0, count(step)));
        earlier.end = Math.min(end, step);
        return earlier;
    }

    List<KernelEvent> between(long after, long step) {
        int to = count(step);
        return events.subList(Math.min(count(after), to), to);
    }

    List<KernelEvent> recent(long step, int most) {
        int to = count(step);
        return events.subList(Math.max(0, to - most), to);
    }

    Optional<KernelEvent> last(long step, Predicate<KernelEvent> condition) {
        return events.subList(0, count(step)).reversed().stream()
                .filter(condition)
                .findFirst();
    }

    private int count(long step) {
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
}
