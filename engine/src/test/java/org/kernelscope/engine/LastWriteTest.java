/* Who wrote a word last is what a recording of all writes says, however many search for it. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.InterleavingChoice.Kind;
import org.kernelscope.engine.history.Checkpoints;
import org.kernelscope.engine.history.LastWrite;
import org.kernelscope.engine.history.RunLog;
import org.kernelscope.engine.history.Stretch;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.Written;
import org.kernelscope.kernel.Variant.Lock;

class LastWriteTest {
    private static final long WHOLE = 10_000_000;
    private static final int WORD = 4;
    private static final int WORDS = 12;
    private static final long MANY = 300_000;

    /** The moment after a turn that wrote, and whose it was. */
    private record Seen(long step, int core) {}

    /** For each word of RAM that was ever written up to a step, its last write. */
    private static Map<Integer, Seen> recorded(Scenario scenario, Lock lock, long end) throws UserMistake {
        Machine machine = Tape.boot(scenario, Kernels.of(lock));
        Map<Integer, Seen> last = new TreeMap<>();
        machine.watchAll(true);
        machine.observe(event -> {
            if (event instanceof Accessed access && access.kind() != Access.READ) {
                int first = access.physical() / WORD;
                for (int word = first; word <= (access.physical() + access.size() - 1) / WORD; word++) {
                    last.put(word * WORD, new Seen(machine.steps() + 1, access.core()));
                }
            }
        });
        Interleaving policy = Script.live(scenario).policy();
        while (machine.steps() < end) {
            machine.step(policy);
        }
        return last;
    }

    private static Optional<Seen> seen(Optional<LastWrite> found) {
        return found.map(write -> new Seen(write.step(), write.core()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    MCS,    4, SEQUENTIAL,  TIME,        0
                    MCS,    4, TOTAL_STORE, RANDOM,      1
                    MCS,    1, TOTAL_STORE, TIME,        0
                    MCS,    1, SEQUENTIAL,  RANDOM,      2
                    TICKET, 4, TOTAL_STORE, TIME,        0
                    TICKET, 4, SEQUENTIAL,  RANDOM,      3
                    TICKET, 4, TOTAL_STORE, ROUND_ROBIN, 0
                    TICKET, 1, SEQUENTIAL,  TIME,        0
                    """)
    void isWhatARecordingOfAllWritesSays(Lock lock, int cores, MemoryOrder order, Kind kind, long seed)
            throws UserMistake {
        Playback playback = Kernels.play(Kernels.options(lock)
                .withCores(cores)
                .withOrder(order)
                .withInterleaving(new InterleavingChoice(kind, seed)));
        long present = playback.run(WHOLE) * 3 / 4;
        wander(playback, new Random(seed), present);
        Map<Integer, Seen> recorded = recorded(playback.scenario(), lock, present);
        List<Integer> words = new ArrayList<>(recorded.keySet());
        Collections.shuffle(words, new Random(seed));
        words = new ArrayList<>(words.subList(0, WORDS));
        int lockWord = playback.image().symbol("work_lock").orElseThrow().address();
        words.addAll(List.of(lockWord, lockWord + WORD, 0x7FF000));
        for (int word : words) {
            Optional<LastWrite> found = playback.lastPhysicalWrite(word, WORD);
            assertEquals(Optional.ofNullable(recorded.get(word)), seen(found), () -> Integer.toHexString(word));
            assertEquals(found, playback.lastPhysicalWrite(word, WORD, present, 1), "one worker");
            assertEquals(found, playback.lastPhysicalWrite(word, WORD, present, 5), "five workers");
        }
        assertEquals(present, playback.step());
    }

    /** Goes to a moment by way of others, so that there are checkpoints of several journeys. */
    private static void wander(Playback playback, Random random, long present) {
        for (int journey = 0; journey < 4; journey++) {
            playback.travelToStep(random.nextLong(present));
            playback.run(random.nextInt(20_000));
            playback.step(Granularity.INSTRUCTION, Direction.BACKWARD, OptionalInt.empty());
        }
        playback.travelToStep(present);
    }

    @Test
    void countsOnlyTurnsUpToAnEnd() throws UserMistake {
        Playback playback = Kernels.play(Lock.MCS);
        long end = playback.run(WHOLE);
        int lock = playback.image().symbol("work_lock").orElseThrow().address();
        for (int writes = 0; writes < 4; writes++) {
            long last = playback.lastWrite(0, lock, WORD, end).orElseThrow().step();
            assertTrue(last <= end);
            end = last - 1;
        }
        assertEquals(Optional.empty(), playback.lastWrite(0, lock, WORD, 0));
    }

    /** A byte that was written in a turn. */
    private record Store(long turn, int address) {}

    @ParameterizedTest
    @CsvSource({"SEQUENTIAL, false", "SEQUENTIAL, true", "TOTAL_STORE, false", "TOTAL_STORE, true"})
    void checkpointsKnowWhatIsWrittenBetweenThem(MemoryOrder order, boolean wanders) throws UserMistake {
        Scenario scenario =
                Kernels.play(Kernels.options(Lock.MCS).withOrder(order)).scenario();
        var checkpoints = new Checkpoints();
        Playback playback = Playback.open(
                scenario,
                Kernels.of(Lock.MCS),
                checkpoints,
                new RunLog(scenario.machine().cores()));
        long present = playback.run(MANY);
        if (wanders) {
            wander(playback, new Random(5), present);
        }
        NavigableSet<Store> writes = writes(scenario, present);
        List<Stretch> stretches = checkpoints.upTo(present);
        assertEquals(0, stretches.getFirst().begin().steps());
        assertEquals(present, stretches.getLast().end());
        for (Stretch stretch : stretches.subList(0, stretches.size() - 1)) {
            Written written = stretch.written().orElseThrow();
            Set<Integer> expected =
                    writes.subSet(new Store(stretch.begin().steps(), 0), new Store(stretch.end(), 0)).stream()
                            .map(Store::address)
                            .collect(Collectors.toSet());
            for (int page = 0; page < scenario.machine().memoryMiB() << 8; page++) {
                for (int at = page << 12; written.meets(page << 12, 1 << 12) && at < page + 1 << 12; at++) {
                    assertTrue(
                            wanders || !written.meets(at, 1) || expected.contains(at),
                            String.format(
                                    "%x was not written from %d on",
                                    at, stretch.begin().steps()));
                }
            }
            expected.forEach(at -> assertTrue(written.meets(at, 1), () -> Integer.toHexString(at)));
        }
    }

    /** Every byte that is written up to a step, in the order of turns. */
    private static NavigableSet<Store> writes(Scenario scenario, long end) throws UserMistake {
        Machine machine = Tape.boot(scenario, Kernels.of(Lock.MCS));
        NavigableSet<Store> writes =
                new TreeSet<>(Comparator.comparingLong(Store::turn).thenComparingInt(Store::address));
        machine.watchAll(true);
        machine.observe(event -> {
            if (event instanceof Accessed access && access.kind() != Access.READ) {
                for (int at = 0; at < access.size(); at++) {
                    writes.add(new Store(machine.steps(), access.physical() + at));
                }
            }
        });
        Interleaving policy = Script.live(scenario).policy();
        while (machine.steps() < end) {
            machine.step(policy);
        }
        return writes;
    }

    @Test
    void theWriterIsTheStoreAndNotTheMomentAtWhichItIsSeen() throws UserMistake {
        for (MemoryOrder order : MemoryOrder.values()) {
            Playback playback = Kernels.play(Kernels.options(Lock.MCS).withOrder(order));
            playback.run(WHOLE);
            int log = playback.image().symbol("work_log").orElseThrow().address();
            LastWrite write = playback.lastWrite(0, log, WORD).orElseThrow();
            assertEquals("contention_section", write.writer().function());
            assertTrue(
                    order == MemoryOrder.SEQUENTIAL
                            ? write.issued() == write.step() - 1
                            : write.issued() < write.step());
            playback.travelToStep(write.issued());
            assertEquals(
                    write.writer(), playback.frame().cores().get(write.core()).location());
            assertTrue(playback.lastWrite(0, log, WORD).orElseThrow().step() < write.step(), "the one before");
        }
    }

    @Test
    void isKnownOfPastsThatWereTypedInto() throws UserMistake {
        ScenarioTemplate shell = Scenarios.named("shell");
        Playback playback = Playback.open(
                shell.with(shell.defaults()), Kernels.of(shell.defaults().variant()));
        playback.run(WHOLE);
        playback.type("help\n");
        playback.run(WHOLE);
        long end = playback.step();
        int word = playback.image().symbol("current").orElseThrow().address();
        LastWrite late = playback.lastWrite(0, word, WORD).orElseThrow();
        playback.travelToStep(late.step() - 1);
        LastWrite earlier = playback.lastWrite(0, word, WORD).orElseThrow();
        assertTrue(earlier.step() < late.step());
        playback.travelToStep(end);
        assertEquals(late, playback.lastWrite(0, word, WORD).orElseThrow());
    }

    @Test
    void refusesWhatIsNotMemoryAndEndsWhenAsked() throws UserMistake {
        Playback playback = Kernels.play(Lock.MCS);
        assertEquals(Optional.empty(), playback.lastPhysicalWrite(0x100000, WORD), "nothing has happened");
        playback.run(WHOLE);
        assertThrows(UserMistake.class, () -> playback.lastWrite(0, 0xFFFF_0000, WORD));
        playback.cancelWhen(() -> true);
        assertThrows(CancellationException.class, () -> playback.lastPhysicalWrite(0x100000, WORD));
    }
}
