/* Reads the queues of threads, from head to tail. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.model.KernelMap;
import org.kernelscope.engine.model.KernelMap.KnownQueue;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.QueueView.Kind;

/** Broken links are described, never followed for ever. */
final class QueueReader {
    private final Guest guest;
    private final int cores;

    QueueReader(Guest guest) {
        this.guest = guest;
        cores = guest.machine().config().cores();
    }

    /**
     * The queues of the cores, and those in which somebody sleeps.
     *
     * @param moving whether a core is changing links now: then disagreeing links are no problem
     */
    List<QueueView> read(KernelMap map, boolean moving) throws Unreadable {
        Place threads = guest.variable("threads").copied();
        Set<Integer> used = new LinkedHashSet<>();
        for (int id = 0; id < threads.count(); id++) {
            used.add(threads.at(id).member("queue").word());
        }
        List<QueueView> queues = new ArrayList<>();
        for (KnownQueue queue : map.queues()) {
            boolean wanted =
                    queue.core().isPresent() ? queue.core().getAsInt() < cores : used.contains(queue.address());
            if (wanted) {
                queues.add(walk(queue, threads, moving));
            }
        }
        queues.sort((a, b) -> a.kind().compareTo(b.kind()));
        return queues;
    }

    /** The threads that stand in a queue, as far as its links lead. */
    List<Integer> threads(Place queue) throws Unreadable {
        Place threads = guest.variable("threads").copied();
        var known = new KnownQueue("", queue.address(), Kind.SLEEPING, OptionalInt.empty());
        return walk(known, threads, true).threads();
    }

    private QueueView walk(KnownQueue queue, Place threads, boolean moving) throws Unreadable {
        Place ends = guest.struct(queue.address(), "queue");
        int none = threads.count();
        int tail = ends.member("tail").word();
        int previous = none;
        int next = ends.member("head").word();
        Set<Integer> found = new LinkedHashSet<>();
        Optional<String> problem = Optional.empty();
        while (next != none && problem.isEmpty()) {
            problem = wrongLink(queue, threads, previous, next, found, moving);
            if (next >= 0 && next < none && found.add(next)) {
                previous = next;
                next = threads.at(next).member("next").word();
            }
        }
        if (problem.isEmpty() && !moving && tail != previous) {
            problem = Optional.of(
                    "its tail is " + named(tail, none) + ", but its last link leads to " + named(previous, none));
        }
        return new QueueView(queue.name(), queue.kind(), queue.core(), List.copyOf(found), problem);
    }

    private static Optional<String> wrongLink(
            KnownQueue queue, Place threads, int previous, int next, Set<Integer> found, boolean moving)
            throws Unreadable {
        int none = threads.count();
        if (next < 0 || next > none) {
            return Optional.of("the link after " + named(previous, none) + " leads to " + Integer.toUnsignedString(next)
                    + ", which is no thread");
        }
        if (found.contains(next)) {
            return Optional.of(
                    "it goes round: the link after " + named(previous, none) + " leads back to " + named(next, none));
        }
        Place thread = threads.at(next);
        int back = thread.member("previous").word();
        if (!moving && back != previous) {
            return Optional.of("thread " + next + " stands after " + named(previous, none)
                    + ", but its own link says after " + named(back, none));
        }
        if (!moving && thread.member("queue").word() != queue.address()) {
            return Optional.of("thread " + next + " stands in it, but thinks that it stands elsewhere");
        }
        return Optional.empty();
    }

    private static String named(int id, int none) {
        return id == none ? "nobody" : "thread " + Integer.toUnsignedString(id);
    }
}
