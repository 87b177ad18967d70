/* The largest sample: sixteen cores, sixty-four threads, everything in use. */
package org.kernelscope.visualizers.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.InterruptSent;
import org.kernelscope.engine.event.KernelEvent.MessageSent;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.event.KernelEvent.TimerTicked;
import org.kernelscope.engine.view.BufferView;
import org.kernelscope.engine.view.ChannelView;
import org.kernelscope.engine.view.ChannelView.Message;
import org.kernelscope.engine.view.ChannelView.Mode;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView;
import org.kernelscope.engine.view.MemoryView.ContainerView;
import org.kernelscope.engine.view.MemoryView.FrameRun;
import org.kernelscope.engine.view.MemoryView.ShareView;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.QueueView.Kind;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.engine.view.TrapView.Entry;
import org.kernelscope.engine.view.TrapView.TlbLine;

/** Thread n belongs to core n modulo 16; the first sixteen but number 0 are idle threads. */
final class SampleCrowd {
    private static final int CORES = 16;
    private static final int THREADS = 64;
    private static final int FIRST_USER = 16;
    private static final long NOW = 4_120_000;
    private static final List<String> NAMES =
            List.of("server", "client", "producer", "consumer", "toucher", "yielder", "forkbomb", "notifier");

    private SampleCrowd() {}

    static Frame frame() {
        Phase[] phases = new Phase[CORES];
        Arrays.fill(phases, Phase.BUSY);
        KernelView kernel =
                new KernelView(List.of(), threads(), queues(), memory(), spaces(), channels(), buffers(), traps());
        List<KernelEvent> recent = List.of(
                new MessageSent(700_100, NOW - 9000, 5, 37, 16, 12),
                new InterruptSent(700_200, NOW - 7000, 5, 0x43, 0),
                new InterruptSent(700_300, NOW - 5000, 9, 0x42, 15),
                new TimerTicked(700_400, NOW - 900, 11),
                new ThreadSwitched(700_450, NOW - 300, 11, 27, 43));
        return SampleParts.user(CORES, NOW, phases, kernel, recent, 2);
    }

    private static String name(int id) {
        return NAMES.get(id % NAMES.size());
    }

    /** The second user thread of each core runs, the first is ready, the third sleeps. */
    private static List<ThreadView> threads() {
        List<ThreadView> threads = new ArrayList<>();
        for (int id = 1; id < THREADS; id++) {
            int cpu = id % CORES;
            if (id < FIRST_USER) {
                threads.add(SampleKernel.idle(id, cpu, cpu == 7 ? State.RUNNING : State.READY));
            } else if (cpu != 7 && id / CORES == 2) {
                threads.add(SampleKernel.running(id, name(id), cpu, id == 43));
            } else if (id == 39) {
                threads.add(SampleKernel.ready(id, name(id), cpu, "pending[7]", true));
            } else if (id / CORES == 1) {
                threads.add(SampleKernel.ready(id, name(id), cpu, "ready[" + cpu + "]", id == 27));
            } else {
                threads.add(SampleKernel.sleeping(id, name(id), cpu, "senders of 16"));
            }
        }
        return threads;
    }

    private static List<QueueView> queues() {
        List<QueueView> queues = new ArrayList<>();
        for (int core = 0; core < CORES; core++) {
            queues.add(
                    core == 7
                            ? SampleKernel.queue("ready[7]", Kind.READY, core)
                            : SampleKernel.queue("ready[" + core + "]", Kind.READY, core, FIRST_USER + core));
            queues.add(
                    core == 7
                            ? SampleKernel.queue("pending[7]", Kind.PENDING, core, 23, 39)
                            : SampleKernel.queue("pending[" + core + "]", Kind.PENDING, core));
        }
        Integer[] senders = {48, 49, 50, 51, 52, 53, 54, 56, 57, 58};
        queues.add(SampleKernel.asleep("senders of 16", senders));
        queues.add(SampleKernel.asleep("children of 59", 59));
        queues.add(SampleKernel.asleep("children of 60", 60));
        queues.add(SampleKernel.asleep("getters of buffer 3", 61, 62));
        queues.add(SampleKernel.asleep("notification of 63", 63));
        queues.add(SampleKernel.asleep("terminal_input", 55));
        return queues;
    }

