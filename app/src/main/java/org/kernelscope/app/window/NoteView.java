/* The strip above the stage that says what a recording shows. */
package org.kernelscope.app.window;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Recording;
import org.kordamp.ikonli.feather.Feather;

/** Shows the note of the recording that is played; without one it takes no room. */
final class NoteView {
    private final WindowModel model;
    private final Label title = Parts.text("", "ks-note-title");
    private final Label words = Page.words("", "ks-note-text");
    private final Button there;
    private final VBox root;

    NoteView(WindowModel model) {
        this.model = model;
        words.setId("note");
        there = Page.tool(
                "to-failure",
                "To the failing step",
                Feather.CROSSHAIR,
                () -> recording().ifPresent(recorded -> model.travelToStep(stop(recorded))));
        HBox head = new HBox(title, Parts.spring(), there);
        head.setAlignment(Pos.CENTER_LEFT);
        root = Parts.styled(new VBox(2, head, words), "ks-note");
        root.managedProperty().bind(root.visibleProperty());
        model.choiceProperty().subscribe(choice -> show(choice.recording()));
        model.frameProperty().subscribe(this::place);
    }

    Node root() {
        return root;
    }

    private Optional<Recording> recording() {
        return model.choiceProperty().get().recording();
    }

    private static long stop(Recording recorded) {
        return recorded.stopAt().orElse(recorded.steps());
    }

    private void show(Optional<Recording> recording) {
        root.setVisible(recording.flatMap(Recording::note).isPresent());
        root.setMinHeight(Region.USE_PREF_SIZE);
        words.setText(recording.flatMap(Recording::note).orElse(""));
        place(model.frameProperty().get());
    }

    private void place(Optional<Frame> frame) {
        recording().ifPresent(recorded -> {
            long stop = stop(recorded);
            boolean here = frame.filter(now -> now.step() == stop).isPresent();
            there.setVisible(!here);
            title.setText(
                    here
                            ? "The failing schedule, at the step where it fails: " + TopBarView.grouped(stop)
                            : "The failing schedule; it fails at step " + TopBarView.grouped(stop));
        });
    }
}
