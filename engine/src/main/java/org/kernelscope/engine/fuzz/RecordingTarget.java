/* Damaged recordings: they are read, or one sentence says why not. */
package org.kernelscope.engine.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.Variant;

/** Mutations of the file, of its header alone, and of its body before packing; most with a right checksum. */
final class RecordingTarget implements FuzzTarget {
    private static final String CHECKSUM = "\nchecksum: ";
    private static final int DIGITS = 8;
    private static final int TURNS = 2_000;

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        byte[] file = recording(dice, seed).bytes();
        byte[] damaged = switch (dice.below(4)) {
            case 0 -> Mutation.of(dice, file);
            case 1 -> body(dice, file);
            default -> header(dice, file);
        };
        try {
            Recording read = Recording.parse("fuzz.kscope", damaged);
            FuzzTarget.require(
                    read.equals(Recording.parse("again.kscope", read.bytes())),
                    "a recording that was read is another when it is written and read again");
        } catch (UserMistake refusal) {
            Sentences.require(refusal.getMessage());
        }
    }

    private static Recording recording(Dice dice, long seed) throws UserMistake {
        MachineConfig config = Guest.config(seed, dice.between(1, 4));
        Machine machine =
                Guest.boot(config, DevicesTarget.guest(dice, config.cores()).elf());
        var recorder = new Decisions.Recorder(Interleavings.random(dice.big()));
        long first = machine.stateHash();
        machine.run(recorder, dice.below(TURNS));
        recorder.reached(machine.steps());
        var scenario = new Scenario(
                "fuzz",
                "Fuzz",
                "Random.",
                Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1),
                config,
                "run=x",
                InterleavingChoice.BY_TIME,
                3200);
        return new Recording(
                scenario,
                "0123456789abcdef",
                first,
                recorder.decisions(),
                List.of(new Input(7, Input.Kind.SERIAL, (byte) 65)),
                List.of(machine.stateHash()),
                Optional.of("a note"),
                OptionalLong.of(3),
                Map.of("a.c", "text"));
    }

    private static byte[] header(Dice dice, byte[] file) {
        int end = checksum(file);
        byte[] header = Mutation.of(dice, Arrays.copyOf(file, end + 1));
        return sealed(header, Arrays.copyOfRange(file, end + CHECKSUM.length() + DIGITS, file.length));
    }

    private static byte[] body(Dice dice, byte[] file) throws DataFormatException {
        int end = checksum(file);
        int packed = end + CHECKSUM.length() + DIGITS + 2;
        byte[] body = Mutation.of(dice, inflate(Arrays.copyOfRange(file, packed, file.length)));
        byte[] again = deflate(body);
        String header = new String(file, 0, end + 1, StandardCharsets.UTF_8)
                .replaceFirst("\nunpacked bytes: \\d+", "\nunpacked bytes: " + body.length)
                .replaceFirst("\npacked bytes: \\d+", "\npacked bytes: " + again.length);
        byte[] after = new byte[again.length + 2];
        Arrays.fill(after, 0, 2, (byte) '\n');
        System.arraycopy(again, 0, after, 2, again.length);
        return sealed(header.getBytes(StandardCharsets.UTF_8), after);
    }

    /** Where the checksum's line begins, with the line feed before it. */
    private static int checksum(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(CHECKSUM);
    }

    /** A file with a right checksum; what follows it begins with two line feeds. */
    private static byte[] sealed(byte[] header, byte[] after) {
        CRC32 crc = new CRC32();
        crc.update(header);
        crc.update(after, 1, after.length - 1);
        var out = new ByteArrayOutputStream();
        out.writeBytes(header);
        String line = CHECKSUM.substring(1) + HexFormat.of().toHexDigits((int) crc.getValue());
        out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(after);
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] packed) throws DataFormatException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            byte[] bytes = new byte[1 << 20];
            return Arrays.copyOf(bytes, inflater.inflate(bytes));
        }
    }

    private static byte[] deflate(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length * 2 + 100];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }
}
