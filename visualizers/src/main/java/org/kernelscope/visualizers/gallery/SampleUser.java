/* The sample of a kernel at work: a server with clients, a producer with a consumer, a page fault, a shootdown. */
package org.kernelscope.visualizers.gallery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.BufferPut;
import org.kernelscope.engine.event.KernelEvent.FrameAllocated;
import org.kernelscope.engine.event.KernelEvent.InterruptSent;
import org.kernelscope.engine.event.KernelEvent.MessageReceived;
import org.kernelscope.engine.event.KernelEvent.MessageSent;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.PageMapped;
import org.kernelscope.engine.event.KernelEvent.ShootdownSent;
import org.kernelscope.engine.event.KernelEvent.SystemCallEntered;
import org.kernelscope.engine.event.KernelEvent.SystemCallReturned;
import org.kernelscope.engine.event.KernelEvent.ThreadSlept;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.event.KernelEvent.ThreadWoken;
import org.kernelscope.engine.event.KernelEvent.TrapEntered;
import org.kernelscope.engine.view.BufferView;
import org.kernelscope.engine.view.ChannelView;
import org.kernelscope.engine.view.ChannelView.Message;
import org.kernelscope.engine.view.ChannelView.Mode;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView;
import org.kernelscope.engine.view.MemoryView.ShareView;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.QueueView.Kind;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.engine.view.TrapView.TlbLine;

/** Figures are invented; the structure is the engine's. */
final class SampleUser {
    private static final long NOW = 912_480;

    private SampleUser() {}

    static Frame frame() {
        Phase[] phases = {Phase.BUSY, Phase.BUSY, Phase.BUSY, Phase.BUSY};
        KernelView kernel =
                new KernelView(List.of(), threads(), queues(), memory(), spaces(), channels(), buffers(), traps());
        return SampleParts.user(4, NOW, phases, kernel, events(), 5);
    }

    private static List<KernelEvent> events() {
        return List.of(
                new ThreadSwitched(88_100, NOW - 9200, 3, 4, 12),
                new BufferPut(88_210, NOW - 8100, 2, 0, 41),
                new ThreadSlept(88_300, NOW - 7700, 2, 11, "putters of buffer 0"),
                new SystemCallEntered(88_390, NOW - 6900, 3, "get", List.of(0, 0, 0)),
                new SystemCallReturned(88_420, NOW - 6600, 3, "get", 0),
                new SystemCallEntered(88_500, NOW - 5200, 0, "receive", List.of(64, 0x40008f40, 0)),
                new MessageSent(88_620, NOW - 3900, 3, 10, 8, 4),
                new MessageReceived(88_690, NOW - 3100, 0, 9, 8, 4),
                new TrapEntered(88_700, NOW - 2900, 1, 14, "page fault", 3),
                new PageFaulted(88_701, NOW - 2880, 1, 9, 0x40005010, true, true, false),
                new FrameAllocated(88_760, NOW - 1900, 1, 0x52b, 9),
                new PageMapped(88_790, NOW - 1500, 1, 9, 0x40005000, 0x52b, true),
                new ShootdownSent(88_820, NOW - 1100, 0, List.of(1, 3), 1),
                new InterruptSent(88_821, NOW - 1090, 0, 0x42, 1),
                new InterruptSent(88_822, NOW - 1080, 0, 0x42, 3),
                new ThreadWoken(88_880, NOW - 160, 0, 7, 8, 2),
                new InterruptSent(88_885, NOW - 120, 0, 0x43, 2));
    }

    private static List<ThreadView> threads() {
        return List.of(
                SampleKernel.idle(1, 0, State.READY),
                SampleKernel.idle(2, 1, State.READY),
                SampleKernel.idle(3, 2, State.RUNNING),
                SampleKernel.idle(4, 3, State.READY),
                SampleKernel.sleeping(5, "init", 0, "children of 5"),
                SampleKernel.ready(6, "ping", 1, "ready[1]", false),
                SampleKernel.ready(7, "pong", 2, "pending[2]", true),
                SampleKernel.running(8, "server", 0, false),
                SampleKernel.running(9, "client", 1, true),
                SampleKernel.sleeping(10, "client", 3, "senders of 8"),
                SampleKernel.sleeping(11, "producer", 2, "putters of buffer 0"),
                SampleKernel.running(12, "consumer", 3, false),
                SampleKernel.dead(13, "hog", 1),
                SampleKernel.ready(14, "spin", 1, "ready[1]", false),
                SampleKernel.sleeping(15, "client", 1, "senders of 8"),
                SampleKernel.sleeping(16, "notifier", 3, "notification of 16"));
    }

