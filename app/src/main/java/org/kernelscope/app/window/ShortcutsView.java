/* The one place that lists all keyboard shortcuts. */
package org.kernelscope.app.window;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Made from the list of actions. */
final class ShortcutsView {
    private ShortcutsView() {}

    static Node of(Actions actions) {
        Map<String, List<Action>> groups = actions.all().stream()
                .filter(action -> !action.keys().isEmpty())
                .collect(Collectors.groupingBy(Action::group, LinkedHashMap::new, Collectors.toList()));
        VBox left = new VBox(16);
        VBox right = new VBox(16);
        groups.forEach((name, list) -> {
            boolean first = name.equals("Time") || name.equals("Timeline");
            (first ? left : right).getChildren().add(group(name, list));
        });
        left.getChildren()
                .addAll(
                        mouse(
                                "On the timeline",
                                List.of(
                                        List.of("Drag", "Travel in time"),
                                        List.of("Scroll", "Zoom about the pointer"),
                                        List.of("Shift+Scroll", "Move along"),
                                        List.of("Shift+Drag", "Zoom to a stretch"))),
                        mouse(
                                "In the source",
                                List.of(List.of("Right click", "The last write to a variable of the line"))));
        return new HBox(40, left, right);
    }

    private static Node group(String name, List<Action> actions) {
        GridPane grid = Parts.styled(new GridPane(), "ks-keys");
        int row = 0;
        for (Action action : actions) {
            HBox keys = new HBox(4);
            action.keys().stream()
                    .map(KeyCombination::getDisplayText)
                    .distinct()
                    .map(ShortcutsView::key)
                    .forEach(keys.getChildren()::add);
            grid.add(keys, 0, row);
            grid.add(description(action.tip()), 1, row++);
        }
        return new VBox(8, Parts.heading(name), grid);
    }

    private static Node mouse(String where, List<List<String>> lines) {
        GridPane grid = Parts.styled(new GridPane(), "ks-keys");
        for (int row = 0; row < lines.size(); row++) {
            grid.add(new HBox(key(lines.get(row).getFirst())), 0, row);
            grid.add(description(lines.get(row).getLast()), 1, row);
        }
        return new VBox(8, Parts.heading(where), grid);
    }

    private static Label key(String words) {
        Label key = Parts.text(words, "ks-key");
        key.setMinWidth(Region.USE_PREF_SIZE);
        return key;
    }

    private static Label description(String words) {
        Label label = Parts.text(words, "ks-key-text");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
