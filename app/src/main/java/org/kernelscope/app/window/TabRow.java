/* A row of tabs, one of which is open. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Reached with Tab, changed with the arrow keys or the space bar. */
final class TabRow {
    private List<String> names = List.of();
    private final List<ToggleButton> buttons = new ArrayList<>();
    private final IntegerProperty open = new SimpleIntegerProperty(0);
    private final HBox root = Parts.styled(new HBox(), "ks-tabs");

    TabRow(List<String> names) {
        show(names);
        root.setAlignment(Pos.BOTTOM_LEFT);
        open.subscribe(_ -> select());
    }

    /** Puts other tabs in the place of these; the open one keeps its place if there is one. */
    void show(List<String> others) {
        names = List.copyOf(others);
        buttons.clear();
        for (int index = 0; index < names.size(); index++) {
            buttons.add(button(index));
        }
        root.getChildren().setAll(buttons);
        open.set(Math.clamp(open.get(), 0, Math.max(0, names.size() - 1)));
        select();
    }

    private void select() {
        for (int index = 0; index < buttons.size(); index++) {
            buttons.get(index).setSelected(index == open.get());
        }
    }

    HBox root() {
        return root;
    }

    /** Index of the open tab. */
    IntegerProperty openProperty() {
        return open;
    }

    /** Opens a tab; an index that is none is ignored. */
    void open(int index) {
        if (index >= 0 && index < buttons.size()) {
            open.set(index);
        }
    }

    /** Shows a number beside a tab's name; 0 shows none. */
    void count(int index, int number) {
        buttons.get(index).setText(number == 0 ? names.get(index) : names.get(index) + " \u00b7 " + number);
    }

    private ToggleButton button(int index) {
        ToggleButton button = Parts.styled(new ToggleButton(names.get(index)), "ks-tab");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText("View: " + names.get(index));
        button.setOnAction(_ -> {
            open.set(index);
            button.setSelected(true);
        });
        return button;
    }
}
