/* What the kernel believes, as one immutable value. */
package org.kernelscope.engine.view;

import java.util.List;
import java.util.Optional;

/**
 * Typed kernel state, read by peeking. A list is empty where the image has no such layer or the layer has not begun its
 * work.
 *
 * @param locks every lock variable of the image, in address order
 * @param threads the thread blocks that are or were in use, by number
 * @param queues the queues of threads: ready, pending, and those in which somebody sleeps
 * @param memory frames, containers, shared pages
 * @param spaces address spaces of users, by number
 * @param channels one for each thread that is or was in use, by number
 * @param buffers the bounded buffers, by number
 * @param traps one per core
 */
public record KernelView(
        List<LockView> locks,
        List<ThreadView> threads,
        List<QueueView> queues,
        MemoryView memory,
        List<SpaceView> spaces,
        List<ChannelView> channels,
        List<BufferView> buffers,
        List<TrapView> traps) {
    public KernelView {
        locks = List.copyOf(locks);
        threads = List.copyOf(threads);
        queues = List.copyOf(queues);
        spaces = List.copyOf(spaces);
        channels = List.copyOf(channels);
        buffers = List.copyOf(buffers);
        traps = List.copyOf(traps);
    }

    /** A kernel of which only the locks are known. */
    public static KernelView ofLocks(List<LockView> locks) {
        return new KernelView(locks, List.of(), List.of(), MemoryView.NONE, List.of(), List.of(), List.of(), List.of());
    }

    public Optional<LockView> lock(String name) {
        return locks.stream().filter(lock -> lock.name().equals(name)).findFirst();
    }

    public Optional<ThreadView> thread(int id) {
        return threads.stream().filter(thread -> thread.id() == id).findFirst();
    }

    public Optional<SpaceView> space(int id) {
        return spaces.stream().filter(space -> space.id() == id).findFirst();
    }
}
