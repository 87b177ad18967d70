/* Tries the exercises of lessons with the grader: as a student gets them, and solved. */
package org.kernelscope.lessons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.grade.Exercise;
import org.kernelscope.engine.grade.ExerciseReader;
import org.kernelscope.engine.grade.Grader;
import org.kernelscope.engine.grade.Starter;
import org.kernelscope.engine.grade.Submission;
import org.kernelscope.engine.grade.Verdict;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.ToolchainException;

/**
 * The real grader.
 *
 * @param exercises a folder with one folder an exercise, named by its id
 * @param kernel the sources, whose own code is the solution
 * @param builder builds what is graded
 * @param seed of the grader's random schedules
 */
public record ExerciseTrial(Path exercises, KernelSources kernel, KernelBuilder builder, long seed)
        implements LessonCheck.Trial {
    @Override
    public LessonCheck.Outcome of(String id) throws UserMistake {
        Path folder = exercises.resolve(id).normalize();
        if (!folder.startsWith(exercises.normalize()) || !Files.isRegularFile(folder.resolve(ExerciseReader.FILE))) {
            throw new UserMistake("There is no exercise '" + id + "' in " + exercises + "; write "
                    + folder.resolve(ExerciseReader.FILE) + ", or name another exercise.");
        }
        try {
            Exercise exercise = ExerciseReader.read(folder);
            String solution = kernel.text(exercise.file())
                    .orElseThrow(() -> new UserMistake(
                            "The exercise " + id + " is about " + exercise.file() + ", which the kernel lacks."));
            return new LessonCheck.Outcome(
                    passes(exercise, "starter", Starter.of(kernel, exercise)), passes(exercise, "solution", solution));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean passes(Exercise exercise, String name, String text) throws UserMistake {
        var submission = new Submission(name, Optional.of(text), Optional.empty(), List.of());
        try {
            Verdict verdict = new Grader(builder, kernel)
                    .grade(exercise, submission, seed)
                    .verdict();
            return verdict.points() == verdict.of();
        } catch (ToolchainException e) {
            throw new UserMistake("The compiler cannot work here: " + e.getMessage());
        }
    }
}
