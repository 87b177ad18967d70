/* The box below the stage: what happens next? */
package org.kernelscope.app.window;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Shows the model's question; without one it takes no room. */
final class PredictView {
    private final StackPane root;

    PredictView(PredictModel model) {
        Label title = Parts.text("What happens next?", "ks-predict-title");
        Label prompt = Parts.text("", "ks-predict-prompt");
        prompt.setWrapText(true);
        prompt.setMinHeight(Region.USE_PREF_SIZE);
        Label feedback = Parts.text("", "ks-predict-feedback");
        feedback.setWrapText(true);
        feedback.setMinHeight(Region.USE_PREF_SIZE);
        VBox words = new VBox(2, title, prompt, feedback);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        TextField answer = Parts.styled(new TextField(), "ks-predict-answer");
        answer.setId("predict-answer");
        answer.setAccessibleText("Your answer");
        answer.textProperty().bindBidirectional(model.answerProperty());
        answer.setOnAction(_ -> model.check());
        answer.setMinWidth(96);
        answer.setPrefWidth(96);
        Button check = Parts.styled(new Button(), "accent");
        check.setId("predict-check");
        check.setMinWidth(Region.USE_PREF_SIZE);
        check.disableProperty()
                .bind(model.checkingProperty()
                        .or(Bindings.createBooleanBinding(
                                () -> model.answerProperty().get().isBlank(), model.answerProperty())));
        check.textProperty().bind(model.checkingProperty().map(busy -> busy ? "Playing" : "Check"));
        check.setOnAction(_ -> model.check());
        HBox box = Parts.styled(new HBox(8, words, answer, check), "ks-predict");
        box.setAlignment(Pos.CENTER_LEFT);
        root = Parts.styled(new StackPane(box), "ks-predict-frame");
        root.managedProperty().bind(root.visibleProperty());
        model.questionProperty().subscribe(question -> {
            root.setVisible(question.isPresent());
            title.setTooltip(question.filter(asked -> !asked.hint().isEmpty())
                    .map(asked -> Parts.tip(asked.hint()))
                    .orElse(null));
            prompt.setText(question.map(PredictModel.Question::prompt).orElse(""));
            answer.setPromptText(question.map(PredictModel.Question::example).orElse(""));
        });
        model.feedbackProperty().subscribe(said -> {
            show(feedback, said);
            prompt.setVisible(said.isEmpty());
        });
        prompt.managedProperty().bind(prompt.visibleProperty());
    }

    Node root() {
        return root;
    }

    private static void show(Label label, Optional<PredictModel.Feedback> said) {
        label.setText(said.map(each -> (each.right() ? "\u2713 " : "\u2717 ") + each.sentence())
                .orElse(""));
        label.getStyleClass().removeAll("right", "wrong");
        said.ifPresent(each -> label.getStyleClass().add(each.right() ? "right" : "wrong"));
        label.setVisible(said.isPresent());
        label.setManaged(said.isPresent());
    }
}