    private static List<QueueView> queues() {
        return List.of(
                SampleKernel.queue("ready[0]", Kind.READY, 0),
                SampleKernel.queue("ready[1]", Kind.READY, 1, 14, 6),
                SampleKernel.queue("ready[2]", Kind.READY, 2),
                SampleKernel.queue("ready[3]", Kind.READY, 3),
                SampleKernel.queue("pending[0]", Kind.PENDING, 0),
                SampleKernel.queue("pending[1]", Kind.PENDING, 1),
                SampleKernel.queue("pending[2]", Kind.PENDING, 2, 7),
                SampleKernel.queue("pending[3]", Kind.PENDING, 3),
                SampleKernel.asleep("senders of 8", 10, 15),
                SampleKernel.asleep("notification of 16", 16),
                SampleKernel.asleep("putters of buffer 0", 11),
                SampleKernel.asleep("children of 5", 5));
    }

    private static MemoryView memory() {
        List<ShareView> shares = List.of(
                new ShareView(6, 7, ShareView.State.READY, true, 0x40010000),
                new ShareView(7, 6, ShareView.State.READY, false, 0x40010000),
                new ShareView(9, 16, ShareView.State.PENDING, false, 0x40007000));
        return new MemoryView(16_384, 14_806, SampleKernel.runs(), SampleKernel.containers(), shares);
    }

    private static List<SpaceView> spaces() {
        return List.of(
                SampleKernel.space(5, "init", 0x510, List.of(), 0x40, 9),
                SampleKernel.space(6, "ping", 0x514, List.of(), 0x44, 7),
                SampleKernel.space(7, "pong", 0x518, List.of(), 0x48, 7),
                SampleKernel.space(8, "server", 0x51c, List.of(0), 0x4c, 12),
                SampleKernel.faulting(),
                SampleKernel.space(12, "consumer", 0x530, List.of(3), 0x60, 8));
    }

    private static List<ChannelView> channels() {
        return List.of(
                channel(5, "init", Mode.IDLE, OptionalInt.empty(), Optional.empty(), 0, false),
                channel(6, "ping", Mode.IDLE, OptionalInt.empty(), Optional.empty(), 0, false),
                channel(7, "pong", Mode.RECEIVING, OptionalInt.of(6), Optional.empty(), 0, false),
                new ChannelView(
                        8, "server", Mode.REPLYING, OptionalInt.of(9), List.of(10, 15), Optional.empty(), 0, true),
                channel(9, "client", Mode.CALLING, OptionalInt.of(8), message(4, 0, 41, 500, 7), 0, true),
                channel(10, "client", Mode.CALLING, OptionalInt.of(8), message(4, 0, 17, 500, 7), 0, false),
                channel(11, "producer", Mode.IDLE, OptionalInt.empty(), Optional.empty(), 0, false),
                channel(12, "consumer", Mode.IDLE, OptionalInt.empty(), Optional.empty(), 0, false),
                channel(
                        15,
                        "client",
                        Mode.SENDING,
                        OptionalInt.of(8),
                        Optional.of(new Message(1024, List.of(1, 2, 3, 4), OptionalInt.of(0x4000c000))),
                        0,
                        false),
                channel(16, "notifier", Mode.IDLE, OptionalInt.empty(), Optional.empty(), 0x9, false));
    }

    private static Optional<Message> message(int words, Integer... head) {
        return Optional.of(new Message(words, List.of(head), OptionalInt.empty()));
    }

    private static ChannelView channel(
            int owner,
            String name,
            Mode mode,
            OptionalInt partner,
            Optional<Message> message,
            int bits,
            boolean changed) {
        return new ChannelView(owner, name, mode, partner, List.of(), message, bits, changed);
    }

    private static List<BufferView> buffers() {
        List<Integer> full = List.of(26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41);
        return List.of(
                new BufferView(0, full, 16, List.of(11), List.of()),
                new BufferView(1, List.of(7, 2_000_000, -3), 16, List.of(), List.of()),
                new BufferView(2, List.of(), 16, List.of(), List.of()),
                new BufferView(3, List.of(), 16, List.of(), List.of()));
    }

    private static List<TrapView> traps() {
        return List.of(
                new TrapView(
                        0,
                        0,
                        Optional.of(SampleKernel.call(NOW - 5260, "receive", Optional.empty())),
                        tlb(),
                        Optional.empty()),
                new TrapView(
                        1, 0, Optional.of(SampleKernel.fault(NOW - 2900)), tlb(), Optional.of(SampleKernel.walk())),
                new TrapView(2, 0, Optional.of(SampleKernel.timer(NOW - 24_000)), List.of(), Optional.empty()),
                new TrapView(
                        3,
                        3,
                        Optional.of(SampleKernel.call(NOW - 6950, "get", Optional.of(0))),
                        tlb(),
                        Optional.empty()));
    }

    private static List<TlbLine> tlb() {
        return List.of(
                new TlbLine(0x0, 0x0, true, true, true, false, false),
                new TlbLine(0x40000, 0x41e, false, false, false, true, false),
                new TlbLine(0x40002, 0x420, false, false, true, true, false),
                new TlbLine(0x40004, 0x422, false, false, true, true, true),
                new TlbLine(0xeffff, 0x52a, false, false, true, true, false),
                new TlbLine(0xfec00, 0xfec00, true, true, true, false, false));
    }
}
