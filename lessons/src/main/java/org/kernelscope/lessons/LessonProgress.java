/* What a student has done in the lessons, as a value and as a file. */
package org.kernelscope.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.lessons.Lesson.Explanation;
import org.kernelscope.lessons.Lesson.Question;
import org.kernelscope.lessons.Lesson.Slide;
import org.kernelscope.lessons.Lesson.Step;
import org.kernelscope.lessons.Lesson.Task;

/**
 * Progress, immutable.
 *
 * @param entries at most one for each step of each lesson, in the order in which they were done
 */
public record LessonProgress(List<Entry> entries) {
    public LessonProgress {
        entries = List.copyOf(entries);
    }

    /** One step that was done. */
    public sealed interface Entry {
        /** The lesson's id. */
        String lesson();

        /** The step's id. */
        String step();
    }

    /** A slide was read. */
    public record Read(String lesson, String step) implements Entry {}

    /**
     * A question was answered and the machine asked.
     *
     * @param guess the prediction
     * @param measured the machine's answer
     * @param right whether the prediction was near enough
     */
    public record Answered(String lesson, String step, double guess, double measured, boolean right) implements Entry {
        public Answered {
            assert Double.isFinite(guess) && Double.isFinite(measured) : guess + ", " + measured;
        }
    }

    /**
     * An explanation was written.
     *
     * @param text in the student's words
     */
    public record Explained(String lesson, String step, String text) implements Entry {}

    /** The code that a task asks for passed its checks. */
    public record Solved(String lesson, String step) implements Entry {}

    /**
     * Progress from a file.
     *
     * @param message what the user should be told, if the file could not be used
     */
    public record Loaded(LessonProgress progress, Optional<String> message) {}

    public static LessonProgress none() {
        return new LessonProgress(List.of());
    }

    /** This progress with the entry, in place of an older one for the same step. */
    public LessonProgress with(Entry entry) {
        List<Entry> all = new ArrayList<>(entries);
        all.removeIf(old -> same(old, entry.lesson(), entry.step()));
        all.add(entry);
        return new LessonProgress(all);
    }

    public Optional<Entry> entry(Lesson lesson, Step step) {
        return entries.stream()
                .filter(entry -> same(entry, lesson.id(), step.id()))
                .findFirst();
    }

    /** Whether the step is done; an entry of another kind, from an older form of the lesson, does not count. */
    public boolean done(Lesson lesson, Step step) {
        return entry(lesson, step)
                .filter(entry -> switch (step) {
                    case Slide _ -> entry instanceof Read;
                    case Question _ -> entry instanceof Answered;
                    case Explanation _ ->
                        entry instanceof Explained written && !written.text().isBlank();
                    case Task _ -> entry instanceof Solved;
                })
                .isPresent();
    }

    /** How many of the lesson's steps are done. */
    public int done(Lesson lesson) {
        return (int) lesson.steps().stream().filter(step -> done(lesson, step)).count();
    }

    /** The first step that is not done; empty when the lesson is finished. */
    public Optional<Step> next(Lesson lesson) {
        return lesson.steps().stream().filter(step -> !done(lesson, step)).findFirst();
    }

    /** Writes the file wholly or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, ProgressJson.text(this));
    }

    /** Reads the file; none there is no progress, and an unusable one is set aside under a name that is told. */
    public static Loaded read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Loaded(none(), Optional.empty());
        }
        try {
            return new Loaded(ProgressJson.progress(Files.readAllBytes(file)), Optional.empty());
        } catch (ProgressJson.Unusable reason) {
            Path aside = aside(file);
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            return new Loaded(
                    none(),
                    Optional.of(file + ": " + reason.getMessage() + ". It is kept as " + aside.getFileName()
                            + ", and the lessons begin anew; mend it and rename it back to have your progress again."));
        }
    }

    private static Path aside(Path file) {
        int number = 1;
        while (Files.exists(aside(file, number))) {
            number++;
        }
        return aside(file, number);
    }

    private static Path aside(Path file, int number) {
        return file.resolveSibling(file.getFileName() + ".damaged-" + number);
    }

    private static boolean same(Entry entry, String lesson, String step) {
        return entry.lesson().equals(lesson) && entry.step().equals(step);
    }
}
