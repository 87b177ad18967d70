/* Grades many submissions, and writes what it came to. */
package org.kernelscope.engine.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.grade.Grader.Graded;
import org.kernelscope.engine.grade.SubmissionReader.Place;
import org.kernelscope.kernel.ToolchainException;

/**
 * Grades the submissions in files and folders, one after the other. Each gets a folder of its own with {@value
 * VerdictFile#NAME}, written last and wholly, a report to read, and a recording of each failing schedule. A submission
 * whose verdict is there already, for the same content, exercise and seed, is not graded again.
 */
public final class GradeRun {
    private final Grader grader;
    private final Exercise exercise;
    private final long seed;
    private final Path output;

    public GradeRun(Grader grader, Exercise exercise, long seed, Path output) {
        this.grader = grader;
        this.exercise = exercise;
        this.seed = seed;
        this.output = output;
    }

    /** Hears of each verdict. */
    @FunctionalInterface
    public interface Progress {
        /**
         * One more submission has its verdict.
         *
         * @param done how many have, this one included
         * @param known whether it was there already
         * @param folder where its files are
         */
        void graded(int done, int of, Verdict verdict, boolean known, Path folder);
    }

    /**
     * Grades all submissions in these files and folders.
     *
     * @throws UserMistake where a path does not exist or the exercise does not fit the kernel
     * @throws IOException where the output cannot be written
     */
    public List<Verdict> run(List<Path> paths, Progress progress) throws UserMistake, IOException, ToolchainException {
        var reader = new SubmissionReader(exercise);
        List<Place> places = new ArrayList<>();
        for (Path path : paths) {
            places.addAll(reader.places(path));
        }
        Map<String, Integer> names = new HashMap<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Place place : places) {
            int same = names.merge(place.name(), 1, Integer::sum);
            Path folder = output.resolve(same == 1 ? place.name() : place.name() + "-" + same);
            Submission submission = reader.read(place);
            Optional<Verdict> known = VerdictFile.read(folder).filter(verdict -> fits(verdict, submission));
            Verdict verdict = known.isPresent() ? known.get() : grade(submission, folder);
            verdicts.add(verdict);
            progress.graded(verdicts.size(), places.size(), verdict, known.isPresent(), folder);
        }
        return verdicts;
    }

    private boolean fits(Verdict verdict, Submission submission) {
        return verdict.exercise().equals(exercise.id())
                && verdict.seed() == seed
                && verdict.of() == exercise.points()
                && verdict.submission().equals(submission.name())
                && verdict.contentHash().equals(submission.contentHash());
    }

    private Verdict grade(Submission submission, Path folder) throws UserMistake, IOException, ToolchainException {
        Graded graded = grader.grade(exercise, submission, seed);
        for (Map.Entry<String, Recording> each : graded.recordings().entrySet()) {
            each.getValue().write(folder.resolve(each.getKey()));
        }
        AtomicFile.write(folder.resolve(Report.NAME), Report.of(graded.verdict()));
        VerdictFile.write(folder, graded.verdict());
        return graded.verdict();
    }
}
