/* A run on file: what was played, and every choice, so that it replays bit for bit. */
package org.kernelscope.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.interleaving.Decisions;

/**
 * A recorded run.
 *
 * @param scenario what was played
 * @param imageHash of the kernel image
 * @param initialState the machine's state hash at power-on
 * @param decisions which core had which turn, from step 0; beyond them the scenario's policy chooses, as it did
 * @param inputs what arrived from outside, in the order of time
 * @param digests state hashes after each {@value #DIGEST_STEPS} steps; may end before the run does
 * @param note a sentence about the run, such as a verdict
 * @param stopAt the step to look at
 * @param sources files of the kernel that differ from the bundled ones, by path; an empty text means that the file is
 *     absent
 */
public record Recording(
        Scenario scenario,
        String imageHash,
        long initialState,
        Decisions decisions,
        List<Input> inputs,
        List<Long> digests,
        Optional<String> note,
        OptionalLong stopAt,
        Map<String, String> sources) {
    /** Steps between two digests. */
    public static final long DIGEST_STEPS = 1 << 16;

    private static final long LARGEST_FILE = 1L << 30;

    public Recording {
        inputs = List.copyOf(inputs);
        digests = List.copyOf(digests);
        sources = Map.copyOf(sources);
    }

    /** How many turns are recorded: those whose choices are, or beyond them those that the digests vouch for. */
    public long steps() {
        return Math.max(decisions.end(), digests.size() * DIGEST_STEPS);
    }

    public Recording withNote(String text) {
        return new Recording(
                scenario, imageHash, initialState, decisions, inputs, digests, Optional.of(text), stopAt, sources);
    }

    public Recording withStopAt(long step) {
        return new Recording(
                scenario, imageHash, initialState, decisions, inputs, digests, note, OptionalLong.of(step), sources);
    }

    public Recording withSources(Map<String, String> changed) {
        return new Recording(scenario, imageHash, initialState, decisions, inputs, digests, note, stopAt, changed);
    }

    /** The file's content. */
    public byte[] bytes() {
        return RecordingCodec.write(this);
    }

    /** Writes the file wholly or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, bytes());
    }

    /** Reads a file; one that is no sound recording is the user's mistake, with the file's name and what is wrong. */
    public static Recording read(Path file) throws UserMistake, IOException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new UserMistake(file + ": this is too large for a recording.");
            }
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new UserMistake(file + ": there is no such file.");
        }
    }

    /** Reads a recording from memory; the name stands for the file in messages. */
    public static Recording parse(String name, byte[] bytes) throws UserMistake {
        return RecordingCodec.read(name, bytes);
    }

    static String hex(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }
}
