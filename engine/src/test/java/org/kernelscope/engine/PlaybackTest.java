/* Playing the real kernel forwards and backwards gives the same moments, to the bit. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.CoreStarted;
import org.kernelscope.engine.event.KernelEvent.LockGranted;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockQueued;
import org.kernelscope.engine.event.KernelEvent.LockRequested;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Variant.Lock;

class PlaybackTest {
    private static final OptionalInt ANY = OptionalInt.empty();
    private static final long WHOLE = 10_000_000;

    /** What of a moment must not depend on the way that led there. */
    private static List<Object> essence(Frame frame) {
        return List.of(
                frame.step(),
                frame.time(),
                frame.status(),
                frame.actor(),
                frame.cores(),
                frame.kernel(),
                frame.latest(),
                frame.console(),
                frame.stateHash());
    }

    /** The argument of a call may stand in the caller's store buffer only. */
    @ParameterizedTest
    @EnumSource(Lock.class)
    void bufferedArgumentsAreRead(Lock lock) throws UserMistake {
        Playback playback = Kernels.play(Kernels.options(lock).withOrder(MemoryOrder.TOTAL_STORE));
        playback.run(WHOLE);
        assertTrue(playback.ended());
        List<String> asked = playback.events().stream()
                .filter(LockRequested.class::isInstance)
                .map(event -> ((LockRequested) event).lock())
                .toList();
        assertEquals(Collections.nCopies(48, "work_lock"), asked);
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void firstLockEventsAreKnown(Lock lock) throws UserMistake {
        Playback playback = Kernels.play(lock);
        while (playback.events().size() < 25) {
            assertTrue(playback.step(Granularity.EVENT, Direction.FORWARD, ANY));
        }
        List<KernelEvent> events = playback.events().stream()
                .filter(event -> !(event instanceof CoreStarted))
                .limit(20)
                .toList();
        StringBuilder text = new StringBuilder();
        for (KernelEvent event : events) {
            text.append(
                    String.format("%6d  %s%n", event.time() - events.getFirst().time(), event.sentence()));
        }
        Golden.check("events-" + lock.id() + ".txt", text.toString());
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void tenHandOversForwardAndTenBack(Lock lock) throws UserMistake {
        Playback playback = Kernels.play(lock);
        List<List<Object>> moments = new ArrayList<>();
        while (moments.size() < 10) {
            assertTrue(playback.runToEvent(LockHandedOver.class::isInstance, WHOLE));
            moments.add(essence(playback.frame()));
        }
        for (int i = 9; i >= 0; i--) {
            assertEquals(moments.get(i), essence(playback.frame()));
            do {
                assertTrue(playback.step(Granularity.EVENT, Direction.BACKWARD, ANY));
            } while (i > 0 && !(playback.frame().latest().orElseThrow() instanceof LockHandedOver));
        }
        for (int i = 0; i < 10; i++) {
            assertTrue(playback.runToEvent(LockHandedOver.class::isInstance, WHOLE));
            assertEquals(moments.get(i), essence(playback.frame()));
        }
    }

    @Test
    void randomWalkMeetsTheSameMomentsAsStraightRuns() throws UserMistake {
        Random random = new Random(42);
        List<Granularity> granularities = List.of(Granularity.values());
        Playback walker = Kernels.play(Lock.MCS);
        long length = walker.run(WHOLE);
        walker.travelToStep(length / 2);
        Map<Long, List<Object>> seen = new HashMap<>();
        for (int i = 0; i < 150; i++) {
            Granularity granularity = granularities.get(random.nextInt(3));
            Direction direction = random.nextInt(5) < 3 ? Direction.FORWARD : Direction.BACKWARD;
            OptionalInt core = random.nextBoolean() ? ANY : OptionalInt.of(random.nextInt(4));
            walker.step(granularity, direction, core);
            if (i % 25 == 24) {
                walker.travelToStep(random.nextLong(length));
            }
            seen.put(walker.step(), essence(walker.frame()));
        }
        Playback straight = Kernels.play(Lock.MCS);
        seen.keySet().stream().sorted().forEach(step -> {
            straight.run(step - straight.step());
            assertEquals(seen.get(step), essence(straight.frame()), "at step " + step);
        });
    }

    @Test
    void backwardsVisitsTheStopsOfForwardsInReverse() throws UserMistake {
        for (Granularity granularity : Granularity.values()) {
            for (OptionalInt core : List.of(ANY, OptionalInt.of(2))) {
                Playback playback = Kernels.play(Lock.TICKET);
                playback.runToEvent(LockHandedOver.class::isInstance, WHOLE);
                List<Long> stops = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    assertTrue(playback.step(granularity, Direction.FORWARD, core));
                    stops.add(playback.step());
                }
                for (int i = 10; i >= 0; i--) {
                    assertTrue(playback.step(granularity, Direction.BACKWARD, core));
                    assertEquals(stops.get(i), playback.step(), granularity + " of " + core);
                }
            }
        }
    }

    @Test
    void endsAndKnowsNothingBeforePowerOn() throws UserMistake {
        Playback playback = Kernels.play(Lock.MCS);
        assertFalse(playback.step(Granularity.INSTRUCTION, Direction.BACKWARD, ANY));
        assertFalse(playback.step(Granularity.EVENT, Direction.BACKWARD, ANY));
        playback.run(WHOLE);
        assertTrue(playback.ended());
        assertEquals(new MachineState.Exited(33), playback.machine().state());
        assertTrue(
                playback.frame().console().contains("log 48 of 48 entries: ok"),
                playback.frame().console());
        assertFalse(playback.step(Granularity.LINE, Direction.FORWARD, ANY));
        assertEquals(Frame.Status.ENDED, playback.frame().status());
        List<Object> end = essence(playback.frame());
        assertTrue(playback.step(Granularity.EVENT, Direction.BACKWARD, ANY));
        assertEquals(Frame.Status.PAUSED, playback.frame().status());
        playback.run(WHOLE);
        assertEquals(end, essence(playback.frame()));
    }

    @Test
    void executingAgainLogsNothingTwice() throws UserMistake {
        Playback playback = Kernels.play(Lock.MCS);
        playback.run(WHOLE);
        List<KernelEvent> once = playback.events();
        var timeline = playback.frame().timeline();
        playback.travelToStep(playback.step() / 2);
        assertTrue(playback.events().size() < once.size());
        assertEquals(timeline, playback.frame().timeline(), "the known future stays known");
        playback.run(WHOLE);
        assertEquals(once, playback.events());
        assertEquals(timeline, playback.frame().timeline());
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void locksAreGrantedInTheOrderOfTheQueue(Lock lock) throws UserMistake {
        for (long seed = 1; seed <= 3; seed++) {
            var options = Kernels.options(lock)
                    .withInterleaving(new InterleavingChoice(InterleavingChoice.Kind.RANDOM, seed));
            Playback playback = Kernels.play(options);
            playback.run(WHOLE);
            List<Integer> queued = new ArrayList<>();
            List<Integer> granted = new ArrayList<>();
            for (KernelEvent event : playback.events()) {
                switch (event) {
                    case LockQueued in -> queued.add(in.core());
                    case LockGranted in -> granted.add(in.core());
                    default -> {}
                }
            }
            assertEquals(48, granted.size());
            assertEquals(queued, granted);
        }
    }

    @Test
    void aTicketDrawnByAPlainStoreIsAPlaceInTheQueue() throws UserMistake {
        KernelSources sources = KernelSources.bundled();
        String file = "ticket_lock/ticket_lock.c";
        String split = sources.text(file)
                .orElseThrow()
                .replace("atomic_fetch_add(&lock->next_ticket, 1)", "lock->next_ticket++");
        Scenario alone =
                Scenarios.named("spinlock").with(Kernels.options(Lock.TICKET).withCores(1));
        Playback playback = Playback.open(alone, Kernels.build(sources.with(file, split), Lock.TICKET));
        playback.run(WHOLE);
        List<Long> tickets = playback.events().stream()
                .filter(LockQueued.class::isInstance)
                .map(event -> ((LockQueued) event).ticket().orElseThrow())
                .toList();
        assertEquals(LongStream.range(0, 12).boxed().toList(), tickets);
    }

    @Test
    void sameChoicesSameRun() throws UserMistake {
        assertEquals(runOf(InterleavingChoice.BY_TIME), runOf(InterleavingChoice.BY_TIME));
        var seven = new InterleavingChoice(InterleavingChoice.Kind.RANDOM, 7);
        var eight = new InterleavingChoice(InterleavingChoice.Kind.RANDOM, 8);
        assertEquals(runOf(seven), runOf(seven));
        assertNotEquals(runOf(seven), runOf(eight));
    }

    private static List<Object> runOf(InterleavingChoice choice) throws UserMistake {
        Playback playback = Kernels.play(Kernels.options(Lock.MCS).withInterleaving(choice));
        playback.run(WHOLE);
        return List.of(playback.events(), essence(playback.frame()));
    }

    @Test
    void travelsToATime() throws UserMistake {
        Playback playback = Kernels.play(Lock.MCS);
        playback.run(WHOLE);
        long middle = playback.time() / 2;
        playback.travelToTime(middle);
        long step = playback.step();
        assertTrue(playback.time() >= middle);
        playback.step(Granularity.INSTRUCTION, Direction.BACKWARD, ANY);
        assertTrue(playback.time() < middle);
        playback.travelToTime(middle);
        assertEquals(step, playback.step());
        playback.travelToTime(0);
        assertEquals(0, playback.step());
    }

    @Test
    void framesShowTheQueue() throws UserMistake {
        Playback playback = Kernels.play(Lock.MCS);
        assertTrue(playback.runToEvent(event -> event instanceof LockQueued in && in.ahead() >= 2, WHOLE));
        Frame before = playback.frame();
        var lock = assertInstanceOf(
                LockView.Mcs.class, before.kernel().lock("work_lock").orElseThrow());
        int last = ((LockQueued) before.latest().orElseThrow()).core();
        assertEquals(OptionalInt.of(last), lock.tail());
        assertEquals(
                last,
                lock.waiters().stream()
                        .filter(LockView.Waiter::queued)
                        .reduce((a, b) -> b)
                        .orElseThrow()
                        .core());
        assertEquals(Phase.SPINS, before.cores().get(last).phase());
        assertEquals("lock_acquire", before.cores().get(last).location().function());
        assertEquals(
                List.of("tail", "node 0", "node 1", "node 2", "node 3"),
                lock.lines().stream().map(LockView.LineView::label).toList());
        assertEquals(
                1,
                before.cores().get(last).assembly().stream()
                        .filter(line -> line.current())
                        .count());
        assertTrue(playback.runToEvent(LockHandedOver.class::isInstance, WHOLE));
        Frame after = playback.frame(before);
        int holder = after.latest().orElseThrow().core();
        assertEquals(Phase.HOLDS, after.cores().get(holder).phase());
        assertTrue(after.events().contains(after.latest().orElseThrow()));
        assertFalse(after.cores().get(holder).changed().isEmpty());
        var mcs = assertInstanceOf(
                LockView.Mcs.class, after.kernel().lock("work_lock").orElseThrow());
        assertTrue(mcs.nodes().get(holder).changedBusy()
                || lock.nodes().get(holder).busy() == mcs.nodes().get(holder).busy());
        assertFalse(mcs.nodes().get(holder).busy());
    }

    @Test
    void ticketsCountTheHolderAndTheWaiters() throws UserMistake {
        Playback playback = Kernels.play(Lock.TICKET);
        assertTrue(playback.runToEvent(event -> event instanceof LockQueued in && in.ahead() == 2, WHOLE));
        Frame frame = playback.frame();
        var lock = assertInstanceOf(
                LockView.Ticket.class, frame.kernel().lock("work_lock").orElseThrow());
        assertEquals(3, lock.nextTicket() - lock.nowServing());
        var queued = lock.waiters().stream().filter(LockView.Waiter::queued).toList();
        assertEquals(lock.nextTicket() - 1, queued.getLast().ticket().orElseThrow());
        assertEquals(
                List.of("work_lock"),
                lock.lines().stream().map(LockView.LineView::label).toList());
    }
}
