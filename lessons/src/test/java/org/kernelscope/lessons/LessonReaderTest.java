/* Tests what the reader makes of sound and of spoilt lessons. */
package org.kernelscope.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson.Also;
import org.kernelscope.lessons.Lesson.Band;
import org.kernelscope.lessons.Lesson.Explanation;
import org.kernelscope.lessons.Lesson.Question;
import org.kernelscope.lessons.Lesson.Slide;

class LessonReaderTest {
    @TempDir
    Path folder;

    @Test
    void soundLessonIsRead() throws Exception {
        Lesson lesson = LessonFolder.in(folder).read(LessonFolder.YAML);

        assertEquals(folder.getFileName().toString(), lesson.id());
        assertEquals(
                List.of("one", "guess", "tell", "write"),
                lesson.steps().stream().map(Lesson.Step::id).toList());
        assertEquals(Variant.Lock.TICKET, lesson.options().lock());
        Question question = (Question) lesson.steps().get(1);
        assertEquals(new Lesson.Moment(lesson.options(), 2, 3), question.at());
        assertEquals(List.of(new Also(Measure.NEXT_HOLDER, new Band(0, 3))), question.also());
        assertEquals(List.of("this", "that"), ((Explanation) lesson.steps().get(2)).points());
    }

    @Test
    void parametersOfTheProfileStandInTheText() throws Exception {
        Lesson lesson = LessonFolder.in(folder).read(LessonFolder.YAML);
        var profile = Profiles.load(lesson.options().profile());
        assertEquals(
                "# One\n\n- a point, " + profile.value("line.upgrade") + " cycles\n",
                ((Slide) lesson.steps().getFirst()).markdown());
        assertEquals(
                "A transfer costs " + profile.value("line.transfer") + " cycles.",
                ((Question) lesson.steps().get(1)).hint());
    }

