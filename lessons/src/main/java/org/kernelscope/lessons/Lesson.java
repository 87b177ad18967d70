/* A lesson as a value: its steps in order, and what is played beside them. */
package org.kernelscope.lessons;

import java.util.List;
import org.kernelscope.engine.ScenarioOptions;

/**
 * A guided lesson, loaded from a folder of text.
 *
 * @param id the folder's name
 * @param title as a question
 * @param minutes how long it takes
 * @param scenario name of the scenario that is played
 * @param options how the scenario is settled unless a step says otherwise
 * @param steps in order
 */
public record Lesson(String id, String title, int minutes, String scenario, ScenarioOptions options, List<Step> steps) {
    public Lesson {
        steps = List.copyOf(steps);
    }

    /** One page of a lesson. */
    public sealed interface Step {
        /** Unique within the lesson; progress is kept by it. */
        String id();

        /** As in the list of steps. */
        String title();
    }

    /**
     * A page to read.
     *
     * @param markdown its text
     */
    public record Slide(String id, String title, String markdown) implements Step {}

    /**
     * A question to answer before the machine runs; the machine's answer is measured, never written down.
     *
     * @param text the question
     * @param at the moment at which it is asked
     * @param measure what answers it
     * @param within how far off a prediction may be and still count
     * @param claim the band in which the machine's answer must lie for the text to be true
     * @param hint for the one who does not know where to begin
     * @param because the explanation; {@code {answer}} and {@code {guess}} stand for the two figures, the
     *     id of a measure of {@code also} in braces for its figure
     * @param also further figures that the explanation names
     */
    public record Question(
            String id,
            String title,
            String text,
            Moment at,
            Measure measure,
            double within,
            Band claim,
            String hint,
            String because,
            List<Also> also)
            implements Step {
        public Question {
            also = List.copyOf(also);
        }
    }

    /**
     * A further figure that an explanation names, measured from the question's moment.
     *
     * @param measure what gives it
     * @param claim the band in which it must lie for the text to be true
     */
    public record Also(Measure measure, Band claim) {}

    /**
     * Something to explain in one's own words.
     *
     * @param text what to explain
     * @param model an answer to compare with afterwards
     * @param points what a good answer mentions
     */
    public record Explanation(String id, String title, String text, String model, List<String> points) implements Step {
        public Explanation {
            points = List.copyOf(points);
        }
    }

    /**
     * Code to write.
     *
     * @param exercise the exercise's id
     * @param markdown what to do
     */
    public record Task(String id, String title, String exercise, String markdown) implements Step {}

    /**
     * A moment of a scenario, found by playing it from the start.
     *
     * @param options how the scenario is settled
     * @param handOvers so many hand-overs have taken place
     * @param waiting somebody holds the lock, and at least so many cores wait in a settled order
     */
    public record Moment(ScenarioOptions options, int handOvers, int waiting) {}

    /** An inclusive band of figures. */
    public record Band(double low, double high) {
        public boolean contains(double value) {
            return value >= low && value <= high;
        }
    }
}
