/* However little a history keeps, it leads to the same moments. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.history.Checkpoints;
import org.kernelscope.engine.history.RunLog;
import org.kernelscope.kernel.Variant.Lock;

class HistoryTest {
    private static final OptionalInt ANY = OptionalInt.empty();
    private static final long WHOLE = 10_000_000;
    private static final int EVENTS = 240;
    private static final int ROUNDS = 30;
    private static final long BUDGET = 1 << 20;
    private static final List<Granularity> GRANULARITIES = List.of(Granularity.values());

    private static Playback forgetful(Lock lock) throws UserMistake {
        Scenario scenario =
                Scenarios.named("spinlock").with(Kernels.options(lock).withRounds(ROUNDS));
        return Playback.open(
                scenario,
                Kernels.of(lock),
                new Checkpoints(BUDGET),
                new RunLog(scenario.machine().cores(), EVENTS));
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void stepsBackFromRandomPointsMeetTheStatesOfTheWayForward(Lock lock) throws UserMistake {
        Playback walker = Kernels.play(Kernels.options(lock).withRounds(60));
        long length = walker.run(WHOLE);
        Random random = new Random(7);
        Map<Long, Long> met = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            long from = random.nextLong(1, length);
            walker.travelToStep(from);
            assertTrue(walker.step(GRANULARITIES.get(i % 3), Direction.BACKWARD, ANY));
            assertTrue(walker.step() < from);
            met.put(walker.step(), walker.machine().stateHash());
        }
        Playback straight = Kernels.play(Kernels.options(lock).withRounds(60));
        met.forEach((step, hash) -> {
            straight.run(step - straight.step());
            assertEquals(hash, straight.machine().stateHash(), "at step " + step);
        });
    }

    @Test
    void goesBackToEventsThatItForgot() throws UserMistake {
        Playback whole = Kernels.play(Kernels.options(Lock.MCS).withRounds(ROUNDS));
        Playback forgetful = forgetful(Lock.MCS);
        whole.run(WHOLE);
        forgetful.run(WHOLE);
        assertTrue(whole.events().size() > 2 * EVENTS, whole.events().size() + " events");
        List<KernelEvent> latest = forgetful.events();
        assertTrue(latest.size() <= EVENTS);
        assertEquals(
                whole.events()
                        .subList(
                                whole.events().size() - latest.size(),
                                whole.events().size()),
                latest);
        while (whole.step() > 0) {
            assertTrue(whole.step(Granularity.EVENT, Direction.BACKWARD, ANY));
            assertTrue(forgetful.step(Granularity.EVENT, Direction.BACKWARD, ANY));
            assertEquals(whole.step(), forgetful.step());
        }
        assertEquals(0, forgetful.step());
        assertEquals(
                whole.frame().timeline().lanes(), forgetful.frame().timeline().lanes());
        assertFalse(forgetful.step(Granularity.EVENT, Direction.BACKWARD, ANY));
    }

    @Test
    void showsTheSameFramesWhereverItGoes() throws UserMistake {
        Playback whole = Kernels.play(Kernels.options(Lock.TICKET).withRounds(ROUNDS));
        Playback forgetful = forgetful(Lock.TICKET);
        long length = whole.run(WHOLE);
        forgetful.run(WHOLE);
        Random random = new Random(3);
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            steps.add(random.nextLong(length + 1));
        }
        for (long step : steps) {
            whole.travelToStep(step);
            forgetful.travelToStep(step);
            assertEquals(whole.frame().recent(), forgetful.frame().recent(), "at step " + step);
            assertEquals(whole.frame().stateHash(), forgetful.frame().stateHash(), "at step " + step);
        }
    }

    @Test
    void keepsToItsBudget() throws UserMistake {
        Playback playback = forgetful(Lock.MCS);
        playback.run(WHOLE);
        assertTrue(playback.historyBytes() <= BUDGET, playback.historyBytes() + " bytes");
        assertTrue(playback.checkpoints() > 1);
    }
}
