/* Recordings keep a run bit for bit, and refuse what is no recording or another kernel's. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.kernel.Variant.Lock;

class RecordingTest {
    private static final long WHOLE = 10_000_000;

    @TempDir
    private Path folder;

    private static Playback played() throws UserMistake {
        var choice = new InterleavingChoice(InterleavingChoice.Kind.RANDOM, 5);
        var options = Kernels.options(Lock.MCS).withRounds(40).withInterleaving(choice);
        Playback playback = Kernels.play(options);
        playback.run(WHOLE);
        return playback;
    }

    @Test
    void replayIsTheRunAgain() throws UserMistake, IOException {
        Playback original = played();
        Recording written = original.record();
        Path file = folder.resolve("run.recording");
        written.write(file);
        Recording read = Recording.read(file);
        assertEquals(written, read);
        assertArrayEquals(written.bytes(), read.bytes());
        assertTrue(read.digests().size() >= 1, "the run is long enough to have a digest");

        Playback replay = Playback.open(read, Kernels.MCS);
        replay.run(WHOLE);
        assertEquals(original.events(), replay.events());
        assertEquals(original.frame().stateHash(), replay.frame().stateHash());
        assertEquals(written, replay.record());
    }

    @Test
    void carriesNoteStopAndSources() throws UserMistake {
        Recording recording = played().record()
                .withNote("two cores hold work_lock:\ncore 1 \\ core 2")
                .withStopAt(1234)
                .withSources(Map.of("ticket_lock/ticket_lock.c", "int x;\n", "a.h", "ü"));
        assertEquals(recording, Recording.parse("x", recording.bytes()));
    }

    @Test
    void headerIsToRead() throws UserMistake {
        Recording recording = played().record();
        List<String> lines = new String(recording.bytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .limit(30)
                .toList();
        assertEquals("kernelscope recording", lines.getFirst());
        assertTrue(lines.contains("lock: mcs"), lines.toString());
        assertTrue(lines.contains("interleaving: random"), lines.toString());
        assertTrue(lines.contains("steps: " + recording.steps()), lines.toString());
    }

    @Test
    void damageIsNoticedWithTheFileName() throws UserMistake {
        byte[] sound = played().record().bytes();
        Random random = new Random(2024);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = switch (i % 4) {
                case 0 -> Arrays.copyOf(sound, random.nextInt(sound.length));
                case 1 -> flipped(sound, random.nextInt(sound.length), random);
                case 2 -> flipped(sound, random.nextInt(Math.min(sound.length, 1200)), random);
                default -> Arrays.copyOf(sound, sound.length + 1 + random.nextInt(50));
            };
            UserMistake mistake = assertThrows(UserMistake.class, () -> Recording.parse("my.recording", damaged));
            assertTrue(mistake.getMessage().startsWith("my.recording: "), mistake.getMessage());
        }
    }

    private static byte[] flipped(byte[] sound, int at, Random random) {
        byte[] damaged = sound.clone();
        damaged[at] ^= (byte) (1 + random.nextInt(255));
        return damaged;
    }

    @Test
    void anotherImageIsRefusedWithBothHashes() throws UserMistake {
        Recording recording = played().record();
        UserMistake mistake = assertThrows(UserMistake.class, () -> Playback.open(recording, Kernels.TICKET));
        assertTrue(mistake.getMessage().contains(Kernels.MCS.hash()), mistake.getMessage());
        assertTrue(mistake.getMessage().contains(Kernels.TICKET.hash()), mistake.getMessage());
    }

    @Test
    void anotherMachineIsRefusedWithBothHashes() throws UserMistake {
        Recording recording = played().record();
        Recording other = new Recording(
                recording.scenario(),
                recording.imageHash(),
                recording.initialState() + 1,
                recording.decisions(),
                recording.inputs(),
                recording.digests(),
                recording.note(),
                recording.stopAt(),
                recording.sources());
        UserMistake mistake = assertThrows(UserMistake.class, () -> Playback.open(other, Kernels.MCS));
        assertTrue(mistake.getMessage().contains(Recording.hex(recording.initialState())), mistake.getMessage());
        assertTrue(mistake.getMessage().contains(Recording.hex(recording.initialState() + 1)), mistake.getMessage());
    }

    @Test
    void beyondItsChoicesThePolicyChoosesAgainAndTheDigestsVouch() throws UserMistake {
        Playback played = played();
        Recording whole = played.record();
        Recording shorter = with(whole, whole.decisions().upTo(1000), whole.digests());
        assertEquals(whole.digests().size() * Recording.DIGEST_STEPS, shorter.steps());
        Playback again = Playback.open(Recording.parse("x", shorter.bytes()), Kernels.MCS);
        again.run(WHOLE);
        assertEquals(played.machine().stateHash(), again.machine().stateHash());
        assertEquals(played.events(), again.events());
        Recording wrong = with(whole, whole.decisions().upTo(1000), List.of(0L));
        Playback diverges = Playback.open(wrong, Kernels.MCS);
        assertThrows(ReplayDiverged.class, () -> diverges.run(WHOLE));
    }

    @Test
    void divergenceSaysAtWhichStep() throws UserMistake {
        Recording recording = played().record();
        List<Long> digests = new ArrayList<>(recording.digests());
        digests.set(0, digests.getFirst() + 1);
        Playback wrongState = Playback.open(with(recording, recording.decisions(), digests), Kernels.MCS);
        ReplayDiverged diverged = assertThrows(ReplayDiverged.class, () -> wrongState.run(WHOLE));
        assertEquals(Recording.DIGEST_STEPS, diverged.step());

        Decisions impossible = choices(turn -> 3, 100);
        Playback wrongCore = Playback.open(with(recording, impossible, List.of()), Kernels.MCS);
        assertEquals(
                0,
                assertThrows(ReplayDiverged.class, () -> wrongCore.run(WHOLE)).step());
        assertEquals(0, wrongCore.step());
    }

    @Test
    void aMillionDecisionsAreKept() throws UserMistake {
        Recording small = played().record();
        Decisions million = choices(turn -> (int) (turn.step() * 7 / 3 % 4), 1_000_000);
        Recording big = with(small, million, List.of());
        assertEquals(million, Recording.parse("x", big.bytes()).decisions());
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws UserMistake, IOException {
        Recording recording = played().record();
        Path target = folder.resolve("taken");
        Files.createDirectories(target.resolve("by a folder that is not empty"));
        assertThrows(IOException.class, () -> recording.write(target));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(target), left.toList());
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.recording");
        UserMistake mistake = assertThrows(UserMistake.class, () -> Recording.read(missing));
        assertTrue(mistake.getMessage().contains("missing.recording"), mistake.getMessage());
    }

    private static Recording with(Recording recording, Decisions decisions, List<Long> digests) {
        return new Recording(
                recording.scenario(),
                recording.imageHash(),
                recording.initialState(),
                decisions,
                recording.inputs(),
                digests,
                recording.note(),
                recording.stopAt(),
                recording.sources());
    }

    private static Decisions choices(Interleaving policy, int steps) {
        var recorder = new Decisions.Recorder(policy);
        for (int step = 0; step < steps; step++) {
            recorder.choose(new StepTurn(step));
        }
        return recorder.decisions();
    }

    /** A turn of which only the step matters. */
    private record StepTurn(long step) implements Interleaving.Turn {
        @Override
        public int cores() {
            return 4;
        }

        @Override
        public boolean canRun(int core) {
            return true;
        }

        @Override
        public long clock(int core) {
            return step;
        }

        @Override
        public int linearEip(int core) {
            return 0;
        }

        @Override
        public int last() {
            return 0;
        }

        @Override
        public boolean paused(int core) {
            return false;
        }
    }
}