    private static MemoryView memory() {
        List<FrameRun> runs = new ArrayList<>();
        runs.add(new FrameRun(0, 256, FrameRun.Kind.RESERVED, 0, 0, false));
        int first = 256;
        for (int i = 0; i < 300; i++) {
            int count = 1 + (i * 7) % 5;
            int owner = FIRST_USER + (i * 11) % (THREADS - FIRST_USER);
            FrameRun.Kind kind = i % 13 == 5 ? FrameRun.Kind.FREE : FrameRun.Kind.ALLOCATED;
            boolean free = kind == FrameRun.Kind.FREE;
            runs.add(new FrameRun(first, count, kind, free ? 0 : owner, free ? 0 : 1, i == 170));
            first += count;
        }
        runs.add(new FrameRun(first, 65_536 - first, FrameRun.Kind.FREE, 0, 0, false));
        List<ContainerView> containers = new ArrayList<>();
        List<Integer> children = new ArrayList<>();
        for (int id = 1; id < THREADS; id++) {
            children.add(id);
            containers.add(new ContainerView(id, name(id), 0, 64, 4 + id % 30, 1, 1, List.of(), id == 43));
        }
        containers.addFirst(new ContainerView(0, "root", 0, 65_000, 4_033, 64, 1 + children.size(), children, false));
        List<ShareView> shares = new ArrayList<>();
        for (int id = 20; id < 36; id++) {
            shares.add(new ShareView(id, id + 1, ShareView.State.READY, true, 0x40010000 + 4096 * id));
        }
        return new MemoryView(65_536, 64_300, runs, containers, shares);
    }

    private static List<SpaceView> spaces() {
        List<SpaceView> spaces = new ArrayList<>();
        for (int id = FIRST_USER; id < THREADS; id++) {
            int cpu = id % CORES;
            List<Integer> on = id / CORES == 2 && cpu != 7 ? List.of(cpu) : List.of();
            spaces.add(SampleKernel.space(id, name(id), 0x900 + 8 * id, on, 8 * id, 4 + id % 9));
        }
        return spaces;
    }

    private static List<ChannelView> channels() {
        List<ChannelView> channels = new ArrayList<>();
        for (int id = FIRST_USER; id < THREADS; id++) {
            boolean sender = List.of(48, 49, 50, 51, 52, 53, 54, 56, 57, 58).contains(id);
            Optional<Message> message = sender
                    ? Optional.of(new Message(12, List.of(id, id * id, 0, -1), OptionalInt.empty()))
                    : Optional.empty();
            Mode mode = id == 16 || id % 5 == 2 && !sender ? Mode.RECEIVING : sender ? Mode.SENDING : Mode.IDLE;
            OptionalInt partner = sender ? OptionalInt.of(16) : OptionalInt.empty();
            List<Integer> senders = id == 16 ? List.of(48, 49, 50, 51, 52, 53, 54, 56, 57, 58) : List.of();
            int bits = id == 63 || id == 40 ? 0xffff0001 : 0;
            channels.add(new ChannelView(id, name(id), mode, partner, senders, message, bits, id == 58));
        }
        return channels;
    }

    private static List<BufferView> buffers() {
        List<BufferView> buffers = new ArrayList<>();
        for (int index = 0; index < 8; index++) {
            List<Integer> values = new ArrayList<>();
            for (int i = 0; i < index * 2 && index != 3; i++) {
                values.add(100 * index + i);
            }
            List<Integer> getters = index == 3 ? List.of(61, 62) : List.of();
            buffers.add(new BufferView(index, values, 16, List.of(), getters));
        }
        return buffers;
    }

    private static List<TrapView> traps() {
        List<TrapView> traps = new ArrayList<>();
        for (int core = 0; core < CORES; core++) {
            Entry entry = core % 3 == 0
                    ? SampleKernel.call(NOW - 400L * core - 77, "yield", Optional.of(0))
                    : core % 3 == 1
                            ? SampleKernel.timer(NOW - 300L * core - 12)
                            : SampleKernel.call(NOW - 900, "share_status", Optional.of(-6));
            List<TlbLine> tlb = new ArrayList<>();
            for (int line = 0; line < 48; line++) {
                tlb.add(new TlbLine(0x40000 + line, 0x700 + line * core, false, false, line > 3, true, line == 40));
            }
            traps.add(new TrapView(core, core == 7 ? 0 : 3, Optional.of(entry), tlb, Optional.empty()));
        }
        return traps;
    }
}
