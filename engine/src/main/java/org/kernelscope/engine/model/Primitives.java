/* The functions of the kernel whose calls mean something, all of them. */
package org.kernelscope.engine.model;

import static org.kernelscope.engine.model.Primitive.both;
import static org.kernelscope.engine.model.Primitive.entered;
import static org.kernelscope.engine.model.Primitive.left;

import java.util.List;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.model.Primitive.Meaning;

/**
 * The one table of landmarks: a function's name, how many arguments are read, and what its entry or its return means to
 * a topic. An image without the function has no such landmark.
 */
public final class Primitives {
    private static final List<Primitive> ALL = List.of(
            both("lock_acquire", 1, locks(LocksTrack::requested), locks(LocksTrack::acquired)),
            both("lock_release", 1, locks(LocksTrack::releaseEntered), locks(LocksTrack::releaseLeft)),
            entered("contention_think", 0, locks(LocksTrack::thinks)),
            entered("cpus_barrier", 0, locks(LocksTrack::meets)),
            entered("processor_entry", 0, locks(LocksTrack::started)),
            left("thread_spawn", 3, threads(ThreadsTrack::spawned)),
            entered("current_set", 1, threads(ThreadsTrack::switched)),
            entered(
                    "thread_sleep",
                    1,
                    (model, call, at) -> model.with(model.threads().slept(call, model.map(), at))),
            entered("thread_wake", 1, threads(ThreadsTrack::wokenByName)),
            left("thread_wakeup", 0, threads(ThreadsTrack::wokenFromQueue)),
            entered("thread_cancel", 2, threads(ThreadsTrack::cancelled)),
            entered("thread_exit", 0, threads(ThreadsTrack::exited)),
            left("frame_alloc", 1, memory(MemoryTrack::allocated)),
            entered("frame_free", 1, memory(MemoryTrack::freed)),
            entered("frame_drop", 1, memory(MemoryTrack::dropped)),
            left("container_split", 3, memory(MemoryTrack::split)),
            left("container_alloc", 1, memory(MemoryTrack::refused)),
            entered("container_exit", 1, memory(MemoryTrack::ended)),
            left("page_insert", 5, memory(MemoryTrack::mapped)),
            left("page_remove", 2, memory(MemoryTrack::unmapped)),
            both("shootdown_flush", 0, memory(MemoryTrack::flushing), memory(MemoryTrack::flushed)),
            left("share_offer", 2, memory(MemoryTrack::offered)),
            left("share_end", 2, memory(MemoryTrack::unshared)),
            entered("channel_send", 2, messages(MessagesTrack::sent)),
            both("channel_call", 2, messages(MessagesTrack::sent), messages(MessagesTrack::answered)),
            entered("channel_reply", 2, messages(MessagesTrack::sent)),
            both("channel_receive", 3, messages(MessagesTrack::waits), messages(MessagesTrack::received)),
            left("notification_send", 2, messages(MessagesTrack::notified)),
            both("buffer_put", 2, messages(MessagesTrack::waits), messages(MessagesTrack::put)),
            both("buffer_get", 2, messages(MessagesTrack::waits), messages(MessagesTrack::got)),
            entered("apic_send", 2, traps(TrapsTrack::sent)),
            entered("trap_dispatch", 1, (model, call, at) -> {
                TrapsTrack entered = model.traps().entered(call, at);
                return model.with(entered).with(model.locks().interrupted(call.core(), at));
            }),
            both("syscall_dispatch", 1, traps(TrapsTrack::calls), traps(TrapsTrack::answered)),
            left("process_create", 2, traps(TrapsTrack::created)),
            entered("process_exit", 1, traps(TrapsTrack::exited)),
            entered("process_kill", 1 + Reason.ARGUMENTS, traps(TrapsTrack::killed)));

    private Primitives() {}

    public static List<Primitive> all() {
        return ALL;
    }

    /** What a call means to one topic. */
    private interface Step<T> {
        T after(T track, Call call, Surroundings at) throws Unreadable;
    }

    private static Meaning locks(Step<LocksTrack> step) {
        return (model, call, at) -> model.with(step.after(model.locks(), call, at));
    }

    private static Meaning threads(Step<ThreadsTrack> step) {
        return (model, call, at) -> model.with(step.after(model.threads(), call, at));
    }

    private static Meaning memory(Step<MemoryTrack> step) {
        return (model, call, at) -> model.with(step.after(model.memory(), call, at));
    }

    private static Meaning messages(Step<MessagesTrack> step) {
        return (model, call, at) -> model.with(step.after(model.messages(), call, at));
    }

    private static Meaning traps(Step<TrapsTrack> step) {
        return (model, call, at) -> model.with(step.after(model.traps(), call, at));
    }
}
