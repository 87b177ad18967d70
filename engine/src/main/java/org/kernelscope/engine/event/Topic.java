/* What a kernel event is about. */
package org.kernelscope.engine.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.event.KernelEvent.BufferGot;
import org.kernelscope.engine.event.KernelEvent.BufferPut;
import org.kernelscope.engine.event.KernelEvent.ContainerExited;
import org.kernelscope.engine.event.KernelEvent.ContainerRefused;
import org.kernelscope.engine.event.KernelEvent.ContainerSplit;
import org.kernelscope.engine.event.KernelEvent.CoreStarted;
import org.kernelscope.engine.event.KernelEvent.FrameAllocated;
import org.kernelscope.engine.event.KernelEvent.FrameFreed;
import org.kernelscope.engine.event.KernelEvent.InterruptSent;
import org.kernelscope.engine.event.KernelEvent.LockEvent;
import org.kernelscope.engine.event.KernelEvent.MessageReceived;
import org.kernelscope.engine.event.KernelEvent.MessageSent;
import org.kernelscope.engine.event.KernelEvent.Notified;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.PageMapped;
import org.kernelscope.engine.event.KernelEvent.PageUnmapped;
import org.kernelscope.engine.event.KernelEvent.ProcessCreated;
import org.kernelscope.engine.event.KernelEvent.ProcessExited;
import org.kernelscope.engine.event.KernelEvent.ProcessKilled;
import org.kernelscope.engine.event.KernelEvent.ShareChanged;
import org.kernelscope.engine.event.KernelEvent.ShootdownDone;
import org.kernelscope.engine.event.KernelEvent.ShootdownSent;
import org.kernelscope.engine.event.KernelEvent.ShootdownServed;
import org.kernelscope.engine.event.KernelEvent.SystemCallEntered;
import org.kernelscope.engine.event.KernelEvent.SystemCallReturned;
import org.kernelscope.engine.event.KernelEvent.ThreadExited;
import org.kernelscope.engine.event.KernelEvent.ThreadSlept;
import org.kernelscope.engine.event.KernelEvent.ThreadSpawned;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.event.KernelEvent.ThreadWoken;
import org.kernelscope.engine.event.KernelEvent.TimerTicked;
import org.kernelscope.engine.event.KernelEvent.TrapEntered;
import org.kernelscope.engine.event.KernelEvent.TrapLeft;

/** The topics, in the order in which scenarios are listed. */
public enum Topic {
    LOCKS("spinlock"),
    THREADS("threads"),
    MEMORY("page-tables", "memory"),
    MESSAGES("ipc"),
    TRAPS("traps");

    private final List<String> views;

    Topic(String... views) {
        this.views = List.of(views);
    }

    /** The topic that a view shows; empty for views of everything. */
    public static Optional<Topic> ofView(String id) {
        return Arrays.stream(values()).filter(topic -> topic.views.contains(id)).findFirst();
    }

    /** The topic of an event; empty where it matters to several, or to none. */
    public static Optional<Topic> of(KernelEvent event) {
        return switch (event) {
            case CoreStarted _ -> Optional.empty();
            case ProcessCreated _, ProcessExited _, ProcessKilled _ -> Optional.empty();
            case LockEvent _ -> Optional.of(LOCKS);
            case ThreadSpawned _, ThreadSwitched _, ThreadSlept _, ThreadWoken _, ThreadExited _ ->
                Optional.of(THREADS);
            case FrameAllocated _, FrameFreed _ -> Optional.of(MEMORY);
            case ContainerSplit _, ContainerRefused _, ContainerExited _ -> Optional.of(MEMORY);
            case PageMapped _, PageUnmapped _, PageFaulted _ -> Optional.of(MEMORY);
            case ShareChanged _, ShootdownSent _, ShootdownServed _, ShootdownDone _ -> Optional.of(MEMORY);
            case MessageSent _, MessageReceived _, Notified _, BufferPut _, BufferGot _ -> Optional.of(MESSAGES);
            case InterruptSent _, TimerTicked _, TrapEntered _, TrapLeft _ -> Optional.of(TRAPS);
            case SystemCallEntered _, SystemCallReturned _ -> Optional.of(TRAPS);
        };
    }
}
