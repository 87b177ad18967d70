/* A disk that is really full: every file that the program writes is written wholly or not at all, with one sentence. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.app.cli.Kernels;
import org.kernelscope.app.settings.Settings;
import org.kernelscope.app.settings.SettingsFile;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.bench.Benchmark;
import org.kernelscope.engine.bench.Benchmarks;
import org.kernelscope.engine.bench.Sweep;
import org.kernelscope.kernel.Variant;
import org.kernelscope.visualizers.chart.ChartWriter;
import org.kernelscope.visualizers.chart.Charts;
import org.kernelscope.visualizers.drawing.Theme;

class FullDiskTest {
    private static final String FULL = "No space left on device";
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                ended("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "skipped: this user may not mount a small file system");
    }

    @AfterEach
    void unmount() throws Exception {
        ended("umount", disk.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        run.kscope       | run spinlock --text --events 3 --record DISK/run.kscope
        statistics.json  | boot IMAGE --append run=tests --stats DISK/statistics.json
        lock-latency.svg | bench lock-latency --cores 1 --rounds 10 --out DISK
        ticket_lock.c    | exercise ticket-lock --out DISK/new
        """)
    void aCommandSaysWhichFileAndLeavesTheDiskAsItWas(String name, String line) throws Exception {
        boolean writesOver = !line.endsWith("new");
        if (writesOver) {
            Files.writeString(disk.resolve(name), "the old one");
        }
        fill(0);
        Map<String, String> before = contents();
        Terminal.Ended ended = Terminal.kscope(arguments(line));
        assertEquals(3, ended.code(), ended::toString);
        Path file = disk.resolve(writesOver ? "" : "new").resolve(name);
        assertEquals("kscope: " + file + ": " + FULL, ended.sentence());
        assertFalse(ended.showsTrace(), ended::toString);
        assertEquals(before, contents());
    }

    @Test
    void gradingStopsWithASentence() throws Exception {
        Terminal.kscope("exercise", "ticket-lock", "--out", folder.resolve("my").toString());
        fill(0);
        Map<String, String> before = contents();
        Terminal.Ended ended =
                Terminal.kscope("grade", "ticket-lock", folder.resolve("my").toString(), "--out", disk.toString());
        assertEquals(3, ended.code(), ended::toString);
        assertTrue(ended.sentence().startsWith("kscope: " + disk), ended::toString);
        assertTrue(ended.sentence().endsWith(": " + FULL), ended::toString);
        assertEquals(before, contents());
    }

    @Test
    void aFileThatFitsInPartIsNotLeftBehind() throws Exception {
        Files.writeString(disk.resolve("old"), "the old one");
        fill(PAGE);
        Map<String, String> before = contents();
        byte[] tooMuch = new byte[3 * PAGE];
        FileSystemException lack =
                assertThrows(FileSystemException.class, () -> AtomicFile.write(disk.resolve("old"), tooMuch));
        assertEquals(disk.resolve("old").toString(), lack.getFile());
        assertEquals(FULL, lack.getReason());
        assertEquals(before, contents());
    }

    @Test
    void chartsAndSettingsToo() throws Exception {
        Benchmark latency = Benchmarks.named("lock-latency").orElseThrow();
        Sweep small = new Sweep(10, List.of(1), List.of());
        JFreeChart chart =
                Charts.of(latency.run(new Kernels()::of, Profiles.load("core-i7"), small, _ -> {}), Theme.LIGHT);
        fill(PAGE);
        Map<String, String> before = contents();
        refused("c.svg", file -> ChartWriter.svg(chart, 1120, 560, file));
        refused("c.png", file -> ChartWriter.png(chart, 1120, 560, 2, file));
        refused("c.pdf", file -> ChartWriter.pdf(chart, 1120, 560, file));
        assertEquals(before, contents());
        fill(0);
        refused("settings.txt", file -> new SettingsFile(file).save(Settings.DEFAULT));
    }

    private void refused(String name, AtomicFile.Filling writing) throws IOException {
        Path file = disk.resolve(name);
        FileSystemException lack = assertThrows(FileSystemException.class, () -> writing.fill(file));
        assertEquals(file + ": " + FULL, lack.getFile() + ": " + lack.getReason());
        assertFalse(Files.exists(file));
    }

    private String[] arguments(String line) throws Exception {
        Path image = folder.resolve("image.elf");
        Files.write(
                image,
                new Kernels()
                        .of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1))
                        .elf());
        return line.replace("IMAGE", image.toString())
                .replace("DISK", disk.toString())
                .split(" ");
    }

    /** Fills the disk up to so many free bytes. */
    private void fill(int free) throws IOException {
        byte[] page = new byte[PAGE];
        Path filling = disk.resolve("filling" + free);
        try (OutputStream out = Files.newOutputStream(filling)) {
            while (Files.getFileStore(disk).getUsableSpace() > free) {
                out.write(page);
            }
        }
    }

    /** Every file on the disk and its size and beginning; folders are left out, they hold nothing. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(disk)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        disk.relativize(file).toString(),
                        Files.size(file) + " " + Files.readString(file).strip());
            }
        }
        return contents;
    }

    private static boolean ended(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
