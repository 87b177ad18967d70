/* The focused core's registers; those that changed since the last stop stand out. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;

/** Two columns of registers and a line of flags. */
final class RegistersView {
    private static final int COLUMN = 4;

    private final WindowModel model;
    private final Label heading = Parts.heading("Registers");
    private final GridPane grid = Parts.styled(new GridPane(), "ks-registers");
    private final VBox root;

    RegistersView(WindowModel model) {
        this.model = model;
        ToggleButton base = Parts.styled(new ToggleButton(), "ks-small-button");
        base.setId("base");
        base.setMinWidth(Region.USE_PREF_SIZE);
        base.selectedProperty().bindBidirectional(model.hexadecimalProperty());
        base.textProperty().bind(base.selectedProperty().map(hexadecimal -> hexadecimal ? "hex" : "decimal"));
        base.setTooltip(Parts.tip("Show numbers in base 16 or base 10"));
        HBox top = new HBox(heading, Parts.spring(), base);
        top.setAlignment(Pos.CENTER_LEFT);
        for (int width : List.of(34, 88, 34, 88)) {
            ColumnConstraints column = new ColumnConstraints(width);
            grid.getColumnConstraints().add(column);
        }
        root = Parts.styled(new VBox(top, grid), "ks-panel");
        root.setMinHeight(Region.USE_PREF_SIZE);
        model.frameProperty().subscribe(_ -> show());
        model.pinnedCoreProperty().subscribe(_ -> show());
        model.hexadecimalProperty().subscribe(_ -> show());
    }

    Node root() {
        return root;
    }

    private void show() {
        grid.getChildren().clear();
        Optional<CoreView> core = model.frameProperty()
                .get()
                .map(Frame::cores)
                .flatMap(cores -> cores.stream()
                        .filter(each -> each.id() == model.focusedCore())
                        .findFirst());
        heading.setText(core.map(each -> "REGISTERS \u00b7 CORE " + each.id()).orElse("REGISTERS"));
        core.ifPresentOrElse(this::fill, () -> grid.add(Parts.text("No machine yet", "ks-empty"), 0, 0, 4, 1));
    }

    private void fill(CoreView core) {
        List<RegistersModel.Entry> entries =
                RegistersModel.entries(core, model.hexadecimalProperty().get());
        for (int index = 0; index < entries.size(); index++) {
            boolean last = index == entries.size() - 1;
            int column = last ? 0 : index / COLUMN * 2;
            put(entries.get(index), column, last ? COLUMN : index % COLUMN, 1);
        }
        grid.add(Parts.text("flags", "ks-register-name"), 0, COLUMN + 1);
        grid.add(flags(core), 1, COLUMN + 1, 3, 1);
    }

    private static Node flags(CoreView core) {
        HBox box = Parts.styled(new HBox(), "ks-flags");
        for (RegistersModel.Flag flag : RegistersModel.Flag.values()) {
            Label name = Parts.text(flag.name(), "ks-flag");
            name.setMinWidth(Region.USE_PREF_SIZE);
            if (flag.set(core)) {
                name.getStyleClass().add("set");
            }
            name.setAccessibleText(flag.name() + (flag.set(core) ? " set" : " clear"));
            name.setTooltip(Parts.tip(flag.words()));
            box.getChildren().add(name);
        }
        Label privilege = Parts.text("CPL " + core.state().privilege(), "ks-flag", "set");
        privilege.setTooltip(Parts.tip("Current privilege level: 0 is the kernel's"));
        box.getChildren().add(privilege);
        return box;
    }

    private void put(RegistersModel.Entry entry, int column, int row, int span) {
        Label name = Parts.text(entry.name(), "ks-register-name");
        Label value = Parts.text(entry.value(), "ks-register-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.setId("register-" + entry.name());
        if (entry.changed()) {
            value.getStyleClass().add("changed");
        }
        value.setAccessibleText(entry.name() + " " + entry.value() + (entry.changed() ? ", changed" : ""));
        grid.add(name, column, row);
        grid.add(value, column + 1, row, span, 1);
    }
}
