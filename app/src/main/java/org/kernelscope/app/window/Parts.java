/* The small parts that the window's panels are made of. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Labels, chips, icons and buttons that look the same everywhere. */
final class Parts {
    private static final Duration SOON = Duration.millis(350);

    private Parts() {}

    /** A panel's small heading, in capitals. */
    static Label heading(String text) {
        return styled(new Label(text.toUpperCase(Locale.ROOT)), "ks-heading");
    }

    static Label text(String text, String... styles) {
        return styled(new Label(text), styles);
    }

    /** A core's number on its colour. */
    static Label chip(int core) {
        Label chip = styled(new Label(Integer.toString(core)), "ks-chip", "core-" + core);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    /**
     * Chips of several cores; those for which there is no room are counted.
     *
     * @param room chips at most
     */
    static List<Node> chips(List<Integer> cores, int room) {
        int shown = cores.size() > room ? room - 1 : cores.size();
        List<Node> chips = new ArrayList<>();
        cores.stream().limit(shown).map(Parts::chip).forEach(chips::add);
        if (shown < cores.size()) {
            Label more = styled(new Label("+" + (cores.size() - shown)), "ks-chip", "ks-chip-more");
            more.setMinWidth(Region.USE_PREF_SIZE);
            more.setTooltip(tip("Cores here: "
                    + String.join(", ", cores.stream().map(String::valueOf).toList())));
            chips.add(more);
        }
        return chips;
    }

    static Node icon(Feather icon) {
        return FontIcon.of(icon);
    }

    /** Room that grows. */
    static Region spring() {
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        return room;
    }

    /** A button for an action; while the action cannot be done it is disabled and says why. */
    static Node button(Action action, Node graphic, String text, String... styles) {
        Button button = styled(new Button(text, graphic), styles);
        return bound(button, action);
    }

    /** Ties a button to an action. The frame around it answers the pointer while the button is disabled. */
    static Node bound(ButtonBase button, Action action) {
        button.setId(action.id());
        button.setOnAction(_ -> action.perform());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(action.obstacle().map(why -> !why.isEmpty()));
        button.setAccessibleText(action.tip());
        StackPane frame = new StackPane(button);
        Tooltip hint = tip(action.hint());
        hint.setOnShowing(_ -> hint.setText(action.hint()));
        Tooltip.install(frame, hint);
        return frame;
    }

    static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setShowDelay(SOON);
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        return tip;
    }

    /** A drawn sign, 12 by 12, that takes the text's colour. */
    static SVGPath sign(String path) {
        return styled(svg(path), "ks-sign");
    }

    private static SVGPath svg(String path) {
        SVGPath svg = new SVGPath();
        svg.setContent(path);
        return svg;
    }

    static <N extends Node> N styled(N node, String... styles) {
        node.getStyleClass().addAll(List.of(styles));
        return node;
    }
}
