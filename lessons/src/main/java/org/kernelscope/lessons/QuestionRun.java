/* One question put to the running machine. */
package org.kernelscope.lessons;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson.Also;
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
        require(crowded(playback, moment) || playback.runToEvent(_ -> crowded(playback, moment), TURNS), moment);
        return playback;
    }

    /**
     * The machine's answer, and whether the guess is near enough. The playback must stand at the question's moment;
     * afterwards it stands where the answer could be seen.
     */
    public static Answer answer(Question question, Playback playback, double guess) throws UserMistake {
        long moment = playback.step();
        List<Figure> also = new ArrayList<>();
        for (Also further : question.also()) {
            also.add(new Figure(further.measure(), further.measure().of(playback)));
            playback.travelToStep(moment);
        }
        double measured = question.measure().of(playback);
        return new Answer(measured, guess, Math.abs(measured - guess) <= question.within(), also);
    }

    /**
     * A figure that an explanation names beside the answer.
     *
     * @param measure which
     * @param value in the measure's unit
     */
    public record Figure(Measure measure, double value) {}

    /**
     * What came of a prediction.
     *
     * @param measured what the machine did
     * @param guess what was predicted
     * @param right whether it was near enough
     * @param also the question's further figures, in its order
     */
    public record Answer(double measured, double guess, boolean right, List<Figure> also) {
        public Answer {
            also = List.copyOf(also);
        }

        /** The explanation with all figures in it. */
        public String explain(Question question) {
            String text =
                    question.because().replace("{answer}", figure(measured)).replace("{guess}", figure(guess));
            for (Figure figure : also) {
                text = text.replace("{" + figure.measure().id() + "}", figure(figure.value()));
            }
            return text;
        }

        private static String figure(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    private static boolean crowded(Playback playback, Moment moment) {
        return moment.waiting() == 0
                || playback.frame().kernel().locks().stream()
                        .anyMatch(lock -> lock.holder().isPresent() && queued(lock) >= moment.waiting());
    }

    private static long queued(LockView lock) {
        return lock.waiters().stream().filter(LockView.Waiter::queued).count();
    }

    private static void require(boolean reached, Moment moment) throws UserMistake {
        if (!reached) {
            throw new UserMistake("The run ends before a moment after " + moment.handOvers() + " hand-overs with "
                    + moment.waiting() + " cores waiting: ask for fewer, or give more rounds.");
        }
    }
}
