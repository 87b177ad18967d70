/* The exercises that come with the program. */
package org.kernelscope.app.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.grade.Exercise;
import org.kernelscope.engine.grade.ExerciseReader;
import org.kernelscope.lessons.Lessons;

/** Reads the folder of exercises. */
public final class Exercises {
    private Exercises() {}

    /** In the order of their folders. */
    public static List<Exercise> all() throws UserMistake, IOException {
        List<Exercise> exercises = new ArrayList<>();
        for (Path folder : folders()) {
            exercises.add(ExerciseReader.read(folder));
        }
        return exercises;
    }

    /** The one with this id. */
    public static Exercise named(String id) throws UserMistake, IOException {
        List<Exercise> all = all();
        return all.stream()
                .filter(exercise -> exercise.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserMistake("Unknown exercise '" + id + "': choose "
                        + all.stream().map(Exercise::id).collect(Collectors.joining(", ")) + "."));
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> children = Files.list(Lessons.exercises())) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }
}
