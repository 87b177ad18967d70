/* Who wrote a word last is what a recording of all writes says, however many search for it. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.InterleavingChoice.Kind;
import org.kernelscope.engine.history.LastWrite;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.kernel.Variant.Lock;

class LastWriteTest {
    private static final long WHOLE = 10_000_000;
    private static final int WORD = 4;
    private static final int WORDS = 12;

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
        playback.travelToStep(present);
        Map<Integer, Seen> recorded = recorded(playback.scenario(), lock, present);
        List<Integer> words = new ArrayList<>(recorded.keySet());
        Collections.shuffle(words, new Random(seed));
        words = new ArrayList<>(words.subList(0, WORDS));
        int lockWord = playback.image().symbol("work_lock").orElseThrow().address();
        words.addAll(List.of(lockWord, lockWord + WORD, 0x7FF000));
        for (int word : words) {
            Optional<LastWrite> found = playback.lastPhysicalWrite(word, WORD);
            assertEquals(Optional.ofNullable(recorded.get(word)), seen(found), () -> Integer.toHexString(word));
            assertEquals(found, playback.lastPhysicalWrite(word, WORD, 1), "one worker");
            assertEquals(found, playback.lastPhysicalWrite(word, WORD, 5), "five workers");
        }
        assertEquals(present, playback.step());
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
