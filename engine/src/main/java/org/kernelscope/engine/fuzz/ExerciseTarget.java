/* Damaged exercises: they are read, or one sentence says why not. */
package org.kernelscope.engine.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.grade.ExerciseReader;

/** Mutations of the file that makes a folder an exercise. */
final class ExerciseTarget implements FuzzTarget {
    private static final String TEXT = "exercise.md";
    private static final String VALID = """
            id: fuzz
            title: Fuzz
            summary: Random.
            lock: ticket
            file: ticket_lock/ticket_lock.c
            region: ticket-lock
            text: exercise.md
            blanks:
              - |
                (void)lock;
            limits: {turns: 12000, suffix: 24000}
            scenarios:
              - id: alone
                title: one core
                cores: 1
                rounds: 3
                preemptions: 0
                schedules: 4
                insert: {file: a.c, after: b, text: c}
              - id: pair
                title: two cores
                cores: 2
                rounds: 2
                optimisation: O2
                preemptions: 2
                schedules: 1200
                sampled: 30
            checks:
              - id: works
                title: It works
                points: 3
                means: works
                scenarios: [alone, pair]
                promises: [mutual-exclusion]
              - id: fair
                title: It is fair
                points: 2
                means: fair
                scenarios: [pair]
                promises: []
                needs: [works]
            hints: [one, two]
            """;
    private static final List<String> WORDS = List.of(
            "null",
            "~",
            "\n",
            ":",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "-1",
            "99999999999",
            "1.5",
            "\"",
            "'",
            "|",
            ">",
            "&a ",
            "*a ",
            "!!int ",
            "text: ../x\n",
            "\0",
            "\t",
            "text: /\n",
            "lock: mcs\n",
            "#",
            "é",
            "? ",
            "<<: ",
            "---\n");

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        Path folder = Files.createTempDirectory("kscope-fuzz");
        try {
            Files.write(
                    folder.resolve(ExerciseReader.FILE),
                    Mutation.text(dice, VALID, WORDS).getBytes(StandardCharsets.UTF_8));
            Files.writeString(folder.resolve(TEXT), "Text.");
            read(folder);
        } finally {
            Files.deleteIfExists(folder.resolve(TEXT));
            Files.deleteIfExists(folder.resolve(ExerciseReader.FILE));
            Files.deleteIfExists(folder);
        }
    }

    /** What a file system says of a file that is named is a refusal too. */
    private static void read(Path folder) throws IOException {
        try {
            ExerciseReader.read(folder);
        } catch (UserMistake refusal) {
            Sentences.require(refusal.getMessage());
        }
    }
}
