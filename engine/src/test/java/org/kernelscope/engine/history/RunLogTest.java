/* The log's timeline is without gaps, and stays small in a long run. */
package org.kernelscope.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.Timeline.Span;
import org.kernelscope.engine.view.Timeline.Turn;

class RunLogTest {
    @Test
    void neighboursTouch() {
        RunLog log = new RunLog(2);
        log.began(1, Phase.BUSY, 10);
        log.began(1, Phase.SPINS, 30);
        log.began(1, Phase.HOLDS, 30);
        log.knownTo(50);
        assertEquals(
                List.of(new Span(Phase.IDLE, 0, 10), new Span(Phase.BUSY, 10, 30), new Span(Phase.HOLDS, 30, 50)),
                log.timeline(50).lanes().get(1));
        assertEquals(
                List.of(new Span(Phase.BUSY, 0, 50)), log.timeline(50).lanes().getFirst());
    }

    @Test
    void threadsHaveTheCoreInTurnAndWhatIsForgottenIsGone() {
        RunLog log = new RunLog(2);
        log.add(new ThreadSwitched(1, 10, 1, 4, 5));
        log.add(new ThreadSwitched(2, 30, 1, 5, 6));
        log.knownTo(50);
        List<List<Turn>> turns = log.timeline(50).turns();
        assertEquals(List.of(List.of(), List.of(new Turn(5, 10, 30), new Turn(6, 30, 50))), turns);
        log.forgetAfter(1, 20);
        assertEquals(List.of(new Turn(5, 10, 20)), log.timeline(20).turns().get(1));
        for (int i = 2; i < 20_000; i++) {
            log.add(new ThreadSwitched(i, i * 10L, 1, i % 7, (i + 1) % 7));
        }
        log.knownTo(200_000);
        for (long present : new long[] {0, 100_000, 200_000}) {
            List<Turn> around = log.timeline(present).turns().get(1);
            assertEquals(4000, around.size());
            assertTrue(around.getFirst().from() <= Math.max(10, present)
                    && around.getLast().to() >= present);
        }
    }

    @Test
    void farFromThePresentManySpansBecomeFew() {
        RunLog log = new RunLog(1);
        for (int i = 1; i <= 20_000; i++) {
            log.began(0, i % 2 == 0 ? Phase.THINKS : Phase.SPINS, i * 10L + i % 2 * 4);
        }
        log.knownTo(200_010);
        for (long present : new long[] {0, 100_000, 200_010}) {
            List<Span> lane = log.timeline(present).lanes().getFirst();
            assertTrue(lane.size() <= 4000, lane.size() + " spans");
            assertEquals(0, lane.getFirst().from());
            assertEquals(200_010, lane.getLast().to());
            for (int i = 1; i < lane.size(); i++) {
                assertEquals(lane.get(i - 1).to(), lane.get(i).from());
            }
            assertTrue(lane.stream().anyMatch(span -> span.to() - span.from() == 6), "exact near " + present);
        }
    }
}
