/* Tests questions on the running machine. */
package org.kernelscope.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson.Moment;
import org.kernelscope.lessons.Lesson.Question;
import org.kernelscope.lessons.QuestionRun.Answer;

class QuestionRunTest {
    private static final String SCENARIO = "spinlock";

    @TempDir
    static Path cache;

    private static BuiltKernel kernel;

    @BeforeAll
    static void build() throws Exception {
        kernel = new BuiltKernel(cache);
    }

    private static Moment crowded(Variant.Lock lock, int cores) {
        return new Moment(ScenarioOptions.defaults().withLock(lock).withCores(cores), 12, cores - 1);
    }

    private static List<Question> questions() throws Exception {
        return Lessons.bundled().getFirst().steps().stream()
                .filter(Question.class::isInstance)
                .map(Question.class::cast)
                .toList();
    }

    @Test
    void theMomentIsTheOneAskedFor() throws Exception {
        Playback playback = QuestionRun.at(SCENARIO, crowded(Variant.Lock.TICKET, 4), kernel);
        LockView lock = playback.frame().kernel().lock("work_lock").orElseThrow();
        assertTrue(lock.holder().isPresent());
        assertEquals(3, lock.waiters().stream().filter(LockView.Waiter::queued).count());
        assertEquals(
                12,
                playback.events().stream()
                        .filter(LockHandedOver.class::isInstance)
                        .count());
    }

    @Test
    void twoRunsGiveTheSameAnswers() throws Exception {
        for (Question question : questions()) {
            Playback first = QuestionRun.at(SCENARIO, question.at(), kernel);
            Playback second = QuestionRun.at(SCENARIO, question.at(), new BuiltKernel(cache));
            assertEquals(first.step(), second.step());
            Answer answer = QuestionRun.answer(question, first, 1);
            assertEquals(answer, QuestionRun.answer(question, second, 1));
            assertEquals(first.machine().stateHash(), second.machine().stateHash());
        }
    }

    @Test
    void anAnswerMeasuredAgainFromTheMomentIsTheSame() throws Exception {
        for (Question question : questions()) {
            Playback playback = QuestionRun.at(SCENARIO, question.at(), kernel);
            long moment = playback.step();
            Answer answer = QuestionRun.answer(question, playback, 1);
            assertTrue(playback.step() > moment, "it stands where the answer could be seen");
            playback.travelToStep(moment);
            assertEquals(answer, QuestionRun.answer(question, playback, 1));
        }
    }

    @Test
    void explanationsHaveAllTheirFigures() throws Exception {
        for (Question question : questions()) {
            Playback playback = QuestionRun.at(SCENARIO, question.at(), kernel);
            String text = QuestionRun.answer(question, playback, 1).explain(question);
            assertFalse(text.contains("{"), text);
        }
    }

    @Test
    void aPredictionCountsWithinItsTolerance() throws Exception {
        Question question = questions().getLast();
        Playback playback = QuestionRun.at(SCENARIO, question.at(), kernel);
        long moment = playback.step();
        double measured = QuestionRun.answer(question, playback, 0).measured();
        for (double off : new double[] {-question.within() - 1, -question.within(), 0, question.within() + 1}) {
            playback.travelToStep(moment);
            assertEquals(
                    Math.abs(off) <= question.within(),
                    QuestionRun.answer(question, playback, measured + off).right());
        }
    }

    @ParameterizedTest
    @CsvSource({"TICKET, 2, 1", "TICKET, 4, 3", "TICKET, 5, 4", "MCS, 2, 1", "MCS, 4, 2", "MCS, 8, 2"})
    void aReleaseTakesCopiesFromAllWithTicketsAndFromTwoWithMcs(Variant.Lock lock, int cores, int copies)
            throws Exception {
        Playback playback = QuestionRun.at(SCENARIO, crowded(lock, cores), kernel);
        assertEquals(copies, Measure.COPIES_LOST.of(playback));
        assertTrue(playback.events().getLast() instanceof LockReleased, "it stands at the release");
    }

    @Test
    void theNextHolderWaitedFirst() throws Exception {
        for (Variant.Lock lock : Variant.Lock.values()) {
            Playback playback = QuestionRun.at(SCENARIO, crowded(lock, 4), kernel);
            List<Integer> order = playback.frame().kernel().lock("work_lock").orElseThrow().waiters().stream()
                    .map(LockView.Waiter::core)
                    .toList();
            long moment = playback.step();
            assertEquals(order.getFirst().doubleValue(), Measure.NEXT_HOLDER.of(playback));
            playback.travelToStep(moment);
            assertEquals(order.getLast().doubleValue(), Measure.THIRD_HOLDER.of(playback));
        }
    }

    @Test
    void theTicketLocksHandOverGrowsWithTheWaitersAndTheMcsLocksDoesNot() throws Exception {
        assertTrue(meanCycles(Variant.Lock.TICKET, 8) > 1.3 * meanCycles(Variant.Lock.TICKET, 4));
        assertEquals(meanCycles(Variant.Lock.MCS, 4), meanCycles(Variant.Lock.MCS, 8), 5);
    }

    private static double meanCycles(Variant.Lock lock, int cores) throws Exception {
        return Measure.HAND_OVER_MEAN_CYCLES.of(QuestionRun.at(SCENARIO, crowded(lock, cores), kernel));
    }

    @Test
    void aMomentThatNeverComesIsAMistake() {
        var few = new Moment(ScenarioOptions.defaults().withRounds(1), 50, 0);
        UserMistake mistake = assertThrows(UserMistake.class, () -> QuestionRun.at(SCENARIO, few, kernel));
        assertEquals(
                "The run ends before a moment after 50 hand-overs with 0 cores waiting: ask for fewer, or give more"
                        + " rounds.",
                mistake.getMessage());
    }
}
