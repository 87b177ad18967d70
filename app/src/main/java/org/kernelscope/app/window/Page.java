/* The frame of a page that stands in the stage's place: title, tools, content, the way back. */
package org.kernelscope.app.window;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What benchmarks and exercises have in common. */
final class Page {
    private static final double BAR = 240;

    private final VBox root = Parts.styled(new VBox(), "ks-page");
    private final HBox header = Parts.styled(new HBox(12), "ks-stage-header");
    private final HBox tools = Parts.styled(new HBox(), "ks-tools");

    /**
     * A page.
     *
     * @param leave goes back to the machine
     */
    Page(String title, String subtitle, Region content, Runnable leave) {
        Button back = Parts.styled(new Button("Machine", Parts.icon(Feather.CHEVRON_LEFT)), "ks-tool");
        back.setId("leave-page");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setTooltip(Parts.tip("Go back to the machine"));
        back.setOnAction(_ -> leave.run());
        tools.setAlignment(Pos.CENTER_RIGHT);
        HBox bar = Parts.styled(new HBox(back, Parts.spring(), tools), "ks-stage-bar", "ks-page-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        Label name = Parts.text(title, "ks-stage-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        header.getChildren().addAll(name, Parts.text(subtitle, "ks-stage-subtitle"));
        header.managedProperty().bind(header.visibleProperty());
        header.setAlignment(Pos.BASELINE_LEFT);
        ScrollPane scroll = Parts.styled(new ScrollPane(content), "ks-page-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        content.setMinWidth(0);
        root.getChildren().addAll(bar, header, scroll);
    }

    Region root() {
        return root;
    }

    /** Shows the title, or leaves it to the content. */
    void titled(boolean titled) {
        header.setVisible(titled);
    }

    /** Where the page's tools go. */
    HBox tools() {
        return tools;
    }

    /** A tool of the page. */
    static Button tool(String id, String text, Feather icon, Runnable action) {
        Button button = Parts.styled(new Button(text, Parts.icon(icon)), "ks-tool");
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** A button that is the next thing to do. */
    static Button main(String id, String text, Runnable action) {
        Button button = Parts.styled(new Button(text), "accent");
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    static Label words(String text, String... styles) {
        Label label = Parts.text(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** What stands in the result's place while there is none. */
    static Node state(Work<?> work, Runnable cancel, Button start) {
        VBox box = Parts.styled(new VBox(12), "ks-page-state");
        switch (work) {
            case Work.Idle<?>(String words) -> box.getChildren().addAll(words(words, "ks-condition-text"), start);
            case Work.Running<?>(String doing) -> {
                ProgressBar progress = Parts.styled(new ProgressBar(-1), "ks-opening");
                progress.setPrefWidth(BAR);
                Button stop = new Button("Cancel");
                stop.setId("cancel-work");
                stop.setOnAction(_ -> cancel.run());
                box.getChildren().addAll(words(doing, "ks-page-doing"), progress, stop);
            }
            case Work.Failed<?>(String sentence) ->
                box.getChildren()
                        .addAll(
                                words("That did not work", "ks-condition-title"),
                                words(sentence, "ks-condition-text"),
                                start);
            case Work.Done<?> _ -> box.setVisible(false);
        }
        return box;
    }
}
