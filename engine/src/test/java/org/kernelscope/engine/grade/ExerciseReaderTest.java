/* Tests reading exercises: a mistake is named with its place. */
package org.kernelscope.engine.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.UserMistake;

class ExerciseReaderTest {
    private static final Path ORIGINAL = Path.of(
            System.getProperty("kscope.home"),
            "lessons/src/main/resources/org/kernelscope/lessons/exercises/ticket-lock");

    @TempDir
    Path folder;

    @Test
    void theTicketLockExerciseIsWhole() {
        Exercise exercise = Workbench.exercise();
        assertEquals("ticket-lock", exercise.id());
        assertEquals(100, exercise.points());
        assertEquals(2, exercise.blanks().size());
        assertTrue(exercise.text().startsWith("# Write a ticket lock"));
        assertTrue(exercise.hints().size() >= 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cores: 1 | cores: one | scenarios: entry 1: cores should be a whole number",
                "checks: | 'checks:\n  -' | an entry of checks is missing",
                "scenarios: [wrap] | scenarios: [warp] | check wrap: there is no scenario 'warp'",
                "needs: [exclusion] | needs: [stores] | check order needs 'stores', which is no check before it",
                "promises: [stuck, crash] | promises: [luck] | there is no promise 'luck'",
                "lock: ticket | lock: paper | lock cannot be 'paper'",
                "points: 30 | pionts: 30 | line",
                "file: ticket_lock/ticket_lock.c | # | file is missing",
                "with: clients/leaving.c | with: clients/nobody.c | lacks the file clients/nobody.c"
            })
    void aMistakeIsNamed(String right, String wrong, String words) throws Exception {
        String yaml = Files.readString(ORIGINAL.resolve("exercise.yaml"));
        assertTrue(yaml.contains(right));
        Files.writeString(folder.resolve("exercise.yaml"), yaml.replace(right, wrong));
        Files.copy(ORIGINAL.resolve("exercise.md"), folder.resolve("exercise.md"));
        Files.createDirectory(folder.resolve("clients"));
        Files.copy(ORIGINAL.resolve("clients/leaving.c"), folder.resolve("clients/leaving.c"));
        UserMistake mistake = assertThrows(UserMistake.class, () -> ExerciseReader.read(folder));
        assertTrue(mistake.getMessage().contains(words), mistake.getMessage());
    }
}
