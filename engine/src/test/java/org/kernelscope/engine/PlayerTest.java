/* A player answers every request, also after failures, and sleeps or ends when told. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kernelscope.engine.Frame.Status;
import org.kernelscope.engine.history.LastWrite;
import org.kernelscope.kernel.Symbol;
import org.kernelscope.kernel.Variant.Lock;

@Timeout(120)
class PlayerTest {
    private static final OptionalInt ANY = OptionalInt.empty();

    private static <T> T get(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Test
    void stepsAndTravels() throws Exception {
        try (Player player = Player.open(Kernels.play(Lock.MCS))) {
            assertEquals(0, player.frame().step());
            Frame event = get(player.step(Granularity.EVENT, Direction.FORWARD, ANY));
            assertSame(event, player.frame());
            assertTrue(event.latest().isPresent());
            assertEquals(
                    event.step() - 1,
                    get(player.step(Granularity.INSTRUCTION, Direction.BACKWARD, ANY))
                            .step());
            assertEquals(1000, get(player.travelToStep(1000)).step());
            assertTrue(get(player.travelToTime(event.time())).time() >= event.time());
        }
    }

    @Test
    void requestsInAQueueAreServedWholly() throws Exception {
        Playback playback = Kernels.play(Lock.TICKET);
        try (Player player = Player.open(Kernels.play(Lock.TICKET))) {
            List<CompletableFuture<Frame>> asked = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                asked.add(player.step(Granularity.EVENT, Direction.FORWARD, ANY));
            }
            for (CompletableFuture<Frame> frame : asked) {
                playback.step(Granularity.EVENT, Direction.FORWARD, ANY);
                assertEquals(playback.step(), get(frame).step());
            }
        }
    }

    @Test
    void pausingEndsAJourney() throws Exception {
        try (Player player = Player.open(Kernels.play(Kernels.options(Lock.MCS).withRounds(1_000_000)))) {
            CompletableFuture<Frame> far = player.travelToStep(Long.MAX_VALUE);
            Frame still = get(player.pause());
            assertTrue(far.isDone());
            assertEquals(Status.PAUSED, still.status());
            assertEquals(
                    still.step() + 1,
                    get(player.step(Granularity.INSTRUCTION, Direction.FORWARD, ANY))
                            .step());
        }
    }

    @Test
    void runsUntilPaused() throws Exception {
        var options = Kernels.options(Lock.MCS).withRounds(1_000_000);
        try (Player player = Player.open(Kernels.play(options))) {
            player.run(Speed.UNLIMITED);
            Frame running = frameBeyond(player, 1000);
            assertEquals(Status.RUNNING, running.status());
            assertTrue(running.stateHash().isEmpty());
            Frame paused = get(player.pause());
            assertEquals(Status.PAUSED, paused.status());
            assertTrue(paused.stateHash().isPresent());
            assertSame(paused, get(player.pause()), "standing still makes no new frame");
            Recording recording = get(player.recording());
            assertEquals(paused.step(), recording.steps());
        }
    }

    private static Frame frameBeyond(Player player, long step) throws InterruptedException {
        Frame frame = player.frame();
        while (frame.step() < step) {
            TimeUnit.MILLISECONDS.sleep(1);
            frame = player.frame();
        }
        return frame;
    }

    @Test
    void runsAtASpeedToTheEnd() throws Exception {
        var options = Kernels.options(Lock.TICKET)
                .withRounds(1)
                .withCores(1)
                .withThink(0)
                .withSection(0);
        try (Player player = Player.open(Kernels.play(options))) {
            player.run(new Speed(1e9, Granularity.LINE));
            while (player.frame().status() != Status.ENDED) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertTrue(
                    player.frame().console().contains("entries: ok"),
                    player.frame().console());
            Frame back = get(player.step(Granularity.EVENT, Direction.BACKWARD, ANY));
            assertEquals(Status.PAUSED, back.status());
        }
    }

    @Test
    void aFailureReachesItsFutureAlone() throws Exception {
        Recording recording = Kernels.play(Lock.MCS).record();
        Playback longRun = Kernels.play(Kernels.options(Lock.MCS).withRounds(60));
        longRun.run(Recording.DIGEST_STEPS);
        Recording real = longRun.record();
        Recording wrong = new Recording(
                real.scenario(),
                real.imageHash(),
                real.initialState(),
                real.decisions(),
                real.inputs(),
                List.of(real.digests().getFirst() + 1),
                recording.note(),
                recording.stopAt(),
                real.sources());
        try (Player player = Player.open(Playback.open(wrong, Kernels.MCS))) {
            var failed = assertThrows(ExecutionException.class, () -> get(player.travelToStep(200_000)));
            assertInstanceOf(ReplayDiverged.class, failed.getCause());
            assertEquals(500, get(player.travelToStep(500)).step());
        }
    }

    @Test
    void closingCancelsWhatIsLeft() throws Exception {
        Player player = Player.open(Kernels.play(Kernels.options(Lock.MCS).withRounds(1_000_000)));
        CompletableFuture<Frame> far = player.travelToStep(Long.MAX_VALUE);
        CompletableFuture<Frame> further = player.travelToStep(Long.MAX_VALUE - 1);
        player.close();
        for (CompletableFuture<Frame> future : List.of(far, further, player.pause())) {
            assertTrue(future.isDone());
        }
        assertThrows(CancellationException.class, () -> get(player.pause()));
    }

    @Test
    void travelsToTheLastWriteAndSaysWhoseItWas() throws Exception {
        Playback playback = Kernels.play(Lock.MCS);
        Symbol lock = playback.image().symbol("work_lock").orElseThrow();
        try (Player player = Player.open(playback)) {
            long end = get(player.travelToStep(400_000)).step();
            LastWrite last = get(player.travelToLastWrite(lock.address(), lock.size(), end))
                    .orElseThrow();
            assertEquals(last.step(), player.frame().step());
            assertEquals(OptionalInt.of(last.core()), player.frame().actor());
            LastWrite before = get(player.travelToLastWrite(lock.address(), lock.size(), last.step() - 1))
                    .orElseThrow();
            assertTrue(before.step() < last.step());
            assertEquals(Optional.empty(), get(player.travelToLastWrite(lock.address() + 60, 4, before.step())));
            assertEquals(before.step(), player.frame().step(), "where nothing was found it stays");
            var nowhere = player.travelToLastWrite(0xF000_0000, 4, before.step());
            assertTrue(
                    assertThrows(ExecutionException.class, () -> get(nowhere)).getCause() instanceof UserMistake);
        }
    }

    @Test
    void aPauseEndsTheSearchForAWrite() throws Exception {
        Playback playback = Kernels.play(Kernels.options(Lock.MCS).withRounds(1_000_000));
        Symbol lock = playback.image().symbol("work_lock").orElseThrow();
        try (Player player = Player.open(playback)) {
            CompletableFuture<Frame> far = player.travelToStep(Long.MAX_VALUE);
            var search = player.travelToLastWrite(lock.address(), lock.size(), Long.MAX_VALUE);
            long stands = get(player.pause()).step();
            assertEquals(stands, get(far).step());
            assertThrows(CancellationException.class, () -> get(search));
            assertEquals(stands, player.frame().step());
        }
    }
}
