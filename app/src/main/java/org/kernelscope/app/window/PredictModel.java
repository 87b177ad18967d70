/* The question to the student below the stage, and what became of the answer. */
package org.kernelscope.app.window;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
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
     * @param hint for the one who does not know where to begin; empty for none
     * @param check says what an answer is worth, perhaps after playing the machine; completes on any thread
     */
    public record Question(
            String prompt, String example, String hint, Function<String, CompletableFuture<Feedback>> check) {}

    /**
     * What an answer is worth.
     *
     * @param right whether it was what happens
     * @param sentence why
     */
    public record Feedback(boolean right, String sentence) {}

    private final ReadOnlyObjectWrapper<Optional<Question>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Feedback>> feedback = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper(false);
    private final Executor window;
    private final StringProperty answer = new SimpleStringProperty("");

    /** @param window runs something on the window's thread, later */
    public PredictModel(Executor window) {
        this.window = window;
    }

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
            question.get().ifPresent(this::check);
        }
    }

    private void check(Question asked) {
        checking.set(true);
        asked.check()
                .apply(answer.get().strip())
                .thenAccept(worth -> window.execute(() -> {
                    checking.set(false);
                    if (question.get().filter(asked::equals).isPresent()) {
                        feedback.set(Optional.of(worth));
                    }
                }));
    }

    /** True while the machine is asked. */
    public ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
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
