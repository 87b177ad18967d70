/* The question to the student below the stage, and what became of the answer. */
package org.kernelscope.app.window;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** At most one question at a time. */
public final class PredictModel {
    /**
     * A question to answer before going on.
     *
     * @param prompt one or two sentences
     * @param example what an answer looks like, shown in the empty field
     * @param check says what an answer is worth
     */
    public record Question(String prompt, String example, Function<String, Feedback> check) {}

    /**
     * What an answer is worth.
     *
     * @param right whether it was what happens
     * @param sentence why
     */
    public record Feedback(boolean right, String sentence) {}

    private final ReadOnlyObjectWrapper<Optional<Question>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Feedback>> feedback = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty answer = new SimpleStringProperty("");

    /** Puts a question; the former one and its answer are gone. */
    public void ask(Question asked) {
        answer.set("");
        feedback.set(Optional.empty());
        question.set(Optional.of(asked));
    }

    /** Takes the question away. */
    public void clear() {
        question.set(Optional.empty());
        feedback.set(Optional.empty());
        answer.set("");
    }

    /** Checks the answer; without one nothing happens. */
    public void check() {
        if (!answer.get().isBlank()) {
            question.get().ifPresent(asked -> feedback.set(Optional.of(asked.check().apply(answer.get().strip()))));
        }
    }

    public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
        return question.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Feedback>> feedbackProperty() {
        return feedback.getReadOnlyProperty();
    }

    public StringProperty answerProperty() {
        return answer;
    }
}
