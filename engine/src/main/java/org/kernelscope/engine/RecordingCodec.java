/* The file format of recordings: a header to read, a compact body, a checksum over both. */
package org.kernelscope.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.kernel.Variant;

/**
 * Writes and reads recordings. The file begins with {@value #MAGIC}, goes on with lines {@code key: value} of which the
 * last is {@code checksum}, an empty line, and the deflated body: profile, decisions, inputs where there are any,
 * digests, sources. The checksum is
 * the CRC-32 of all bytes before and after its line.
 */
final class RecordingCodec {
    private static final String MAGIC = "kernelscope recording";
    private static final String FORMAT = "1";
    private static final String CHECKSUM = "checksum: ";
    private static final int CHECKSUM_DIGITS = 8;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int LARGEST_BODY = 1 << 29;

    private RecordingCodec() {}

    static byte[] write(Recording recording) {
        byte[] unpacked = body(recording);
        byte[] packed = deflate(unpacked);
        StringBuilder header = new StringBuilder(MAGIC).append('\n');
        header(recording, unpacked.length, packed.length)
                .forEach((key, value) ->
                        header.append(key).append(": ").append(escape(value)).append('\n'));
        byte[] before = header.toString().getBytes(StandardCharsets.UTF_8);
        var after = new ByteArrayOutputStream();
        after.write('\n');
        after.writeBytes(packed);
        var file = new ByteArrayOutputStream();
        file.writeBytes(before);
        String line = CHECKSUM + checksum(before, after.toByteArray()) + "\n";
        file.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        file.writeBytes(after.toByteArray());
        return file.toByteArray();
    }

    private static Map<String, String> header(Recording recording, int unpacked, int packed) {
        Scenario scenario = recording.scenario();
        Map<String, String> header = new LinkedHashMap<>();
        header.put("format", FORMAT);
        header.put("scenario", scenario.name());
        header.put("title", scenario.title());
        header.put("summary", scenario.summary());
        header.put("lock", scenario.variant().lock().id());
        header.put("locking", scenario.variant().guarding().id());
        header.put("preemption", scenario.variant().preemption().id());
        header.put("alignment", scenario.variant().alignment().id());
        header.put("optimisation", scenario.variant().optimisation().name());
        header.put("cores", "" + scenario.machine().cores());
        header.put("memory MiB", "" + scenario.machine().memoryMiB());
        if (scenario.machine().order() != MemoryOrder.SEQUENTIAL) {
            header.put("memory order", scenario.machine().order().id());
        }
        header.put("profile", scenario.machine().profile().name());
        header.put("megahertz", "" + scenario.megahertz());
        header.put("command line", scenario.commandLine());
        header.put("programs", String.join(" ", scenario.programs()));
        header.put("views", String.join(" ", scenario.views()));
        header.put("interleaving", scenario.interleaving().kind().id());
        header.put("interleaving seed", "" + scenario.interleaving().seed());
        header.put("image", recording.imageHash());
        header.put("configuration", configurationHash(scenario.machine()));
        header.put("initial state", Recording.hex(recording.initialState()));
        header.put("steps", "" + recording.steps());
        recording.stopAt().ifPresent(step -> header.put("stop at", "" + step));
        recording.note().ifPresent(note -> header.put("note", note));
        if (!recording.inputs().isEmpty()) {
            header.put("inputs", "" + recording.inputs().size());
        }
        header.put("sources", "" + recording.sources().size());
        header.put("unpacked bytes", "" + unpacked);
        header.put("packed bytes", "" + packed);
        return header;
    }

