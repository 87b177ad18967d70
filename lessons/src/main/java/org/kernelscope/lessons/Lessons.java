/* Finds lessons: those that come with the program, or a folder of somebody's own. */
package org.kernelscope.lessons;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kernelscope.engine.UserMistake;

/** Lessons in the order of {@code lessons.txt}. */
public final class Lessons {
    private Lessons() {}

    /** The lessons of the program. */
    public static List<Lesson> bundled() throws UserMistake, IOException {
        return in(resources());
    }

    /** A folder with {@code lessons.txt}, which names a folder a line; or one lesson's own folder. */
    public static List<Lesson> in(Path folder) throws UserMistake, IOException {
        if (Files.isRegularFile(folder.resolve("lesson.yaml"))) {
            return List.of(new LessonReader(folder).read());
        }
        Path list = folder.resolve("lessons.txt");
        if (!Files.isRegularFile(list)) {
            throw new UserMistake(folder + ": there is neither lesson.yaml nor lessons.txt; name a lesson's folder, or"
                    + " one with a list of lessons.");
        }
        List<String> names = Files.readAllLines(list);
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (!name.isEmpty()) {
                lessons.add(listed(folder, name, list, i + 1));
            }
        }
        return List.copyOf(lessons);
    }

    private static Lesson listed(Path folder, String name, Path list, int line) throws UserMistake, IOException {
        Path lesson = folder.resolve(name).normalize();
        if (!lesson.startsWith(folder.normalize()) || !Files.isDirectory(lesson)) {
            throw Fields.mistake(list, line, "there is no folder '" + name + "' beside this list");
        }
        return new LessonReader(lesson).read();
    }

    /** The folder of exercises that come with the program. */
    public static Path exercises() throws IOException {
        return resources().resolve("exercises");
    }

    private static Path resources() throws IOException {
        try {
            URI list = Lessons.class.getResource("lessons.txt").toURI();
            if (list.getScheme().equals("jar")) {
                return archive(list).getPath("/org/kernelscope/lessons");
            }
            return Path.of(list).getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static FileSystem archive(URI list) throws IOException {
        try {
            return FileSystems.newFileSystem(list, Map.of());
        } catch (FileSystemAlreadyExistsException _) {
            return FileSystems.getFileSystem(list);
        }
    }
}
