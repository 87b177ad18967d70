/* The smallest sample of a kernel with a user program, and one in which everything is in disorder. */
package org.kernelscope.visualizers.gallery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.ContainerRefused;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.ProcessKilled;
import org.kernelscope.engine.event.KernelEvent.ThreadSlept;
import org.kernelscope.engine.event.KernelEvent.ThreadSpawned;
import org.kernelscope.engine.view.BufferView;
import org.kernelscope.engine.view.ChannelView;
import org.kernelscope.engine.view.ChannelView.Mode;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView;
import org.kernelscope.engine.view.MemoryView.ContainerView;
import org.kernelscope.engine.view.MemoryView.FrameRun;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.QueueView.Kind;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.SpaceView.Mapping;
import org.kernelscope.engine.view.SpaceView.Table;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.engine.view.TrapView.Step;
import org.kernelscope.engine.view.TrapView.TlbLine;
import org.kernelscope.engine.view.TrapView.Walk;

/** One core and two. */
final class SampleSmall {
    private static final long NOW = 240_300;

    private SampleSmall() {}

    /** The first program has just been spawned; it has not run yet. */
    static Frame one() {
        KernelView kernel = new KernelView(
                List.of(),
                List.of(SampleKernel.idle(1, 0, State.RUNNING), SampleKernel.ready(2, "init", 0, "ready[0]", true)),
                List.of(
                        SampleKernel.queue("ready[0]", Kind.READY, 0, 2),
                        SampleKernel.queue("pending[0]", Kind.PENDING, 0)),
                new MemoryView(
                        8192,
                        7150,
                        List.of(
                                new FrameRun(0, 1024, FrameRun.Kind.RESERVED, 0, 0, false),
                                new FrameRun(1024, 1, FrameRun.Kind.ALLOCATED, 0, 1, false),
                                new FrameRun(1025, 8, FrameRun.Kind.ALLOCATED, 2, 1, true),
                                new FrameRun(1033, 7159, FrameRun.Kind.FREE, 0, 0, false)),
                        List.of(
                                new ContainerView(0, "root", 0, 7159, 4097, 64, 63, List.of(1, 2), true),
                                new ContainerView(1, "idle", 0, 0, 0, 1, 1, List.of(), false),
                                new ContainerView(2, "init", 0, 4096, 8, 61, 1, List.of(), true)),
                        List.of()),
                List.of(SampleKernel.space(2, "init", 0x401, List.of(), 4, 4)),
                List.of(new ChannelView(
                        2, "init", Mode.IDLE, OptionalInt.empty(), List.of(), Optional.empty(), 0, false)),
                List.of(new BufferView(0, List.of(), 16, List.of(), List.of())),
                List.of(new TrapView(0, 0, Optional.empty(), List.of(), Optional.empty())));
        KernelEvent latest = new ThreadSpawned(5_020, NOW - 40, 0, 2, "init", 0);
        return SampleParts.user(1, NOW, new Phase[] {Phase.BUSY}, kernel, List.of(latest), 1);
    }

    /** What a defective kernel leaves behind. */
    static Frame broken() {
        List<ThreadView> threads = List.of(
                SampleKernel.running(3, "crash", 0, true),
                SampleKernel.idle(2, 1, State.RUNNING),
                SampleKernel.ready(4, "shell", 0, "ready[0]", false),
                SampleKernel.sleeping(5, "reader", 1, "terminal_input"),
                SampleKernel.ready(6, "lost", 1, "ready[1]", false));
        String loop = "the link from thread 4 leads back to thread 3, which runs";
        List<QueueView> queues = List.of(
                new QueueView("ready[0]", Kind.READY, OptionalInt.of(0), List.of(4, 3), Optional.of(loop)),
                SampleKernel.queue("ready[1]", Kind.READY, 1),
                new QueueView(
                        "terminal_input",
                        Kind.SLEEPING,
                        OptionalInt.empty(),
                        List.of(5),
                        Optional.of("thread 5's previous link says 61, the tail says 12")));
        KernelView kernel = new KernelView(
                List.of(),
                threads,
                queues,
                brokenMemory(),
                List.of(brokenSpace()),
                List.of(
                        new ChannelView(
                                3, "crash", Mode.SENDING, OptionalInt.of(61), List.of(), Optional.empty(), 0, true),
                        new ChannelView(
                                4, "shell", Mode.IDLE, OptionalInt.empty(), List.of(60), Optional.empty(), 0, false)),
                List.of(new BufferView(0, List.of(1, 2), 16, List.of(5), List.of(4))),
                brokenTraps());
        List<KernelEvent> recent = List.of(
                new ContainerRefused(9_000, NOW - 4000, 0, 3),
                new PageFaulted(9_100, NOW - 900, 0, 3, 0x00108000, true, true, true),
                new ProcessKilled(9_150, NOW - 300, 0, 3, "write to the kernel at 00108 000"),
                new ThreadSlept(9_180, NOW - 100, 1, 5, "terminal_input"));
        return SampleParts.user(2, NOW, new Phase[] {Phase.BUSY, Phase.BUSY}, kernel, recent, 2);
    }

    private static MemoryView brokenMemory() {
        return new MemoryView(
                4096,
                3000,
                List.of(
                        new FrameRun(0, 1024, FrameRun.Kind.RESERVED, 0, 0, false),
                        new FrameRun(1024, 70, FrameRun.Kind.ALLOCATED, 3, 1, false),
                        new FrameRun(1094, 2, FrameRun.Kind.ALLOCATED, 44, 0, true),
                        new FrameRun(1096, 3000, FrameRun.Kind.FREE, 0, 0, false)),
                List.of(
                        new ContainerView(0, "root", 0, 3000, 64, 64, 3, List.of(3, 4), false),
                        new ContainerView(3, "crash", 0, 64, 70, 1, 1, List.of(), true)),
                List.of());
    }

    private static SpaceView brokenSpace() {
        return new SpaceView(
                3,
                "crash",
                0x400,
                List.of(0),
                List.of(
                        new Table(256, 0x401, 0x40000000, List.of()),
                        new Table(
                                257,
                                0x402,
                                0x40400000,
                                List.of(new Mapping(0x40400000, 0x500, true, false, true, true, false)))));
    }

    private static List<TrapView> brokenTraps() {
        Walk walk = new Walk(
                0x00108000,
                List.of(new Step("directory", 0, 0x400000, 0x000001e3, "4 MiB page for the kernel alone, global")),
                "refused: the user may not write to the kernel's page");
        return List.of(
                new TrapView(
                        0,
                        0,
                        Optional.of(SampleKernel.fault(NOW - 900)),
                        List.of(new TlbLine(0x40400, 0x501, false, false, true, true, true)),
                        Optional.of(walk)),
                new TrapView(1, 0, Optional.empty(), List.of(), Optional.empty()));
    }
}
