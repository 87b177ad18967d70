/* The page of an exercise: its text, grading, and the verdict with its failing schedules. */
package org.kernelscope.app.window;

import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kernelscope.engine.grade.Verdict;
import org.kernelscope.engine.grade.Verdict.CheckResult;
import org.kordamp.ikonli.feather.Feather;

/** Follows an exercise's model. */
final class ExerciseView {
    /** Where files come from and go to. */
    interface Files {
        /** Asks where to save; empty when the user thinks better of it. */
        Optional<Path> save(String name);

        /** Asks for a file to grade. */
        Optional<Path> open(String name);
    }

    private final ExerciseModel model;
    private final Files files;
    private final VBox result = Parts.styled(new VBox(12), "ks-verdict-place");
    private final Page page;

    /**
     * The page.
     *
     * @param leave goes back to the machine
     */
    ExerciseView(ExerciseModel model, Runnable leave, Files files) {
        this.model = model;
        this.files = files;
        VBox content = Parts.styled(new VBox(), "ks-page-content");
        page = new Page(
                model.exercise().title(),
                model.exercise().points() + " points, in " + model.fileName(),
                content,
                leave);
        page.tools()
                .getChildren()
                .addAll(
                        Page.tool(
                                "save-starter",
                                "Save the starter file\u2026",
                                Feather.SAVE,
                                () -> files.save(model.fileName()).ifPresent(model::saveStarter)),
                        Page.tool("grade-file", "Grade a file\u2026", Feather.CHECK_SQUARE, this::grade));
        content.getChildren()
                .addAll(result, SlideView.render(untitled(model.exercise().text())));
        model.stateProperty().subscribe(this::show);
    }

    Region root() {
        return page.root();
    }

    /** The page has the title already. */
    private static String untitled(String markdown) {
        return markdown.startsWith("# ") ? markdown.substring(markdown.indexOf('\n') + 1) : markdown;
    }

    private void grade() {
        files.open(model.fileName()).ifPresent(model::grade);
    }

    private void show(Work<ExerciseModel.Outcome> work) {
        if (work instanceof Work.Done<ExerciseModel.Outcome>(ExerciseModel.Outcome outcome)) {
            result.getChildren().setAll(verdict(outcome));
        } else {
            result.getChildren()
                    .setAll(Page.state(work, model::cancel, Page.main("grade", "Grade a file\u2026", this::grade)));
        }
    }

    private Node verdict(ExerciseModel.Outcome outcome) {
        Verdict verdict = outcome.verdict();
        VBox box = Parts.styled(new VBox(), "ks-verdict");
        box.setId("verdict");
        Label points = Parts.text(verdict.points() + " of " + verdict.of() + " points", "ks-verdict-points");
        points.getStyleClass().add(verdict.points() == verdict.of() ? "right" : "wrong");
        points.setMinWidth(Region.USE_PREF_SIZE);
        Button again = Page.tool("grade-again", "Grade it again", Feather.ROTATE_CW, () -> model.grade(outcome.file()));
        HBox head = new HBox(
                12,
                points,
                Parts.text(String.valueOf(outcome.file().getFileName()), "ks-stage-subtitle"),
                Parts.spring(),
                again);
        head.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().add(head);
        verdict.results().forEach(check -> box.getChildren().add(row(check)));
        verdict.covered()
                .forEach(tried ->
                        box.getChildren().add(Page.words("Tried: " + tried.statement() + ".", "ks-verdict-tried")));
        verdict.notes().forEach(note -> box.getChildren().add(Page.words(note, "ks-verdict-tried")));
        return box;
    }

    private Node row(CheckResult check) {
        Node mark = Parts.icon(
                switch (check.status()) {
                    case PASSED -> Feather.CHECK;
                    case FAILED -> Feather.X;
                    case NOT_JUDGED -> Feather.MINUS;
                });
        Parts.styled(mark, "ks-mark", style(check));
        HBox marked = Parts.styled(new HBox(mark), "ks-mark-place");
        VBox words = new VBox(2);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.getChildren().add(Page.words(check.title(), "ks-verdict-title"));
        words.getChildren().add(Page.words(check.reason(), "ks-verdict-reason"));
        model.schedule(check).ifPresent(_ -> {
            Button show = Page.main("show-" + check.id(), "Show the failing schedule", () -> model.show(check));
            Label how = Page.words(check.schedule().orElse(""), "ks-verdict-schedule", "ks-mono");
            HBox.setHgrow(how, Priority.ALWAYS);
            VBox.setMargin(show, new javafx.geometry.Insets(6, 0, 4, 0));
            words.getChildren().addAll(how, show);
        });
        Label points = Parts.text(check.points() + " / " + check.of(), "ks-mono", "ks-verdict-of");
        points.setMinWidth(Region.USE_PREF_SIZE);
        return Parts.styled(new HBox(12, marked, words, points), "ks-verdict-row", style(check));
    }

    private static String style(CheckResult check) {
        return switch (check.status()) {
            case PASSED -> "right";
            case FAILED -> "wrong";
            case NOT_JUDGED -> "open";
        };
    }
}
