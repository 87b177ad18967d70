/* Reads the thread blocks. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.model.KernelMap;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;

/** Threads that are alive, or were: a block that was never used has no name. */
final class ThreadReader {
    private static final List<State> STATES = List.of(State.values());

    private final Guest guest;
    private final int cores;

    ThreadReader(Guest guest) {
        this.guest = guest;
        cores = guest.machine().config().cores();
    }

    List<ThreadView> read(KernelMap map, List<ThreadView> before) throws Unreadable {
        Place table = guest.variable("threads").copied();
        int[] current = new int[cores];
        List<Integer> idle = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            current[core] = guest.variable("current").at(core).member("thread").word();
            idle.add(guest.variable("run_queues").at(core).member("idle").word());
        }
        Map<Integer, ThreadView> old = new HashMap<>();
        before.forEach(thread -> old.put(thread.id(), thread));
        List<ThreadView> threads = new ArrayList<>();
        for (int id = 0; id < table.count(); id++) {
            Place block = table.at(id);
            String name = block.member("name").text();
            if (block.member("state").word() != 0 || !name.isEmpty()) {
                ThreadView thread = thread(id, name, block, map, current, idle.contains(id), table.count());
                threads.add(compared(thread, Optional.ofNullable(old.get(id)), !before.isEmpty()));
            }
        }
        return threads;
    }

    private static ThreadView thread(
            int id, String name, Place block, KernelMap map, int[] current, boolean idle, int count) throws Unreadable {
        int state = block.member("state").word();
        if (state < 0 || state >= STATES.size()) {
            throw new Unreadable("thread " + id + " has the state " + state);
        }
        OptionalInt runningOn = OptionalInt.empty();
        for (int core = 0; core < current.length; core++) {
            if (current[core] == id) {
                runningOn = OptionalInt.of(core);
            }
        }
        int space = block.member("space").word();
        int queue = block.member("queue").word();
        return new ThreadView(
                id,
                name,
                STATES.get(state),
                block.member("cpu").word(),
                idle,
                space >= 0 && space < count ? OptionalInt.of(space) : OptionalInt.empty(),
                queue == 0 ? Optional.empty() : Optional.of(map.queueName(queue)),
                block.member("cycles").number(),
                block.member("switches").number(),
                block.member("wakeups").number(),
                runningOn,
                false);
    }

    private static ThreadView compared(ThreadView now, Optional<ThreadView> before, boolean comparable) {
        boolean same = before.filter(old -> old.state() == now.state()
                        && old.cpu() == now.cpu()
                        && old.space().equals(now.space())
                        && old.queue().equals(now.queue())
                        && old.switches() == now.switches()
                        && old.wakeups() == now.wakeups()
                        && old.runningOn().equals(now.runningOn())
                        && old.name().equals(now.name()))
                .isPresent();
        return new ThreadView(
                now.id(),
                now.name(),
                now.state(),
                now.cpu(),
                now.idle(),
                now.space(),
                now.queue(),
                now.cycles(),
                now.switches(),
                now.wakeups(),
                now.runningOn(),
                comparable && !same);
    }
}
