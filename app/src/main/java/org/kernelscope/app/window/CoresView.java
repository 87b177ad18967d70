/* The row of cores above the inspectors: which one they show. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;

/** "Follow" shows the core that took the last turn; a number pins one. */
final class CoresView {
    private final WindowModel model;
    private final FlowPane chips = Parts.styled(new FlowPane(4, 4), "ks-core-choice");
    private final ToggleButton follow = Parts.styled(new ToggleButton("follow"), "ks-small-button");
    private final HBox root;
    private int shown = -1;

    CoresView(WindowModel model) {
        this.model = model;
        follow.setId("follow");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setTooltip(Parts.tip("Show the core that took the last turn; steps count on every core"));
        follow.setOnAction(_ -> model.pinnedCoreProperty().set(OptionalInt.empty()));
        chips.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(chips, Priority.ALWAYS);
        Label heading = Parts.heading("Cores");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        root = Parts.styled(new HBox(8, heading, chips), "ks-cores");
        root.setAlignment(Pos.CENTER_LEFT);
        model.frameProperty().subscribe(_ -> show());
        model.pinnedCoreProperty().subscribe(_ -> show());
    }

    Node root() {
        return root;
    }

    private void show() {
        List<CoreView> cores = model.frameProperty().get().map(Frame::cores).orElse(List.of());
        if (cores.size() != shown) {
            shown = cores.size();
            chips.getChildren().setAll(follow);
            cores.forEach(core -> chips.getChildren().add(chip(core.id())));
        }
        OptionalInt pinned = model.pinnedCoreProperty().get();
        follow.setSelected(pinned.isEmpty());
        for (Node node : chips.getChildren()) {
            if (node instanceof ToggleButton button && button != follow) {
                int core = (int) button.getUserData();
                button.setSelected(core == model.focusedCore());
            }
        }
    }

    private ToggleButton chip(int core) {
        ToggleButton button =
                Parts.styled(new ToggleButton(Integer.toString(core)), "ks-chip", "ks-core-button", "core-" + core);
        button.setId("core-" + core);
        button.setUserData(core);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText("Core " + core);
        button.setTooltip(Parts.tip("Stay with core " + core + "; steps count on it alone"));
        button.setOnAction(_ -> {
            boolean pinnedHere = model.pinnedCoreProperty().get().equals(OptionalInt.of(core));
            model.pinnedCoreProperty().set(pinnedHere ? OptionalInt.empty() : OptionalInt.of(core));
            show();
        });
        return button;
    }
}
