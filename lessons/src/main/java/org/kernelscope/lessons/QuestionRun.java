/* One question put to the running machine. */
package org.kernelscope.lessons;

import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson.Moment;
import org.kernelscope.lessons.Lesson.Question;

/** Brings a machine to the moment of a question, and measures the answer. */
public final class QuestionRun {
    private static final long TURNS = 20_000_000;

    private QuestionRun() {}

    /** Where images come from; building may fail with a message for the user. */
    @FunctionalInterface
    public interface Images {
        KernelImage of(Variant variant) throws UserMistake;
    }

    /** A playback that stands at the moment. */
    public static Playback at(String scenario, Moment moment, Images images) throws UserMistake {
        Scenario settled = Scenarios.named(scenario).with(moment.options());
        Playback playback = Playback.open(settled, images.of(settled.variant()));
        for (int i = 0; i < moment.handOvers(); i++) {
            require(playback.runToEvent(LockHandedOver.class::isInstance, TURNS), moment);
        }
        require(
                waiting(playback) >= moment.waiting()
                        || playback.runToEvent(_ -> waiting(playback) >= moment.waiting(), TURNS),
                moment);
        return playback;
    }

    /** The machine's answer, and whether the guess is near enough. */
    public static Answer answer(Question question, Playback playback, double guess) throws UserMistake {
        double measured = question.measure().of(playback);
        return new Answer(measured, guess, Math.abs(measured - guess) <= question.within());
    }

    /**
     * What came of a prediction.
     *
     * @param measured what the machine did
     * @param guess what was predicted
     * @param right whether it was near enough
     */
    public record Answer(double measured, double guess, boolean right) {
        /** The explanation with both figures in it. */
        public String explain(Question question) {
            return question.because().replace("{answer}", figure(measured)).replace("{guess}", figure(guess));
        }

        private static String figure(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    private static int waiting(Playback playback) {
        return playback.frame().kernel().locks().stream()
                .mapToInt(lock -> lock.waiters().size())
                .max()
                .orElse(0);
    }

    private static void require(boolean reached, Moment moment) throws UserMistake {
        if (!reached) {
            throw new UserMistake("The run ends before " + moment.handOvers() + " hand-overs with " + moment.waiting()
                    + " cores waiting.");
        }
    }
}
