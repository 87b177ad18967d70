/* Tests progress as a value and as a file. */
package org.kernelscope.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.lessons.Lesson.Step;
import org.kernelscope.lessons.LessonProgress.Answered;
import org.kernelscope.lessons.LessonProgress.Explained;
import org.kernelscope.lessons.LessonProgress.Loaded;
import org.kernelscope.lessons.LessonProgress.Read;
import org.kernelscope.lessons.LessonProgress.Solved;

class LessonProgressTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("progress.json");
    }

    private static LessonProgress some() {
        return LessonProgress.none()
                .with(new Read("a", "one"))
                .with(new Answered("a", "guess", 2, 138.5, false))
                .with(new Explained("a", "tell", "It \"is\" so,\nfor “reasons”."))
                .with(new Solved("b", "write"));
    }

    @Test
    void theFileGivesBackWhatWasWritten() throws IOException {
        some().write(file());
        assertEquals(new Loaded(some(), Optional.empty()), LessonProgress.read(file()));
    }

    @Test
    void noFileIsNoProgress() throws IOException {
        assertEquals(new Loaded(LessonProgress.none(), Optional.empty()), LessonProgress.read(file()));
    }

    @Test
    void aNewAnswerTakesTheOldOnesPlace() {
        var better = new Answered("a", "guess", 138, 138.5, true);
        LessonProgress progress = some().with(better);
        assertEquals(some().entries().size(), progress.entries().size());
        assertEquals(better, progress.entries().getLast());
    }

    @Test
    void stepsAreDoneInAnyOrder() throws Exception {
        Lesson lesson = LessonFolder.in(folder).read(LessonFolder.YAML);
        List<Step> steps = lesson.steps();
        LessonProgress progress = LessonProgress.none();
        assertEquals(Optional.of(steps.getFirst()), progress.next(lesson));

        progress = progress.with(new Answered(lesson.id(), "guess", 3, 3, true));
        assertEquals(1, progress.done(lesson));
        assertEquals(Optional.of(steps.getFirst()), progress.next(lesson));

        progress = progress.with(new Read(lesson.id(), "one")).with(new Explained(lesson.id(), "tell", "So."));
        assertEquals(Optional.of(steps.getLast()), progress.next(lesson));

        progress = progress.with(new Solved(lesson.id(), "write"));
        assertEquals(Optional.empty(), progress.next(lesson));
        assertEquals(steps.size(), progress.done(lesson));
    }

    @Test
    void whatWasDoneInAnotherFormOfTheLessonDoesNotCount() throws Exception {
        Lesson lesson = LessonFolder.in(folder).read(LessonFolder.YAML);
        Step question = lesson.steps().get(1);
        Step explanation = lesson.steps().get(2);
        LessonProgress progress = LessonProgress.none()
                .with(new Read(lesson.id(), "guess"))
                .with(new Explained(lesson.id(), "tell", "  "))
                .with(new Read("another", "one"));
        assertFalse(progress.done(lesson, question));
        assertFalse(progress.done(lesson, explanation));
        assertFalse(progress.done(lesson, lesson.steps().getFirst()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                  | the progress is of form ; this program reads form 1
            '{"form": 1, "steps": ['                                            | the progress cannot be read, line 1 is not JSON
            'nonsense'                                                          | the progress cannot be read, line 1 is not JSON
            '{"form": 2, "steps": []}'                                          | the progress is of form 2; this program reads form 1
            '{"form": 1}'                                                       | the progress has no list 'steps'
            '{"form": 1, "steps": [{"lesson": "a", "kind": "read"}]}'           | a step of the progress lacks 'step'
            '{"form": 1, "steps": [{"lesson": "a", "step": "s", "kind": "x"}]}' | the step s has the unknown kind 'x'
            '{"form": 1, "steps": [{"lesson": "a", "step": "s", "kind": "answered", "guess": "2"}]}' | a step of the progress lacks 'guess'
            """)
    void aFileThatCannotBeUsedIsSetAside(String content, String reason) throws IOException {
        Files.writeString(file(), content);
        Loaded loaded = LessonProgress.read(file());
        assertEquals(LessonProgress.none(), loaded.progress());
        String message = loaded.message().orElseThrow();
        assertTrue(message.startsWith(file() + ": " + reason), message);
        assertTrue(message.contains("progress.json.damaged-1"), message);
        assertFalse(Files.exists(file()));
        assertEquals(content, Files.readString(folder.resolve("progress.json.damaged-1")));
    }

    @Test
    void anEarlierDamagedFileIsKept() throws IOException {
        Files.writeString(file(), "first");
        assertTrue(LessonProgress.read(file()).message().isPresent());
        Files.writeString(file(), "second");
        assertTrue(LessonProgress.read(file()).message().isPresent());
        assertEquals("first", Files.readString(folder.resolve("progress.json.damaged-1")));
        assertEquals("second", Files.readString(folder.resolve("progress.json.damaged-2")));
    }
}
