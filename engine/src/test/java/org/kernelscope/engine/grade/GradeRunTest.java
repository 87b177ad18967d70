/* Tests grading of files and folders, whatever they hold. */
package org.kernelscope.engine.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.UserMistake;

class GradeRunTest {
    @TempDir
    Path folder;

    private List<Verdict> run(List<Path> paths, List<String> log) throws Exception {
        var run = new GradeRun(Workbench.grader(), Workbench.exercise(), 1, folder.resolve("out"));
        return run.run(
                paths,
                (done, of, verdict, known, where) -> log.add(done + "/" + of + " " + verdict.submission() + " "
                        + verdict.points() + (known ? " known" : "") + " " + where.getFileName()));
    }

    private Path put(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aFolderOfSubmissionsIsGradedOnceAndResumed() throws Exception {
        String empty = Workbench.sample("wrong/release_empty").text().orElseThrow();
        put("class/anna/ticket_lock.c", empty);
        put("class/anna/notes.txt", "see there");
        put("class/ben/ticket_lock/ticket_lock.c", empty + "\n");
        put("class/ben/contention/contention.c", "broken");
        put("class/carl.c", empty + "\n\n");
        put("class/dora/other.c", "int x;");
        put("class/emil/ticket_lock.c", "");
        put("class/fay/kernel/src/main/c/ticket_lock/ticket_lock.c", empty + " ");

        List<String> log = new ArrayList<>();
        List<Verdict> verdicts = run(List.of(folder.resolve("class")), log);
        assertEquals("""
                1/6 anna 5 anna
                2/6 ben 5 ben
                3/6 carl 5 carl
                4/6 dora 0 dora
                5/6 emil 0 emil
                6/6 fay 5 fay""", String.join("\n", log));
        assertEquals(List.of("ignored: notes.txt"), verdicts.get(0).notes());
        assertEquals(
                List.of("ignored: contention/contention.c"), verdicts.get(1).notes());
        assertTrue(verdicts.get(3).results().getFirst().reason().contains("there is no ticket_lock.c in it"));
        assertTrue(verdicts.get(4).results().getFirst().reason().contains("ticket_lock.c is empty"));

        Files.delete(folder.resolve("out/ben/verdict.json"));
        Files.writeString(folder.resolve("out/carl/verdict.json"), "{ cut off");
        List<String> again = new ArrayList<>();
        assertEquals(verdicts, run(List.of(folder.resolve("class")), again));
        assertEquals(
                List.of("anna", "dora", "emil", "fay"),
                again.stream()
                        .filter(line -> line.contains("known"))
                        .map(line -> line.split(" ")[1])
                        .collect(Collectors.toList()));
    }

    @Test
    void theFilesOfAVerdictAreWholeAndNamed() throws Exception {
        Path file = put("mine.c", Workbench.sample("wrong/release_empty").text().orElseThrow());
        Verdict verdict = run(List.of(file), new ArrayList<>()).getFirst();
        Path out = folder.resolve("out/mine");
        assertEquals(verdict, VerdictFile.read(out).orElseThrow());
        for (var result : verdict.results()) {
            if (result.recording().isPresent()) {
                Recording read = Recording.read(out.resolve(result.recording().get()));
                assertTrue(result.reason()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(read.note().orElseThrow()));
            }
        }
        String report = Files.readString(out.resolve("report.txt"));
        assertTrue(report.startsWith("mine: 5 of 100 points in ticket-lock\n"), report);
        assertTrue(report.lines().allMatch(line -> line.length() <= 140), report);
        try (var files = Files.list(out)) {
            assertEquals(
                    List.of("failure-alone-stuck.kscope", "report.txt", "verdict.json"),
                    files.map(each -> each.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void hostileFilesComeToAVerdict() throws Exception {
        Path huge = put("huge.c", " ".repeat((1 << 20) + 1));
        Path binary = folder.resolve("binary.c");
        Files.write(binary, new byte[] {0x7F, 'E', 'L', 'F', 0, (byte) 0xFF});
        Path directory = Files.createDirectories(folder.resolve("strange/ticket_lock.c"));
        Path link = Files.createSymbolicLink(folder.resolve("link.c"), huge);
        List<Verdict> verdicts = run(List.of(huge, binary, directory.getParent(), link), new ArrayList<>());
        assertEquals(
                """
                The submission cannot be graded: ticket_lock.c has 1048577 bytes; at most 1048576 are accepted.
                The submission cannot be graded: ticket_lock.c is no text in UTF-8.
                The submission cannot be graded: ticket_lock.c is no plain file.
                The submission cannot be graded: ticket_lock.c is no plain file.""",
                verdicts.stream()
                        .map(verdict -> verdict.results().getFirst().reason())
                        .collect(Collectors.joining("\n")));
        assertTrue(verdicts.stream().allMatch(verdict -> verdict.points() == 0));
    }

    @Test
    void aPathThatDoesNotExistIsTheUsersMistake() {
        UserMistake mistake =
                assertThrows(UserMistake.class, () -> run(List.of(folder.resolve("nowhere")), new ArrayList<>()));
        assertTrue(mistake.getMessage().endsWith("nowhere: there is no such file or folder."));
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
