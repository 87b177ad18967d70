/* The settings as a form; a change takes effect at once. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kernelscope.app.settings.Look;

/** Theme, size, motion, numbers. */
final class SettingsView {
    private SettingsView() {}

    static Node of(WindowModel model, Appearance appearance) {
        GridPane grid = Parts.styled(new GridPane(), "ks-form");
        grid.addRow(0, name("Theme"), looks(appearance));
        grid.addRow(1, name("Size of everything"), scale(appearance));
        CheckBox still = new CheckBox("Highlight changes instead of moving things");
        still.setId("reduce-motion");
        still.selectedProperty().bindBidirectional(appearance.reduceMotionProperty());
        grid.addRow(2, name("Motion"), still);
        CheckBox hexadecimal = new CheckBox("Show registers in base 16");
        hexadecimal.selectedProperty().bindBidirectional(model.hexadecimalProperty());
        grid.addRow(3, name("Numbers"), hexadecimal);
        return grid;
    }

    private static Node looks(Appearance appearance) {
        ToggleGroup group = new ToggleGroup();
        HBox box = Parts.styled(new HBox(), "ks-segments");
        for (Look look : Look.values()) {
            ToggleButton button = Parts.styled(new ToggleButton(look.words()), "ks-segment");
            button.setId("look-" + look.id());
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> {
                appearance.lookProperty().set(look);
                button.setSelected(true);
            });
            appearance.lookProperty().subscribe(now -> button.setSelected(now == look));
            box.getChildren().add(button);
        }
        box.setMaxWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private static Node scale(Appearance appearance) {
        List<Double> steps = List.of(0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5);
        Slider slider = new Slider(
                steps.getFirst(), steps.getLast(), appearance.scaleProperty().get());
        slider.setId("scale");
        slider.setMajorTickUnit(0.25);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setBlockIncrement(0.25);
        slider.setAccessibleText("Size of everything in the window");
        Label percent = Parts.text("", "ks-mono");
        percent.setMinWidth(48);
        slider.valueProperty().subscribe(value -> {
            double snapped = Math.round(value.doubleValue() * 4) / 4.0;
            percent.setText(String.format(Locale.ROOT, "%.0f %%", snapped * 100));
            if (!slider.isValueChanging()) {
                appearance.scaleProperty().set(snapped);
            }
        });
        slider.valueChangingProperty().subscribe(changing -> {
            if (!changing) {
                appearance.scaleProperty().set(Math.round(slider.getValue() * 4) / 4.0);
            }
        });
        HBox box = new HBox(12, slider, percent);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Label name(String text) {
        Label label = Parts.text(text, "ks-form-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
