/* The line at the bottom: the machine's terms, the measure between the markers, the state's hash. */
package org.kernelscope.app.window;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kernelscope.engine.Frame;

/** Follows frame, pace and markers. */
final class StatusBarView {
    private static final int HASH_END = 4;

    private final WindowModel model;
    private final Label profile = word("The hardware profile: costs and cache geometry");
    private final Label order =
            word("The memory model: each core's stores wait in its store buffer (Intel SDM 3A, 9.2)");
    private final Label interleaving = word("Who gets the turns");
    private final Label measure = word("Markers: A and B set them at the present moment");
    private final Label sampling = word("The machine runs faster than the display; the views show samples");
    private final Label writer = new Label();
    private final Label hash = word("Hash of the machine's whole state: the same run gives the same hash");
    private final Label recorded = word("How much of the run is recorded and can be travelled");
    private final HBox root = Parts.styled(new HBox(), "ks-status");

    StatusBarView(WindowModel model) {
        this.model = model;
        hash.setId("hash");
        hash.getStyleClass().add("ks-mono");
        measure.getStyleClass().add("ks-accent");
        sampling.getStyleClass().add("ks-accent");
        writer.setId("writer");
        writer.getStyleClass().add("ks-accent");
        writer.setMinWidth(0);
        HBox.setHgrow(writer, Priority.ALWAYS);
        Button stop = Parts.styled(new Button("Stop"), "ks-status-button");
        stop.setId("stop-search");
        stop.setTooltip(Parts.tip("Give up looking for the last write"));
        stop.setOnAction(_ -> model.stopSearching());
        stop.managedProperty().bind(stop.visibleProperty());
        model.writer().soughtProperty().subscribe(sought -> stop.setVisible(sought.isPresent()));
        ProgressBar working = Parts.styled(new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS), "ks-working");
        new Patience(model.workingProperty()).overdueProperty().subscribe(working::setVisible);
        root.getChildren()
                .addAll(
                        profile,
                        order,
                        interleaving,
                        measure,
                        sampling,
                        writer,
                        stop,
                        Parts.spring(),
                        working,
                        hash,
                        recorded);
        root.setAlignment(Pos.CENTER_LEFT);
        model.frameProperty().subscribe(_ -> show());
        model.timeline().extentProperty().subscribe(_ -> show());
        model.runningProperty().subscribe(_ -> show());
        model.writer().soughtProperty().subscribe(_ -> show());
        model.writer().answerProperty().subscribe(_ -> show());
        model.paceProperty().subscribe(_ -> show());
    }

    Node root() {
        return root;
    }

    private void show() {
        Optional<Frame> frame = model.frameProperty().get();
        set(profile, frame.map(now -> now.scenario().machine().profile().name() + " profile"));
        set(order, frame.map(_ -> "sequentially consistent"));
        set(
                interleaving,
                frame.map(
                        now -> "interleaving: " + now.scenario().interleaving().words()));
        set(measure, frame.map(model.timeline()::measure));
        boolean samples =
                model.runningProperty().get() && model.paceProperty().get().unlimited();
        boolean waits =
                frame.filter(now -> now.status() == Frame.Status.WAITING).isPresent();
        set(sampling, Optional.of(waits ? "waits for input" : samples ? "unlimited: the views sample" : ""));
        set(
                writer,
                model.writer()
                        .soughtProperty()
                        .get()
                        .map(name -> "Looking for the last write to " + name + " \u2026")
                        .or(() -> Optional.of(model.writer().answerProperty().get())));
        writer.setTooltip(Parts.tip(writer.getText()));
        set(hash, frame.flatMap(Frame::stateHash).map(StatusBarView::shortened));
        set(
                recorded,
                frame.map(now -> "recorded \u00b7 "
                        + Moments.words(now.timeline().end(), now.scenario().megahertz(), Optional.empty())));
        frame.flatMap(Frame::stateHash).ifPresent(full -> hash.setAccessibleText("state " + full));
    }

    private static String shortened(String full) {
        return full.length() <= 2 * HASH_END
                ? "state " + full
                : "state " + full.substring(0, HASH_END) + "\u2026" + full.substring(full.length() - HASH_END);
    }

    private static void set(Label label, Optional<String> text) {
        label.setText(text.orElse(""));
        label.setVisible(!label.getText().isEmpty());
        label.setManaged(label.isVisible());
    }

    private static Label word(String tip) {
        Label label = new Label();
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setTooltip(Parts.tip(tip));
        return label;
    }
}
