/* The row of cores above the inspectors: which one they show. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;

/** "Follow" shows the core that took the last turn; a number pins one. */
final class CoresView {
    private static final int FEW = 8;

    private final WindowModel model;
    private final HBox few = new HBox(4);
    private final HBox many = Parts.styled(new HBox(2), "ks-many-cores");
    private final List<ToggleButton> chips = new ArrayList<>();
    private final ToggleButton follow = Parts.styled(new ToggleButton("follow"), "ks-small-button");
    private final VBox root;
    private int shown = -1;

    CoresView(WindowModel model) {
        this.model = model;
        follow.setId("follow");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setTooltip(Parts.tip("Show the core that took the last turn; steps count on every core"));
        follow.setOnAction(_ -> model.pinnedCoreProperty().set(OptionalInt.empty()));
        Label heading = Parts.heading("Cores");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(4, heading, Parts.spring(), follow, few);
        top.setAlignment(Pos.CENTER_LEFT);
        root = Parts.styled(new VBox(6, top, many), "ks-cores");
        root.setMinHeight(Region.USE_PREF_SIZE);
        many.managedProperty().bind(many.visibleProperty());
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
            chips.clear();
            cores.forEach(core -> chips.add(chip(core.id())));
            few.getChildren().setAll(shown <= FEW ? chips : List.of());
            many.getChildren().setAll(shown <= FEW ? List.of() : chips);
            many.setVisible(shown > FEW);
        }
        OptionalInt pinned = model.pinnedCoreProperty().get();
        follow.setSelected(pinned.isEmpty());
        chips.forEach(chip -> chip.setSelected((int) chip.getUserData() == model.focusedCore()));
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
