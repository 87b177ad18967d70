/* Damaged files on the command line: one sentence and the right exit code, never a stack trace. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.app.cli.Kernels;
import org.kernelscope.kernel.Variant;

class WrongInputTest {
    private static final int PLACES = 200;

    @TempDir
    private Path folder;

    @Test
    void aRecordingDamagedAnywhereIsRefused() throws Exception {
        Path file = folder.resolve("run.kscope");
        Terminal.kscope("run", "spinlock", "--lock", "ticket", "--text", "--events", "12", "--record", "" + file);
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < PLACES; i++) {
            byte[] damaged = sound.clone();
            int place = random.nextInt(sound.length);
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            refused(Files.write(file, damaged), "bit at " + place, "replay", "" + file, "--text");
        }
        for (int i = 0; i < PLACES; i++) {
            int length = random.nextInt(sound.length);
            refused(Files.write(file, Arrays.copyOf(sound, length)), "cut at " + length, "replay", "" + file, "--text");
        }
        byte[] longer = Arrays.copyOf(sound, sound.length + 1);
        refused(Files.write(file, longer), "one byte more", "replay", "" + file, "--text");
    }

    @Test
    void aRecordingOfAnotherKernelIsRefused() throws Exception {
        Path file = folder.resolve("run.kscope");
        Terminal.kscope("run", "spinlock", "--text", "--events", "3", "--record", "" + file);
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String hash = text.lines()
                .filter(line -> line.startsWith("image: "))
                .findFirst()
                .orElseThrow();
        String other = hash.substring(0, hash.length() - 1) + (hash.endsWith("0") ? "1" : "0");
        byte[] changed = checksummed(text.replace(hash, other));
        Terminal.Ended ended = refused(Files.write(file, changed), "another image", "replay", "" + file, "--text");
        assertTrue(ended.err().contains(other.substring(7)), ended::toString);
        assertTrue(ended.err().contains(hash.substring(7)), ended::toString);
    }

    @ParameterizedTest
    @EnumSource(Variant.Lock.class)
    void anImageCutAnywhereIsRefusedOrRuns(Variant.Lock lock) throws Exception {
        byte[] elf = new Kernels().of(Variant.of(lock, Variant.Optimisation.O1)).elf();
        Path file = folder.resolve("cut.elf");
        Random random = new Random(lock.id().length());
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int i = 0; i < PLACES; i++) {
            lengths.add(random.nextInt(i < PLACES / 2 ? 4096 : elf.length));
        }
        for (int length : lengths) {
            Files.write(file, Arrays.copyOf(elf, length));
            endsWell("cut at " + length, "boot", "" + file, "--max-instructions", "3000");
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.Lock.class)
    void anImageDamagedAnywhereIsRefusedOrRuns(Variant.Lock lock) throws Exception {
        byte[] elf = new Kernels().of(Variant.of(lock, Variant.Optimisation.O1)).elf();
        Path file = folder.resolve("damaged.elf");
        Random random = new Random(100 + lock.id().length());
        for (int i = 0; i < PLACES; i++) {
            byte[] damaged = elf.clone();
            for (int flips = 0; flips < 1 + i / 2; flips++) {
                damaged[random.nextInt(i % 4 == 0 ? 256 : Math.min(elf.length, 24_000))] ^=
                        (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            endsWell("damage " + i, "boot", "" + file, "--cores", "2", "--max-instructions", "20000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run spinlock --text --cores -1",
                "run spinlock --text --cores 2147483648",
                "run spinlock --text --memory 99999999",
                "run spinlock --text --profile ../core-i7",
                "run spinlock --text --optimise O3",
                "run spinlock --text --interleaving replay",
                "run spinlock --text --rounds 0",
                "run spinlock --text --think -1",
                "run spinlock --texts",
                "run spinlock extra --text",
                "run --text",
                "boot .",
                "replay . --text",
                "grade ticket-lock --out x",
                "lesson show nope",
                "bench",
                "bench machine --image",
                "bench machine --image .",
                "bench machine --image nowhere.elf",
                "bench machine --image pom.xml --cores 17",
                "bench machine --here --samples many",
                "completion --frob",
                "exercise ../ticket-lock"
            })
    void wrongUsageIsOneSentence(String line) {
        Terminal.Ended ended = Terminal.kscope(line.split(" "));
        assertEquals(2, ended.code(), ended::toString);
        assertTrue(ended.err().startsWith("kscope: "), ended::toString);
        assertFalse(ended.showsTrace(), ended::toString);
        assertEquals("", ended.out());
    }

    private static Terminal.Ended refused(Path file, String what, String... line) {
        Terminal.Ended ended = Terminal.kscope(line);
        assertEquals(2, ended.code(), () -> what + ": " + ended);
        assertEquals(1, ended.err().lines().count(), () -> file + ", " + what + ": " + ended);
        assertTrue(ended.err().startsWith("kscope: "), ended::toString);
        assertEquals("", ended.out());
        return ended;
    }

    /** Refused in one sentence, or run by the machine to whatever end: both are fine, a failure of ours is not. */
    private static void endsWell(String what, String... line) {
        Terminal.Ended ended = Terminal.kscope(line);
        assertTrue(ended.code() <= 2, () -> what + ": " + ended);
        assertFalse(ended.showsTrace(), ended::toString);
        if (ended.code() == 2) {
            assertEquals(1, ended.err().lines().count(), () -> what + ": " + ended);
            assertTrue(ended.err().startsWith("kscope: " + line[1]), ended::toString);
        }
    }

    /** The text of a recording with the checksum that its content has. */
    private static byte[] checksummed(String text) {
        int line = text.indexOf("\nchecksum: ") + 1;
        int end = text.indexOf('\n', line);
        byte[] before = text.substring(0, line).getBytes(StandardCharsets.ISO_8859_1);
        byte[] after = text.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(before);
        crc.update(after);
        String sum = String.format("checksum: %08x%n", crc.getValue());
        return (text.substring(0, line) + sum + text.substring(end + 1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
