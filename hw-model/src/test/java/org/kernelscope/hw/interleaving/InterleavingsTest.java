/* Which core each policy chooses, as tables; recorded choices and their codec. */
package org.kernelscope.hw.interleaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;

final class InterleavingsTest {
    /** One letter a core: r runs, p paused, h halted; clocks; last core; step; then the choice. */
    private static final String BY_TIME = """
            rrrr | 5 5 5 5 | 3 | 0 | 0
            rrrr | 9 7 5 5 | 0 | 0 | 2
            hrrr | 1 7 8 9 | 0 | 0 | 1
            hhhr | 1 1 1 9 | 0 | 0 | 3
            """;

    private static final String ROUND_ROBIN_OF_3 = """
            rrrr | 0 0 0 0 | 1 | 4 | 1
            rrrr | 0 0 0 0 | 1 | 6 | 2
            rrrr | 0 0 0 0 | 3 | 6 | 0
            rphr | 0 0 0 0 | 1 | 7 | 3
            rhhh | 0 0 0 0 | 0 | 6 | 0
            hrhh | 0 0 0 0 | 0 | 7 | 1
            """;

    @Test
    void byTimeTakesTheSmallestClock() {
        check(BY_TIME, Interleavings.byTime());
    }

    @Test
    void roundRobinGoesOnAfterItsQuantum() {
        check(ROUND_ROBIN_OF_3, Interleavings.roundRobin(3));
        assertThrows(IllegalArgumentException.class, () -> Interleavings.roundRobin(0));
    }

    @Test
    void randomIsAFunctionOfSeedAndStepAndMostlyStays() {
        Interleaving policy = Interleavings.random(42);
        int[] chosen = play(policy, 1000);
        assertTrue(Arrays.equals(chosen, play(Interleavings.random(42), 1000)));
        assertNotEquals(Arrays.toString(chosen), Arrays.toString(play(Interleavings.random(43), 1000)));
        int changes = 0;
        for (int step = 1; step < chosen.length; step++) {
            changes += chosen[step] == chosen[step - 1] ? 0 : 1;
        }
        assertTrue(changes > 50 && changes < 150, changes + " changes of core in 1000 turns");
        assertEquals(4, Arrays.stream(chosen).distinct().count());
    }

    @Test
    void whatWasRecordedReplays() throws ImageException {
        var recorder = new Decisions.Recorder(Interleavings.random(7));
        int[] chosen = play(recorder, 500);
        Decisions decisions = Decisions.fromBytes(recorder.decisions().toBytes());
        assertEquals(recorder.decisions(), decisions);
        assertTrue(Arrays.equals(chosen, play(Interleavings.replay(decisions), 500)));
        assertEquals(chosen[123], decisions.at(123));
        assertEquals(-1, decisions.at(500));
        assertEquals(-1, decisions.at(-1));
    }

    @Test
    void goingBackForgetsWhatFollowed() {
        var recorder = new Decisions.Recorder(turn -> turn.step() < 10 ? 0 : 1);
        for (int step = 0; step < 20; step++) {
            recorder.choose(new Moment("rr", "0 0", 0, step));
        }
        assertEquals("from 0: 0×10 1×10", recorder.decisions().toString());
        recorder.choose(new Moment("rr", "0 0", 0, 5));
        assertEquals("from 0: 0×6", recorder.decisions().toString());
        assertThrows(IllegalStateException.class, () -> recorder.choose(new Moment("rr", "0 0", 0, 50)));
    }

    /** Clocks; when the oldest store of each core is due, - for none; the choice by time. */
    private static final String STORES = """
            5 5 | - - | 0
            5 9 | 5 - | 16
            5 9 | - 5 | 17
            5 9 | 6 7 | 0
            8 9 | 7 6 | 17
            8 9 | 7 7 | 16
            """;

    @Test
    void byTimeAStoreLeavesWhenItIsDue() {
        for (String row : STORES.lines().toList()) {
            String[] c = row.split("\\|");
            var turn = new Waiting(new Moment("rr", c[0].strip(), 0, 0), c[1].strip());
            assertEquals(Integer.parseInt(c[2].strip()), Interleavings.byTime().choose(turn), row);
        }
    }

