/* Reads what the kernel believes: each part by its own reader, none where the image or the moment has no such part. */
package org.kernelscope.engine.frame;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.model.KernelModel;
import org.kernelscope.engine.view.BufferView;
import org.kernelscope.engine.view.ChannelView;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.MemoryView;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.TrapView;

/** A part is read once its primitives were first used: what a workload does not touch costs nothing. */
final class KernelReader {
    /** Functions during which the links of a queue do not agree. */
    private static final Set<String> MOVING = Set.of("queue_push", "queue_pop", "queue_remove");

    private final LockReader locks;
    private final ThreadReader threads;
    private final QueueReader queues;
    private final MemoryReader memory;
    private final SpaceReader spaces;
    private final ChannelReader channels;
    private final BufferReader buffers;
    private final TrapReader traps;

    KernelReader(Guest guest) {
        Tables tables = new Tables(guest.machine());
        locks = new LockReader(guest.machine());
        threads = new ThreadReader(guest);
        queues = new QueueReader(guest);
        memory = new MemoryReader(guest);
        spaces = new SpaceReader(guest, tables);
        channels = new ChannelReader(guest, tables, queues);
        buffers = new BufferReader(guest, queues);
        traps = new TrapReader(guest);
    }

    KernelView read(KernelModel model, List<CoreView> cores, Optional<KernelView> before) {
        List<LockView> lockViews = model.locks().locks().stream()
                .map(track -> locks.read(track, before))
                .toList();
        if (!model.threads().begun() && !model.memory().begun()) {
            return KernelView.ofLocks(lockViews);
        }
        KernelView old = before.orElse(KernelView.ofLocks(List.of()));
        boolean moving =
                cores.stream().anyMatch(core -> MOVING.contains(core.location().function()));
        List<ThreadView> threadViews =
                when(model.threads().begun(), () -> threads.read(model.map(), old.threads()), List.of());
        List<QueueView> queueViews = when(model.threads().begun(), () -> queues.read(model.map(), moving), List.of());
        MemoryView memoryView =
                when(model.memory().begun(), () -> memory.read(threadViews, old.memory()), MemoryView.NONE);
        List<SpaceView> spaceViews =
                when(model.memory().begun(), () -> spaces.read(threadViews, old.spaces()), List.of());
        List<ChannelView> channelViews =
                when(model.threads().begun(), () -> channels.read(threadViews, old.channels()), List.of());
        List<BufferView> bufferViews = when(model.messages().begun(), buffers::read, List.of());
        boolean translates = model.traps().begun() || model.memory().begun();
        List<TrapView> trapViews = when(translates, () -> traps.read(model.traps()), List.of());
        return new KernelView(
                lockViews, threadViews, queueViews, memoryView, spaceViews, channelViews, bufferViews, trapViews);
    }

    /** One part of the kernel. */
    private interface Reading<T> {
        T read() throws Unreadable;
    }

    /** A part that this kernel keeps in another way than its readers know is left out, never misread. */
    private static <T> T when(boolean begun, Reading<T> reading, T none) {
        try {
            return begun ? reading.read() : none;
        } catch (Unreadable e) {
            return none;
        }
    }
}
