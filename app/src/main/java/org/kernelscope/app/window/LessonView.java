/* The pane of a lesson: its page, the way on and back, the dots of its steps. */
package org.kernelscope.app.window;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kernelscope.lessons.Lesson;
import org.kordamp.ikonli.feather.Feather;

/** Follows a lesson's model. */
final class LessonView {
    private static final double DOT = 4;

    private final LessonModel model;
    private final Consumer<String> exercises;
    private final ScrollPane scroll = Parts.styled(new ScrollPane(), "ks-card-scroll");
    private final HBox dots = new HBox(6);
    private final Button back = Parts.styled(new Button("Back"), "ks-lesson-back");
    private final Button next = Parts.styled(new Button("Next"), "accent");
    private final VBox root;

    /**
     * The pane.
     *
     * @param leave goes back to the list
     * @param exercises opens the page of an exercise, by its id
     */
    LessonView(LessonModel model, Runnable leave, Consumer<String> exercises) {
        this.model = model;
        this.exercises = exercises;
        Button list = Parts.styled(new Button("Lessons", Parts.icon(Feather.CHEVRON_LEFT)), "ks-tool");
        list.setId("leave-lesson");
        list.setOnAction(_ -> leave.run());
        back.setId("lesson-back");
        next.setId("lesson-next");
        back.setOnAction(_ -> model.back());
        next.setOnAction(_ -> model.next());
        back.setMinWidth(Region.USE_PREF_SIZE);
        next.setMinWidth(Region.USE_PREF_SIZE);
        dots.setAlignment(Pos.CENTER);
        HBox.setHgrow(dots, Priority.ALWAYS);
        HBox foot = new HBox(8, back, dots, next);
        foot.setAlignment(Pos.CENTER);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root = Parts.styled(new VBox(list, scroll, foot), "ks-lesson");
        model.indexProperty().subscribe(_ -> show());
    }

    Region root() {
        return root;
    }

    private void show() {
        int now = model.indexProperty().get();
        int count = model.lesson().steps().size();
        back.setDisable(now <= 0);
        next.setDisable(now >= count - 1);
        dots.getChildren().clear();
        for (int index = 0; index < count; index++) {
            Circle dot = Parts.styled(new Circle(DOT), "ks-dot");
            if (index == now) {
                dot.getStyleClass().add("now");
            } else if (model.done(model.lesson().steps().get(index))) {
                dot.getStyleClass().add("past");
            }
            dots.getChildren().add(dot);
        }
        dots.setAccessibleText("Step " + (now + 1) + " of " + count);
        scroll.setContent(page(model.step()));
        scroll.setVvalue(0);
    }

    private Node page(Lesson.Step step) {
        return switch (step) {
            case Lesson.Slide slide -> SlideView.render(slide.markdown());
            case Lesson.Question question ->
                SlideView.render("# " + question.title() + "\n\n" + question.text()
                        + "\n\nThe machine beside stands at the moment that is meant; look at it as long as you like. *Then"
                        + " write your prediction below it.*");
            case Lesson.Task task -> task(task);
            case Lesson.Explanation explanation -> explanation(explanation);
        };
    }

    private Node task(Lesson.Task task) {
        VBox page = SlideView.render("# " + task.title() + "\n\n" + task.markdown());
        page.getChildren()
                .add(Page.main("open-exercise", "Open the exercise", () -> exercises.accept(task.exercise())));
        return page;
    }

    private Node explanation(Lesson.Explanation step) {
        VBox page = SlideView.render("# " + step.title() + "\n\n" + step.text());
        TextArea words = new TextArea();
        words.setId("explanation");
        words.setWrapText(true);
        words.setPrefRowCount(6);
        words.setPromptText("In your own words");
        words.setAccessibleText("Your explanation");
        Button compare = new Button("Compare");
        compare.setId("compare");
        compare.disableProperty().bind(words.textProperty().map(String::isBlank));
        compare.setOnAction(_ -> {
            model.explain(words.getText());
            page.getChildren().add(SlideView.render("### One way to say it\n\n" + step.model()));
            page.getChildren().add(SlideView.render("### Did you mention\n\n- " + String.join("\n- ", step.points())));
            compare.setVisible(false);
        });
        page.getChildren().addAll(words, compare);
        return page;
    }
}