    @Test
    void aMomentSettlesWhatItNamesAndInheritsTheRest() throws Exception {
        Lesson lesson = LessonFolder.in(folder)
                .with("{ hand-overs: 2,", "{ lock: mcs, rounds: 7, section: 8, think: 9, interleaving-seed: 5,");
        ScenarioOptions options = ((Question) lesson.steps().get(1)).at().options();
        assertEquals(
                lesson.options()
                        .withLock(Variant.Lock.MCS)
                        .withRounds(7)
                        .withSection(8)
                        .withThink(9)
                        .withInterleaving(new InterleavingChoice(InterleavingChoice.Kind.RANDOM, 5)),
                options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # part of the sound lesson | what stands there instead | message
            title: Why?                | title: ''                  | 1: 'title' needs text or a number.
            title: Why?                | titel: Why?                | 1: a lesson needs 'title'.
            title: Why?                | title: {a: b}              | 1: 'title' needs text or a number.
            title: Why?                | title: [                   | 3: this is not YAML: while parsing a flow sequence: expected ',' or ']', but got
            minutes: 5                 | minutes: long              | 2: 'minutes' is a whole number from 1 to 600; found 'long'.
            minutes: 5                 | minutes: 0                 | 2: 'minutes' is a whole number from 1 to 600; found '0'.
            minutes: 5                 | title: Again               | 2: 'title' is here twice; keep one of them.
            minutes: 5                 | view: spinlock             | 1: a lesson needs 'minutes', how long it takes.
            name: spinlock             | name: spinloc              | 3: There is no scenario 'spinloc'; there are: spinlock, threads,
            cores: 4 }                 | cores: 99 }                | 3: cores: 99 is not possible; accepted are 1 to 16.
            lock: ticket               | lock: tiket                | 3: there is no lock 'tiket'; there are ticket, mcs.
            cores: 4 }                 | core: 4 }                  | 3: a scenario has no key 'core'; it may have cores, interleaving-seed, lock, name, rounds, section, seed, think.
            slide: one.md              | slide: two.md              | 5: there is no file 'two.md' in the lesson's folder; write it there.
            slide: one.md              | slide: ../one.md           | 5: there is no file '../one.md' in the lesson's folder; write it there.
            slide: one.md              | page: one.md               | 5: a step has no key 'page'; it may have exercise, explain, predict, slide.
            '- slide: one.md'          | '- one.md'                 | 5: a step is written as 'key: value' lines.
            '- slide: one.md'          | '- {}'                     | 5: a step is one of slide, predict, explain, exercise; found 0.
            id: guess                  | id: one                    | 6: the id 'one' is taken by the step in line 5; choose another.
            measure: copies-lost       | measure: copies            | 11: there is no measure 'copies'; there are next-holder, third-holder, copies-lost, hand-over-cycles, hand-over-mean-cycles, hand-over-transfers, hand-over-mean-transfers.
            within: 0                  | within: -1                 | 12: 'within' is how far off a prediction may be: not negative.
            within: 0                  | within: near               | 12: 'within' is a number; found 'near'.
            'claim: [3, 3]'            | 'claim: [3]'               | 13: 'claim' has 2 numbers; found 1.
            'claim: [3, 3]'            | 'claim: [3, 2]'            | 13: 'claim' is [low, high], the low end first.
            'claim: [3, 3]'            | 'claim: [x, 3]'            | 13: an entry of 'claim' is a number; found 'x'.
            'claim: [3, 3]'            | 'claims: [3, 3]'           | 7: a question needs 'claim'.
            waiting: 3                 | waiting: 4                 | 10: 'waiting' is a whole number from 0 to 3; found '4'.
            hand-overs: 2              | handovers: 2               | 10: a moment has no key 'handovers'; it may have cores, hand-overs, interleaving-seed, lock, rounds, section, seed, think, waiting.
            next-holder: [0            | last-holder: [0            | 14: there is no measure 'last-holder'; there are next-holder, third-holder, copies-lost, hand-over-cycles, hand-over-mean-cycles, hand-over-transfers, hand-over-mean-transfers.
            {line.transfer}            | {line.teleport}            | 15: the hardware profile core-i7 has no parameter 'line.teleport'
            {guess}                    | {gues}                     | 16: '{gues}' is no figure of this question; there are answer, guess, next-holder; list further measures with their claims under 'also'.
            'points: [this, that]'     | 'points: []'               | 22: 'points' is a list with at least one entry.
            'points: [this, that]'     | 'points: this'             | 22: 'points' is a list with at least one entry.
            text: task.md              | text: tusk.md              | 27: there is no file 'tusk.md' in the lesson's folder; write it there.
            """)
    void mistakesAreToldWithTheirLine(String old, String now, String message) throws IOException {
        LessonFolder lesson = LessonFolder.in(folder);
        UserMistake mistake = assertThrows(UserMistake.class, () -> lesson.with(old, now));
        String expected = folder.resolve("lesson.yaml") + ":" + message;
        assertEquals(
                expected,
                mistake.getMessage()
                        .substring(
                                0,
                                Math.min(expected.length(), mistake.getMessage().length())));
        assertEquals(message.endsWith("."), mistake.getMessage().length() == expected.length(), mistake.getMessage());
    }

    @Test
    void aSlideBeginsWithItsTitle() throws IOException {
        LessonFolder lesson = LessonFolder.in(folder);
        Files.writeString(folder.resolve("one.md"), "No title\n");
        UserMistake mistake = assertThrows(UserMistake.class, () -> lesson.read(LessonFolder.YAML));
        assertEquals(
                folder.resolve("one.md") + ":1: a slide begins with its title: write '# ' and the title first.",
                mistake.getMessage());
    }

    @Test
    void aSlideNamesParametersThatExist() throws IOException {
        LessonFolder lesson = LessonFolder.in(folder);
        Files.writeString(folder.resolve("one.md"), "# One\n\nIt takes\n{line.upgrad} cycles\n");
        UserMistake mistake = assertThrows(UserMistake.class, () -> lesson.read(LessonFolder.YAML));
        assertEquals(
                folder.resolve("one.md") + ":4: the hardware profile core-i7 has no parameter 'line.upgrad'",
                mistake.getMessage().substring(0, mistake.getMessage().indexOf(';')));
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        LessonFolder lesson = LessonFolder.in(folder);
        Files.write(folder.resolve("one.md"), new byte[] {'#', ' ', (byte) 0xFF, '\n'});
        UserMistake mistake = assertThrows(UserMistake.class, () -> lesson.read(LessonFolder.YAML));
        assertEquals(folder.resolve("one.md") + ": this is not UTF-8 text; save it as UTF-8.", mistake.getMessage());
    }

    @Test
    void anEmptyFileSaysWhatToWrite() throws IOException {
        LessonFolder lesson = LessonFolder.in(folder);
        UserMistake mistake = assertThrows(UserMistake.class, () -> lesson.read(""));
        assertEquals(
                folder.resolve("lesson.yaml") + ":1: the file is empty; write the lesson's title, minutes and steps.",
                mistake.getMessage());
    }
}
