/* A card that asks for a variable of the kernel: words to type, and the names that have them. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** It takes the keys as soon as it is shown; Enter or a click chooses. */
final class VariableView {
    private static final double WIDTH = 520;
    private static final double HEIGHT = 300;
    private static final double ROW = 26;

    private final List<NamedMemory> all;
    private final Consumer<NamedMemory> chosen;
    private final TextField words = Parts.styled(new TextField(), "ks-variable-words");
    private final ListView<NamedMemory> list = Parts.styled(new ListView<>(), "ks-variables");
    private final Label none = Parts.text("", "ks-empty");
    private final VBox root;

    /** @param chosen told what was chosen, once */
    VariableView(List<NamedMemory> all, String what, Consumer<NamedMemory> chosen) {
        this.all = all;
        this.chosen = chosen;
        words.setId("variable");
        words.setPromptText("Name of a variable, for instance "
                + all.stream().findFirst().map(NamedMemory::name).orElse("current"));
        words.sceneProperty().subscribe(scene -> Optional.ofNullable(scene).ifPresent(_ -> words.requestFocus()));
        words.setAccessibleText("Name of a variable of the kernel");
        words.textProperty().subscribe(this::filter);
        words.setOnAction(_ -> choose());
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::move);
        list.setId("variables");
        list.setFixedCellSize(ROW);
        list.setPrefSize(WIDTH, HEIGHT);
        list.setPlaceholder(none);
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new NameCell());
        list.setOnMouseClicked(_ -> choose());
        root = new VBox(10, words, list, Page.words(what, "ks-key-text"));
    }

    Node root() {
        return root;
    }

    private void filter(String typed) {
        list.getItems().setAll(NamedMemory.matching(all, typed));
        list.getSelectionModel().selectFirst();
        none.setText("The kernel has no variable with \u201c" + typed.strip() + "\u201d in its name");
    }

    private void move(KeyEvent event) {
        int by = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (by != 0 && !list.getItems().isEmpty()) {
            int last = list.getItems().size() - 1;
            int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, last);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - (int) (HEIGHT / ROW) + 2));
            event.consume();
        }
    }

    private void choose() {
        list.getSelectionModel().getSelectedItems().stream().findFirst().ifPresent(chosen);
    }

    /** The name, and what it is. */
    private static final class NameCell extends ListCell<NamedMemory> {
        private final Label name = Parts.text("", "ks-mono");
        private final Label about = Parts.text("", "ks-about");
        private final HBox row = new HBox(12, name, Parts.spring(), about);

        NameCell() {
            name.setMinWidth(Region.USE_PREF_SIZE);
            row.setAlignment(Pos.CENTER_LEFT);
            row.maxWidthProperty().bind(widthProperty().subtract(24));
        }

        @Override
        protected void updateItem(NamedMemory memory, boolean empty) {
            super.updateItem(memory, empty);
            if (empty || memory == null) {
                setGraphic(null);
                return;
            }
            name.setText(memory.name());
            about.setText(memory.about());
            setGraphic(row);
        }
    }
}