    @Test
    void everyPolicyLetsStoresLeaveAndNamesOnlyThoseThatAre() {
        for (Interleaving policy : List.of(Interleavings.random(3), Interleavings.roundRobin(2))) {
            int drains = 0;
            for (int step = 0; step < 400; step++) {
                int choice = policy.choose(new Waiting(new Moment("rrr", "9 9 9", step % 3, step), "- 5 -"));
                drains += Interleaving.isDrain(choice) ? 1 : 0;
                assertTrue(choice < 3 || choice == Interleaving.drain(1), "choice " + choice);
            }
            assertTrue(drains > 40 && drains < 250, drains + " of 400 turns");
        }
    }

    @Test
    void drainsAreRecorded() throws ImageException {
        var recorder = new Decisions.Recorder(turn -> turn.step() < 3 ? 1 : Interleaving.drain(1));
        for (int step = 0; step < 5; step++) {
            recorder.choose(new Waiting(new Moment("rr", "0 0", 0, step), "- 5"));
        }
        Decisions decisions = Decisions.fromBytes(recorder.decisions().toBytes());
        assertEquals("from 0: 1×3 drain 1×2", decisions.toString());
        Interleaving replay = Interleavings.replay(decisions);
        assertEquals(Interleaving.drain(1), replay.choose(new Waiting(new Moment("rr", "0 0", 0, 3), "- 5")));
        assertEquals(0, replay.choose(new Waiting(new Moment("rr", "0 0", 0, 3), "- -")), "there is no such store");
    }

    @Test
    void aPartOfTheDecisions() {
        var recorder = new Decisions.Recorder(turn -> (int) turn.step() / 4 & 1);
        play(recorder, 16);
        assertEquals("from 0: 0×4 1×4 0×1", recorder.decisions().upTo(9).toString());
        assertEquals("from 0:", recorder.decisions().upTo(0).toString());
        assertEquals(recorder.decisions(), recorder.decisions().upTo(99));
    }

    @Test
    void damagedDecisionsAreRefused() {
        var recorder = new Decisions.Recorder(Interleavings.random(1));
        play(recorder, 100);
        byte[] bytes = recorder.decisions().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(ImageException.class, () -> Decisions.fromBytes(cut));
        }
        assertThrows(ImageException.class, () -> Decisions.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    private static void check(String table, Interleaving policy) {
        for (String row : table.lines().toList()) {
            String[] c = row.split("\\|");
            Moment turn = new Moment(
                    c[0].strip(), c[1].strip(), Integer.parseInt(c[2].strip()), Long.parseLong(c[3].strip()));
            assertEquals(Integer.parseInt(c[4].strip()), policy.choose(turn), row);
        }
    }

    private static int[] play(Interleaving policy, int turns) {
        int[] chosen = new int[turns];
        for (int step = 0; step < turns; step++) {
            chosen[step] = policy.choose(new Moment("rrrr", "0 0 0 0", step == 0 ? 0 : chosen[step - 1], step));
        }
        return chosen;
    }

    private record Waiting(Moment moment, String dues) implements Interleaving.Turn {
        @Override
        public long step() {
            return moment.step();
        }

        @Override
        public int last() {
            return moment.last();
        }

        @Override
        public int cores() {
            return moment.cores();
        }

        @Override
        public boolean canRun(int core) {
            return moment.canRun(core);
        }

        @Override
        public long clock(int core) {
            return moment.clock(core);
        }

        @Override
        public int linearEip(int core) {
            return 0;
        }

        @Override
        public boolean paused(int core) {
            return moment.paused(core);
        }

        @Override
        public boolean storesWait() {
            return !dues.matches("[- ]*");
        }

        @Override
        public long storeDue(int core) {
            String due = dues.split(" ")[core];
            return due.equals("-") ? Interleaving.NEVER : Long.parseLong(due);
        }
    }

    private record Moment(String activity, String clocks, int last, long step) implements Interleaving.Turn {
        @Override
        public int cores() {
            return activity.length();
        }

        @Override
        public boolean canRun(int core) {
            return activity.charAt(core) != 'h';
        }

        @Override
        public long clock(int core) {
            return Long.parseLong(clocks.split(" ")[core]);
        }

        @Override
        public int linearEip(int core) {
            return 0;
        }

        @Override
        public boolean paused(int core) {
            return activity.charAt(core) == 'p';
        }
    }
}