    private static byte[] body(Recording recording) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            put(out, text(recording.scenario().machine().profile()));
            put(out, recording.decisions().toBytes());
            if (!recording.inputs().isEmpty()) {
                put(out, Input.toBytes(recording.inputs()));
            }
            out.writeInt(recording.digests().size());
            for (long digest : recording.digests()) {
                out.writeLong(digest);
            }
            for (var source : new TreeMap<>(recording.sources()).entrySet()) {
                put(out, source.getKey().getBytes(StandardCharsets.UTF_8));
                put(out, source.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads a file's content. */
    static Recording read(String name, byte[] bytes) throws UserMistake {
        try {
            return read(bytes);
        } catch (Unsound | ImageException e) {
            throw new UserMistake(name + ": this is no sound recording: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UserMistake(name + ": this is no sound recording: its body is cut off.");
        }
    }

    private static Recording read(byte[] bytes) throws Unsound, ImageException, IOException {
        Split file = split(bytes);
        Map<String, String> header = file.header();
        int packed = Math.toIntExact(number(header, "packed bytes", 0, Integer.MAX_VALUE));
        if (packed != file.body().length) {
            throw new Unsound("its body has " + file.body().length + " bytes where " + packed + " are announced");
        }
        int unpacked = Math.toIntExact(number(header, "unpacked bytes", 0, LARGEST_BODY));
        var in = new DataInputStream(new ByteArrayInputStream(inflate(file.body(), unpacked)));
        var profile = HardwareProfile.parse(value(header, "profile"), new String(get(in), StandardCharsets.UTF_8));
        Decisions decisions = Decisions.fromBytes(get(in));
        List<Input> inputs = inputs(header, in);
        List<Long> digests = digests(in);
        Map<String, String> sources = sources(in, number(header, "sources", 0, LARGEST_BODY));
        if (in.available() > 0) {
            throw new Unsound("its body has bytes after its end");
        }
        Recording recording = new Recording(
                scenario(header, profile),
                value(header, "image"),
                hash(header, "initial state"),
                decisions,
                inputs,
                digests,
                Optional.ofNullable(header.get("note")),
                header.containsKey("stop at")
                        ? OptionalLong.of(number(header, "stop at", 0, Long.MAX_VALUE))
                        : OptionalLong.empty(),
                sources);
        if (decisions.first() != 0 || recording.steps() != number(header, "steps", 0, Long.MAX_VALUE)) {
            throw new Unsound("its decisions do not cover the announced steps");
        }
        return recording;
    }

    private static Scenario scenario(Map<String, String> header, HardwareProfile profile) throws Unsound {
        var kind = named(header, "interleaving", InterleavingChoice.Kind.values(), InterleavingChoice.Kind::id);
        MemoryOrder order = header.containsKey("memory order")
                ? named(header, "memory order", MemoryOrder.values(), MemoryOrder::id)
                : MemoryOrder.SEQUENTIAL;
        var machine = new MachineConfig(
                        (int) number(header, "cores", 1, MachineConfig.MAX_CORES),
                        (int) number(header, "memory MiB", 4, 1024),
                        profile)
                .withOrder(order);
        if (!configurationHash(machine).equals(value(header, "configuration"))) {
            throw new Unsound("it names the configuration " + value(header, "configuration")
                    + ", but what it describes has " + configurationHash(machine));
        }
        return new Scenario(
                value(header, "scenario"),
                value(header, "title"),
                value(header, "summary"),
                variant(header),
                machine,
                value(header, "command line"),
                new InterleavingChoice(kind, number(header, "interleaving seed", Long.MIN_VALUE, Long.MAX_VALUE)),
                (int) number(header, "megahertz", 1, Integer.MAX_VALUE),
                words(header, "programs"),
                words(header, "views"));
    }

    private static List<String> words(Map<String, String> header, String key) throws Unsound {
        return Arrays.stream(value(header, key).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Variant variant(Map<String, String> header) throws Unsound {
        return new Variant(
                named(header, "lock", Variant.Lock.values(), Variant.Lock::id),
                named(header, "locking", Variant.Guarding.values(), Variant.Guarding::id),
                named(header, "preemption", Variant.Preemption.values(), Variant.Preemption::id),
                named(header, "alignment", Variant.Alignment.values(), Variant.Alignment::id),
                named(header, "optimisation", Variant.Optimisation.values(), Enum::name));
    }

    private record Split(Map<String, String> header, byte[] body) {}

    /** Checks first line and checksum, and takes the header's lines apart. */
    private static Split split(byte[] bytes) throws Unsound {
        byte[] magic = (MAGIC + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length < magic.length || !Arrays.equals(magic, Arrays.copyOf(bytes, magic.length))) {
            throw new Unsound("it does not begin with the line '" + MAGIC + "'");
        }
        String start = new String(bytes, 0, Math.min(bytes.length, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        int line = start.indexOf("\n" + CHECKSUM) + 1;
        int end = line + CHECKSUM.length() + CHECKSUM_DIGITS;
        if (line == 0 || end + 1 >= start.length() || start.charAt(end) != '\n' || start.charAt(end + 1) != '\n') {
            throw new Unsound("its header has no checksum line at its end; it is cut off or damaged");
        }
        byte[] before = Arrays.copyOf(bytes, line);
        byte[] after = Arrays.copyOfRange(bytes, end + 1, bytes.length);
        String announced = start.substring(line + CHECKSUM.length(), end);
        if (!checksum(before, after).equals(announced)) {
            throw new Unsound("its content has the checksum " + checksum(before, after) + ", but it announces "
                    + announced + "; it is cut off or damaged");
        }
        Map<String, String> header = new LinkedHashMap<>();
        for (String pair :
                new String(before, StandardCharsets.UTF_8).lines().skip(1).toList()) {
            int colon = pair.indexOf(": ");
            if (colon < 0) {
                throw new Unsound("its header has the line '" + pair + "' where 'key: value' is expected");
            }
            header.put(pair.substring(0, colon), unescape(pair.substring(colon + 2)));
        }
        if (!FORMAT.equals(header.get("format"))) {
            throw new Unsound("its format is " + header.get("format") + ", this program reads " + FORMAT);
        }
        return new Split(header, Arrays.copyOfRange(after, 1, after.length));
    }

    /** A run without input says nothing of it. */
    private static List<Input> inputs(Map<String, String> header, DataInputStream in)
            throws Unsound, ImageException, IOException {
        if (!header.containsKey("inputs")) {
            return List.of();
        }
        List<Input> inputs = Input.fromBytes(get(in));
        if (inputs.size() != number(header, "inputs", 1, LARGEST_BODY)) {
            throw new Unsound("it announces " + header.get("inputs") + " inputs and has " + inputs.size());
        }
        return inputs;
    }

    private static List<Long> digests(DataInputStream in) throws IOException, Unsound {
        int count = in.readInt();
        if (count < 0 || count > in.available() / Long.BYTES) {
            throw new Unsound("it announces " + count + " digests and has fewer");
        }
        List<Long> digests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            digests.add(in.readLong());
        }
        return digests;
    }

    private static Map<String, String> sources(DataInputStream in, long count) throws IOException, Unsound {
        Map<String, String> sources = new TreeMap<>();
        for (long i = 0; i < count; i++) {
            String path = new String(get(in), StandardCharsets.UTF_8);
            sources.put(path, new String(get(in), StandardCharsets.UTF_8));
        }
        return sources;
    }

    private static String value(Map<String, String> header, String key) throws Unsound {
        String value = header.get(key);
        if (value == null) {
            throw new Unsound("its header lacks '" + key + "'");
        }
        return value;
    }

    private static long number(Map<String, String> header, String key, long least, long most) throws Unsound {
        String value = value(header, key);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Unsound("'" + key + "' is '" + value + "', which is no number");
        }
        throw new Unsound("'" + key + "' is " + value + ", but can only be " + least + " to " + most);
    }

    private static long hash(Map<String, String> header, String key) throws Unsound {
        try {
            return HexFormat.fromHexDigitsToLong(value(header, key));
        } catch (IllegalArgumentException e) {
            throw new Unsound("'" + key + "' is '" + header.get(key) + "', which is no hash");
        }
    }

    private interface Id<T> {
        String of(T value);
    }

    private static <T> T named(Map<String, String> header, String key, T[] values, Id<T> id) throws Unsound {
        String wanted = value(header, key);
        for (T value : values) {
            if (id.of(value).equals(wanted)) {
                return value;
            }
        }
        throw new Unsound("'" + key + "' is '" + wanted + "', but can only be "
                + Arrays.stream(values).map(id::of).collect(Collectors.joining(", ")));
    }

    private static String configurationHash(MachineConfig machine) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String size = machine.cores() + " cores, " + machine.memoryMiB() + " MiB, ";
            String order = machine.order() == MemoryOrder.SEQUENTIAL
                    ? ""
                    : machine.order().id() + ", ";
            digest.update((size + order + machine.profile().name() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(text(machine.profile())));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static byte[] text(HardwareProfile profile) {
        return profile.text().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    private static byte[] get(DataInputStream in) throws IOException, Unsound {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new Unsound(
                    "a part of its body announces " + length + " bytes where " + in.available() + " are left");
        }
        return in.readNBytes(length);
    }

    private static String checksum(byte[] before, byte[] after) {
        CRC32 crc = new CRC32();
        crc.update(before);
        crc.update(after);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static byte[] deflate(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] inflate(byte[] packed, int length) throws Unsound {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            byte[] bytes = new byte[length];
            int done = 0;
            while (done < length) {
                int part = inflater.inflate(bytes, done, length - done);
                if (part == 0) {
                    break;
                }
                done += part;
            }
            boolean whole = done == length && (inflater.finished() || inflater.inflate(new byte[1]) == 0);
            if (!whole || inflater.getRemaining() > 0) {
                throw new Unsound("its body does not unpack to the announced " + length + " bytes");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new Unsound("its body does not unpack");
        }
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
                char escaped = text.charAt(i);
                result.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                result.append(text.charAt(i));
            }
        }
        return result.toString();
    }

    /** What is wrong with a file, as the end of a sentence. */
    private static final class Unsound extends Exception {
        Unsound(String what) {
            super(what);
        }
    }
}
