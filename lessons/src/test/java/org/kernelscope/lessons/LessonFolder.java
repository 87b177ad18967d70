/* Writes a small sound lesson, which tests then spoil. */
package org.kernelscope.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kernelscope.engine.UserMistake;

/** A lesson's folder on the disk. */
record LessonFolder(Path folder) {
    static final String YAML = """
            title: Why?
            minutes: 5
            scenario: { name: spinlock, lock: ticket, cores: 4 }
            steps:
              - slide: one.md
              - predict:
                  id: guess
                  title: Guess
                  text: How many copies?
                  at: { hand-overs: 2, waiting: 3 }
                  measure: copies-lost
                  within: 0
                  claim: [3, 3]
                  also: { next-holder: [0, 3] }
                  hint: A transfer costs {line.transfer} cycles.
                  because: It was {answer}, not {guess}; core {next-holder} came next.
              - explain:
                  id: tell
                  title: Tell
                  text: Why?
                  model: Because.
                  points: [this, that]
              - exercise:
                  id: write
                  title: Write
                  exercise: ticket-lock
                  text: task.md
            """;

    static LessonFolder in(Path folder) throws IOException {
        Files.writeString(folder.resolve("one.md"), "# One\n\n- a point, {line.upgrade} cycles\n");
        Files.writeString(folder.resolve("task.md"), "# Write it\n");
        return new LessonFolder(folder);
    }

    Lesson read(String yaml) throws UserMistake, IOException {
        Files.writeString(folder.resolve("lesson.yaml"), yaml);
        return new LessonReader(folder).read();
    }

    /** The lesson with one part of its YAML replaced. */
    Lesson with(String old, String now) throws UserMistake, IOException {
        if (!YAML.contains(old)) {
            throw new AssertionError("the lesson has no '" + old + "'");
        }
        return read(YAML.replace(old, now));
    }
}
