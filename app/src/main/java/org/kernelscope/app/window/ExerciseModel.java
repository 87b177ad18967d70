/* An exercise as the window offers it: the starter file, the grading, the failing schedules. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.grade.Exercise;
import org.kernelscope.engine.grade.GradeRun;
import org.kernelscope.engine.grade.Grader;
import org.kernelscope.engine.grade.Starter;
import org.kernelscope.engine.grade.Verdict;
import org.kernelscope.kernel.FileTrouble;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.ToolchainException;

/** Grades in the background; used on the window's thread. */
public final class ExerciseModel {
    private static final long SEED = 1;

    private final Exercise exercise;
    private final WindowModel window;
    private final Images images;
    private final Background<Outcome> work;

    /**
     * What grading came to.
     *
     * @param file what was graded
     * @param recordings failing schedules, by the names in the verdict
     */
    public record Outcome(Path file, Verdict verdict, Map<String, Recording> recordings) {
        public Outcome {
            recordings = Map.copyOf(recordings);
        }
    }

    /**
     * An exercise with nothing graded.
     *
     * @param window plays failing schedules
     * @param images builds the kernels
     */
    public ExerciseModel(Exercise exercise, WindowModel window, Images images) {
        this.exercise = exercise;
        this.window = window;
        this.images = images;
        this.work = new Background<>(
                window::later, "Nothing graded yet. Save the starter file, fill it in, and have it graded.");
    }

    public Exercise exercise() {
        return exercise;
    }

    /** The bare name of the file that is handed in. */
    public String fileName() {
        return Path.of(exercise.file()).getFileName().toString();
    }

    public ReadOnlyObjectProperty<Work<Outcome>> stateProperty() {
        return work.stateProperty();
    }

    /** Writes the file that a student begins with; says how that went. */
    public void saveStarter(Path file) {
        try {
            AtomicFile.write(file, Starter.of(KernelSources.bundled(), exercise));
            window.notices().add(Notices.Weight.DONE, "Starter file", "Written to " + file + ".");
        } catch (UserMistake mistake) {
            window.notices().add(Notices.Weight.TROUBLE, "Starter file", mistake.getMessage());
        } catch (IOException failure) {
            window.notices()
                    .add(
                            Notices.Weight.TROUBLE,
                            "Starter file",
                            file + " could not be written: " + FileTrouble.reason(failure) + ".");
        }
    }

    /** Starts grading a file, or a folder with the file in it. */
    public void grade(Path file) {
        String name = String.valueOf(file.getFileName());
        work.start(
                "grade " + name,
                "Building the kernel with " + name + " and running it under one interleaving after another",
                _ -> graded(file));
    }

    public void cancel() {
        work.cancel("Grading was cancelled. Grade a file when you are ready.");
    }

    private Outcome graded(Path file) throws UserMistake, ToolchainException, IOException {
        Path folder = Files.createTempDirectory("kernelscope-grade");
        try {
            Grader grader = new Grader(images.builder(), KernelSources.bundled());
            Map<String, Recording> recordings = new HashMap<>();
            List<Path> places = new java.util.ArrayList<>();
            List<Verdict> verdicts = new GradeRun(grader, exercise, SEED, folder)
                    .run(List.of(file), (_, _, _, _, place) -> places.add(place));
            if (verdicts.size() != 1) {
                throw new UserMistake(file + " holds " + verdicts.size()
                        + " submissions; choose one of them, or grade them all with kscope grade.");
            }
            for (Verdict.CheckResult result : verdicts.getFirst().results()) {
                if (result.recording().isPresent()) {
                    String name = result.recording().get();
                    recordings.put(name, Recording.read(places.getFirst().resolve(name)));
                }
            }
            return new Outcome(file, verdicts.getFirst(), recordings);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The failing schedule of a check; empty where it has none. */
    public Optional<Recording> schedule(Verdict.CheckResult check) {
        return stateProperty().get() instanceof Work.Done<Outcome>(Outcome outcome)
                ? check.recording().map(outcome.recordings()::get)
                : Optional.empty();
    }

    /** Plays the failing schedule of a check, up to the step at which it fails. */
    public void show(Verdict.CheckResult check) {
        schedule(check)
                .ifPresent(recording ->
                        window.open(window.choiceProperty().get().withRecording(recording.withNote(check.reason()))));
    }
}
