/* Tests where lessons are found. */
package org.kernelscope.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.lessons.Lesson.Explanation;
import org.kernelscope.lessons.Lesson.Question;
import org.kernelscope.lessons.Lesson.Task;

class LessonsTest {
    @TempDir
    Path folder;

    @Test
    void theBundledLessonAsksExplainsAndEndsInAnExercise() throws Exception {
        Lesson lesson = Lessons.bundled().getFirst();
        assertEquals("spinlock-hand-off", lesson.id());
        assertEquals(
                4, lesson.steps().stream().filter(Question.class::isInstance).count());
        assertEquals(
                1, lesson.steps().stream().filter(Explanation.class::isInstance).count());
        Task task = (Task) lesson.steps().getLast();
        assertTrue(
                Files.isRegularFile(Lessons.exercises().resolve(task.exercise()).resolve("exercise.yaml")));
    }

    @Test
    void lessonsAreReadFromAnArchiveAsFromAFolder() throws Exception {
        Path source = Lessons.exercises().getParent();
        URI archive = URI.create("jar:" + folder.resolve("lessons.jar").toUri());
        try (FileSystem jar = FileSystems.newFileSystem(archive, Map.of("create", "true"));
                Stream<Path> files = Files.walk(source)) {
            Path root = jar.getPath("/lessons");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = root.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            assertEquals(Lessons.bundled(), Lessons.in(root));
        }
    }

    @Test
    void oneLessonsFolderIsAListOfOne() throws Exception {
        LessonFolder lesson = LessonFolder.in(folder);
        assertEquals(List.of(lesson.read(LessonFolder.YAML)), Lessons.in(folder));
    }

    @Test
    void aFolderWithoutLessonsIsRefused() {
        UserMistake mistake = assertThrows(UserMistake.class, () -> Lessons.in(folder));
        assertEquals(
                folder + ": there is neither lesson.yaml nor lessons.txt; name a lesson's folder, or one with a list of"
                        + " lessons.",
                mistake.getMessage());
    }

    @Test
    void theListNamesFoldersThatExist() throws Exception {
        Files.writeString(folder.resolve("lessons.txt"), "\nnowhere\n");
        UserMistake mistake = assertThrows(UserMistake.class, () -> Lessons.in(folder));
        assertEquals(
                folder.resolve("lessons.txt") + ":2: there is no folder 'nowhere' beside this list.",
                mistake.getMessage());
    }

    @Test
    void theGuideForAuthorsNamesEveryMeasureAndItsExampleIsALesson() throws Exception {
        String guide = Files.readString(Path.of(System.getProperty("kscope.home"), "lessons", "README.md"));
        for (Measure measure : Measure.values()) {
            assertTrue(guide.contains("| `" + measure.id() + "` | " + measure.unit() + " |"), measure.id());
        }
        int begin = guide.indexOf("```yaml\n") + "```yaml\n".length();
        Lesson example = LessonFolder.in(folder).read(guide.substring(begin, guide.indexOf("```", begin)));
        assertEquals(4, example.steps().size());
    }
}
