/* The source of the focused core, with every core's chip at the line where it is. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.engine.view.CoreView;

/** Follows the model's focused core; the list is virtual, so long files cost nothing. */
final class SourceView {
    private static final double ROW = 19;
    private static final int ROOM_ABOVE = 4;
    private static final int LEAST_ROWS = 5;
    private static final int CHIPS = 2;

    /** A line with the cores on it. */
    private record Line(int number, String text, List<Integer> cores, boolean focused) {}

    private final WindowModel model;
    private final Label heading = Parts.heading("Source");
    private final Label empty = Parts.text("", "ks-empty");
    private final ListView<Line> list = Parts.styled(new ListView<>(), "ks-code");
    private final VBox root;
    private String shownFile = "";
    private Map<Integer, List<Integer>> shownCores = Map.of();

    SourceView(WindowModel model) {
        this.model = model;
        list.setId("source");
        list.setFixedCellSize(ROW);
        list.setCellFactory(_ -> new LineCell(this::offerWriters));
        list.setPlaceholder(empty);
        list.setAccessibleText("Source of the focused core");
        StackPane frame = Parts.styled(new StackPane(list), "ks-code-frame");
        frame.setMinHeight(LEAST_ROWS * ROW + 10);
        VBox.setVgrow(frame, Priority.ALWAYS);
        root = Parts.styled(new VBox(heading, frame), "ks-panel");
        VBox.setVgrow(root, Priority.ALWAYS);
        model.frameProperty().subscribe(_ -> show());
        model.pinnedCoreProperty().subscribe(_ -> show());
    }

    Node root() {
        return root;
    }

    private void show() {
        Optional<Frame> frame = model.frameProperty().get();
        Optional<CoreView> core = frame.flatMap(now -> now.cores().stream()
                .filter(each -> each.id() == model.focusedCore())
                .findFirst());
        CodeLocation location = core.map(CoreView::location).orElse(CodeLocation.UNKNOWN);
        List<String> text = model.openedProperty()
                .get()
                .map(Opener.Opened::sources)
                .orElse(Map.of())
                .getOrDefault(location.file(), List.of());
        heading.setText(location.file().isEmpty() ? "SOURCE" : location.file());
        if (text.isEmpty()) {
            clear(frame.isEmpty() ? "No machine yet" : "Core " + model.focusedCore() + " runs code without source");
            return;
        }
        fill(location, text, coresByLine(frame.orElseThrow(), location.file()));
    }

    /** A menu of the variables that a line names, to go to the last write to one of them. */
    private void offerWriters(LineCell cell, ContextMenuEvent event) {
        ContextMenu menu = new ContextMenu();
        for (NamedMemory memory :
                NamedMemory.namedIn(model.memory(), cell.getItem().text())) {
            MenuItem item = new MenuItem("Go to the last write to " + memory.name());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> model.travelToLastWrite(memory));
            menu.getItems().add(item);
        }
        if (!menu.getItems().isEmpty()) {
            menu.show(cell, event.getScreenX(), event.getScreenY());
        }
        event.consume();
    }

    private void clear(String words) {
        shownFile = "";
        list.getItems().clear();
        empty.setText(words);
    }

    private void fill(CodeLocation location, List<String> text, Map<Integer, List<Integer>> cores) {
        boolean sameFile = location.file().equals(shownFile);
        if (!sameFile) {
            List<Line> lines = new ArrayList<>(text.size());
            for (int number = 1; number <= text.size(); number++) {
                lines.add(new Line(number, text.get(number - 1), List.of(), false));
            }
            list.getItems().setAll(lines);
        } else {
            shownCores.keySet().forEach(number -> put(number, List.of(), false));
        }
        cores.forEach((number, ids) -> put(number, ids, number == location.line()));
        shownFile = location.file();
        shownCores = cores;
        follow(location.line(), sameFile);
    }

    private void put(int number, List<Integer> cores, boolean focused) {
        if (number >= 1 && number <= list.getItems().size()) {
            Line old = list.getItems().get(number - 1);
            list.getItems().set(number - 1, new Line(number, old.text(), cores, focused));
        }
    }

    private void follow(int line, boolean sameFile) {
        int rows = (int) Math.max(1, Math.floor(list.getHeight() / ROW));
        if (!sameFile || !visible(line - 1, rows)) {
            list.scrollTo(Math.max(0, line - 1 - Math.min(ROOM_ABOVE, rows / 2)));
        }
    }

    private boolean visible(int index, int rows) {
        int first = list.lookupAll(".list-cell").stream()
                .filter(node -> node instanceof ListCell<?> cell && !cell.isEmpty() && cell.isVisible())
                .mapToInt(node -> ((ListCell<?>) node).getIndex())
                .min()
                .orElse(Integer.MAX_VALUE);
        return index > first && index < first + rows - 1;
    }

    private static Map<Integer, List<Integer>> coresByLine(Frame frame, String file) {
        Map<Integer, List<Integer>> cores = new TreeMap<>();
        for (CoreView core : frame.cores()) {
            if (core.location().known() && core.location().file().equals(file)) {
                cores.computeIfAbsent(core.location().line(), _ -> new ArrayList<>())
                        .add(core.id());
            }
        }
        return cores;
    }

    /** Gutter, number, coloured text. */
    private static final class LineCell extends ListCell<Line> {
        private final HBox gutter = Parts.styled(new HBox(), "ks-gutter");
        private final Label number = Parts.text("", "ks-line-number");
        private final TextFlow text = new TextFlow();
        private final HBox row = new HBox(gutter, number, text);

        LineCell(BiConsumer<LineCell, ContextMenuEvent> asked) {
            setOnContextMenuRequested(event -> {
                if (!isEmpty()) {
                    asked.accept(this, event);
                }
            });
            row.setAlignment(Pos.CENTER_LEFT);
            text.setMinWidth(USE_PREF_SIZE);
            text.setMinHeight(USE_PREF_SIZE);
            text.setMaxHeight(USE_PREF_SIZE);
            getStyleClass().add("ks-code-row");
        }

        @Override
        protected void updateItem(Line line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("at", "focused-at");
            if (empty || line == null) {
                setGraphic(null);
                return;
            }
            gutter.getChildren().setAll(Parts.chips(line.cores(), CHIPS));
            number.setText(Integer.toString(line.number()));
            text.getChildren()
                    .setAll(CodeColours.of(line.text()).stream()
                            .map(LineCell::piece)
                            .toList());
            if (!line.cores().isEmpty()) {
                getStyleClass().add(line.focused() ? "focused-at" : "at");
            }
            setGraphic(row);
        }

        private static Node piece(CodeColours.Piece piece) {
            return Parts.styled(
                    new Text(piece.text()), "ks-c-" + piece.kind().name().toLowerCase(Locale.ROOT));
        }
    }
}
