/* What the fold knows of threads. */
package org.kernelscope.engine.model;

import org.kernelscope.engine.event.KernelEvent.ThreadExited;
import org.kernelscope.engine.event.KernelEvent.ThreadSlept;
import org.kernelscope.engine.event.KernelEvent.ThreadSpawned;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.event.KernelEvent.ThreadWoken;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;

/**
 * The topic of threads.
 *
 * @param begun whether any thread ever got a core
 * @param asleep a bit for each thread that went to sleep and was not woken yet
 */
public record ThreadsTrack(boolean begun, long asleep) {
    static final ThreadsTrack AT_POWER_ON = new ThreadsTrack(false, 0);

    /** The thread that the kernel says a core runs; no thread's number before it runs one. */
    static int running(int core, Surroundings at) throws Unreadable {
        return at.guest().variable("current").at(core).member("thread").word();
    }

    private static boolean isThread(int id, Surroundings at) throws Unreadable {
        return id >= 0
                && id < Math.min(Long.SIZE, at.guest().variable("threads").count());
    }

    /** The space of the thread that a core runs; the number of threads, which is no space's, where it runs none. */
    static int space(int core, Surroundings at) throws Unreadable {
        Place threads = at.guest().variable("threads");
        int running = running(core, at);
        return isThread(running, at) ? threads.at(running).member("space").word() : threads.count();
    }

    ThreadsTrack spawned(Call call, Surroundings at) throws Unreadable {
        if (call.result() == 0) {
            String name = at.guest().text(call.argument(2));
            at.happened(new ThreadSpawned(
                    at.step(), at.time(call.core()), call.core(), call.argument(0), name, call.argument(1)));
        }
        return this;
    }

    ThreadsTrack switched(Call call, Surroundings at) throws Unreadable {
        int from = running(call.core(), at);
        int to = call.argument(0);
        if (begun && from != to && isThread(from, at)) {
            at.happened(new ThreadSwitched(at.step(), at.time(call.core()), call.core(), from, to));
        }
        return new ThreadsTrack(true, asleep);
    }

    ThreadsTrack slept(Call call, KernelMap map, Surroundings at) throws Unreadable {
        int self = running(call.core(), at);
        if (!isThread(self, at) || isCancelled(self, at)) {
            return this;
        }
        String queue = map.queueName(call.argument(0));
        at.happened(new ThreadSlept(at.step(), at.time(call.core()), call.core(), self, queue));
        return new ThreadsTrack(begun, asleep | 1L << self);
    }

    private static boolean isCancelled(int id, Surroundings at) throws Unreadable {
        return at.guest().variable("threads").at(id).member("cancelled").word() != 0;
    }

    ThreadsTrack cancelled(Call call, Surroundings at) throws Unreadable {
        return woken(call.argument(0), call.core(), at);
    }

    ThreadsTrack wokenByName(Call call, Surroundings at) throws Unreadable {
        return woken(call.argument(0), call.core(), at);
    }

    ThreadsTrack wokenFromQueue(Call call, Surroundings at) throws Unreadable {
        return woken(call.result(), call.core(), at);
    }

    private ThreadsTrack woken(int id, int core, Surroundings at) throws Unreadable {
        if (!isThread(id, at) || (asleep & 1L << id) == 0) {
            return this;
        }
        int to = at.guest().variable("threads").at(id).member("cpu").word();
        at.happened(new ThreadWoken(at.step(), at.time(core), core, id, running(core, at), to));
        return new ThreadsTrack(begun, asleep & ~(1L << id));
    }

    ThreadsTrack exited(Call call, Surroundings at) throws Unreadable {
        at.happened(new ThreadExited(at.step(), at.time(call.core()), call.core(), running(call.core(), at)));
        return this;
    }
}
