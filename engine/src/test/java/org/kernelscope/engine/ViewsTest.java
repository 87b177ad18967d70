/* Views of the running kernel hold what must hold of threads, queues, frames and spaces. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.event.KernelEvent.ContainerRefused;
import org.kernelscope.engine.event.KernelEvent.MessageReceived;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.PageUnmapped;
import org.kernelscope.engine.event.KernelEvent.ShareChanged;
import org.kernelscope.engine.event.KernelEvent.Sharing;
import org.kernelscope.engine.event.KernelEvent.ThreadSlept;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.view.ChannelView;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView.FrameRun;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.Timeline.Turn;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Variant;

class ViewsTest {
    private static final long WHOLE = 40_000_000;

    private static Playback play(String name) throws UserMistake {
        ScenarioTemplate template = Scenarios.named(name);
        return Playback.open(
                template.with(template.defaults()),
                Kernels.of(template.defaults().variant()));
    }

    @Test
    void aKernelWithoutThreadsHasLocksAlone() throws UserMistake {
        Playback playback = Kernels.play(Variant.Lock.TICKET);
        playback.run(WHOLE);
        KernelView kernel = playback.frame().kernel();
        assertEquals(KernelView.ofLocks(kernel.locks()), kernel);
    }

    @Test
    void everyThreadIsWhereItsStateSays() throws UserMistake {
        Playback playback = play("threads");
        for (int i = 0; i < 20; i++) {
            assertTrue(playback.runToEvent(ThreadSwitched.class::isInstance, WHOLE));
            KernelView kernel = playback.frame().kernel();
            for (QueueView queue : kernel.queues()) {
                assertEquals(Optional.empty(), queue.problem(), queue.toString());
            }
            for (ThreadView thread : kernel.threads()) {
                List<String> stands = kernel.queues().stream()
                        .filter(queue -> queue.threads().contains(thread.id()))
                        .map(QueueView::name)
                        .toList();
                assertEquals(thread.queue().stream().toList(), stands, thread.toString());
            }
        }
    }

    @Test
    void aSleeperStandsInTheQueueThatTheEventNames() throws UserMistake {
        Playback playback = play("sleep-wakeup");
        playback.runToEvent(
                event -> event instanceof ThreadSlept slept && slept.queue().startsWith("notification"), WHOLE);
        ThreadSlept slept = (ThreadSlept) playback.frame().latest().orElseThrow();
        playback.runToEvent(ThreadSwitched.class::isInstance, WHOLE);
        ThreadView thread = playback.frame().kernel().thread(slept.thread()).orElseThrow();
        assertEquals(ThreadView.State.SLEEPING, thread.state());
        assertEquals(Optional.of(slept.queue()), thread.queue());
    }

    @Test
    void framesAddUpAndContainersKeepTheirQuotas() throws UserMistake {
        Playback playback = play("containers");
        assertTrue(playback.runToEvent(ContainerRefused.class::isInstance, WHOLE));
        var memory = playback.frame().kernel().memory();
        assertEquals(
                memory.frames(),
                memory.runs().stream().mapToInt(FrameRun::count).sum());
        int next = 0;
        for (FrameRun run : memory.runs()) {
            assertEquals(next, run.first());
            next += run.count();
        }
        assertTrue(memory.free() > 0 && memory.free() < memory.frames());
        assertTrue(memory.containers().size() > 5);
        for (var container : memory.containers()) {
            assertTrue(container.usage() <= container.quota(), container.toString());
            assertTrue(container.idsUsed() <= container.ids(), container.toString());
            int given = memory.containers().stream()
                    .filter(other -> other.id() != other.parent() && other.parent() == container.id())
                    .mapToInt(other -> other.ids())
                    .sum();
            assertEquals(1 + given, container.idsUsed(), container.toString());
            container
                    .children()
                    .forEach(child -> assertTrue(memory.containers().stream()
                            .anyMatch(other -> other.id() == child && other.parent() == container.id())));
        }
    }

    @Test
    void theTimelineTellsWhichThreadHadTheCoreAndWhenItRanItsProgram() throws UserMistake {
        Playback playback = play("sleep-wakeup");
        playback.run(WHOLE);
        Frame frame = playback.frame();
        assertTrue(frame.timeline().lanes().stream()
                .allMatch(lane -> lane.stream().anyMatch(span -> span.phase() == Phase.USER)));
        for (int core = 0; core < frame.timeline().turns().size(); core++) {
            List<Turn> turns = frame.timeline().turns().get(core);
            assertTrue(turns.size() > 10, turns::toString);
            for (int i = 1; i < turns.size(); i++) {
                assertEquals(turns.get(i - 1).to(), turns.get(i).from());
                assertTrue(turns.get(i - 1).thread() != turns.get(i).thread(), turns::toString);
            }
        }
    }

    @Test
    void anInterruptThatMeetsTheKernelIsAnEntryToo() throws UserMistake {
        Playback playback = play("sleep-wakeup");
        boolean found = false;
        for (int i = 0; i < 400 && !found; i++) {
            assertTrue(playback.runToEvent(_ -> true, WHOLE));
            found = playback.frame().kernel().traps().stream()
                    .flatMap(trap -> trap.last().stream())
                    .anyMatch(entry -> entry.fromRing() == 0 && entry.name().equals("wake"));
        }
        assertTrue(found, "an idle core is woken");
    }

    @Test
    void aFaultIsWalkedAsTheTablesWereThen() throws UserMistake {
        Playback playback = play("page-fault");
        assertTrue(playback.runToEvent(PageFaulted.class::isInstance, WHOLE));
        Frame frame = playback.frame();
        PageFaulted fault = (PageFaulted) frame.latest().orElseThrow();
        TrapView trap = frame.kernel().traps().getFirst();
        TrapView.Walk walk = trap.walk().orElseThrow();
        assertEquals(fault.address(), walk.address());
        assertEquals("the page is not present", walk.outcome());
        TrapView.Entry entry = trap.last().orElseThrow();
        assertEquals("page fault", entry.name());
        assertEquals(3, entry.fromRing());
        assertFalse(entry.left());
        assertEquals("eip", entry.frame().get(10).name());
        assertEquals(entry.eip(), entry.frame().get(10).value());
    }

    @Test
    void oneFrameIsInBothSpacesWhileShared() throws UserMistake {
        Playback playback = play("shared-page");
        playback.runToEvent(event -> event instanceof ShareChanged share && share.state() == Sharing.READY, WHOLE);
        ShareChanged share = (ShareChanged) playback.frame().latest().orElseThrow();
        KernelView kernel = playback.frame().kernel();
        assertEquals(2, kernel.memory().shares().size());
        assertEquals(
                frameAt(kernel, share.from(), addressOf(kernel, share.from())),
                frameAt(kernel, share.to(), addressOf(kernel, share.to())));
    }

    private static int addressOf(KernelView kernel, int thread) {
        return kernel.memory().shares().stream()
                .filter(share -> share.from() == thread)
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static int frameAt(KernelView kernel, int space, int address) {
        return kernel.space(space).orElseThrow().tables().stream()
                .flatMap(table -> table.mappings().stream())
                .filter(mapping -> mapping.address() == address)
                .findFirst()
                .map(SpaceView.Mapping::frame)
                .orElseThrow();
    }

    @Test
    void aRememberedPageIsStaleOnceItIsUnmapped() throws UserMistake {
        Playback playback = play("tlb-shootdown");
        boolean stale = false;
        while (!stale && playback.runToEvent(PageUnmapped.class::isInstance, WHOLE)) {
            stale = playback.frame().kernel().traps().stream()
                    .flatMap(trap -> trap.tlb().stream())
                    .anyMatch(TrapView.TlbLine::stale);
        }
        assertTrue(stale);
    }

    @Test
    void aCallerWaitsForItsServer() throws UserMistake {
        Playback playback = play("ipc-fairness");
        boolean seen = false;
        while (!seen && playback.runToEvent(MessageReceived.class::isInstance, WHOLE)) {
            List<ChannelView> channels = playback.frame().kernel().channels();
            seen = channels.stream().anyMatch(channel -> channel.senders().size() >= 2);
            for (ChannelView server : channels) {
                for (int sender : server.senders()) {
                    ChannelView waiting = channels.stream()
                            .filter(channel -> channel.owner() == sender)
                            .findFirst()
                            .orElseThrow();
                    assertEquals(ChannelView.Mode.CALLING, waiting.mode());
                    assertEquals(OptionalInt.of(server.owner()), waiting.partner());
                    assertEquals(1, waiting.message().orElseThrow().words());
                }
            }
        }
        assertTrue(seen);
    }

    @Test
    void brokenLinksAreToldInWords() throws UserMistake {
        KernelSources sources = KernelSources.bundled();
        String queue = sources.text("queue/queue.c").orElseThrow();
        String broken = queue.replace("thread->previous = queue->tail;", "thread->previous = id;");
        assertFalse(broken.equals(queue), "queue_push is where it was");
        Scenario scenario =
                Scenarios.named("threads").with(Scenarios.named("threads").defaults());
        Playback playback =
                Playback.open(scenario, Kernels.build(sources.with("queue/queue.c", broken), scenario.variant()));
        Set<String> problems = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            playback.step(Granularity.EVENT, Direction.FORWARD, OptionalInt.empty());
            playback.frame().kernel().queues().forEach(each -> each.problem().ifPresent(problems::add));
        }
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains("but its own link says after thread")),
                problems.toString());
    }
}
