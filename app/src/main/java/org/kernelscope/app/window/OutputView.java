/* What was said: the kernel's serial text, the problems, the log. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kernelscope.engine.Frame;

/** Three tabs over virtual lists. */
final class OutputView {
    private static final List<String> NAMES = List.of("Console", "Problems", "Log");

    private final TabRow tabs = new TabRow(NAMES);
    private final ListView<String> console = new ListView<>();
    private final VBox root;

    OutputView(WindowModel model) {
        ListView<Notices.Notice> problems = notices(model.notices().problems(), "No problems");
        ListView<Notices.Notice> log = notices(model.notices().log(), "Nothing yet");
        Parts.styled(console, "ks-output", "ks-console");
        console.setId("console");
        console.setPlaceholder(Parts.text("The kernel has printed nothing yet", "ks-empty"));
        console.setAccessibleText("The kernel's serial text");
        List<Node> pages = List.of(console, problems, log);
        StackPane stack = Parts.styled(new StackPane(), "ks-code-frame");
        stack.getChildren().addAll(pages);
        VBox.setVgrow(stack, Priority.ALWAYS);
        tabs.openProperty().subscribe(open -> {
            for (int index = 0; index < pages.size(); index++) {
                pages.get(index).setVisible(index == open.intValue());
            }
        });
        model.notices().problems().addListener((ListChangeListener<Notices.Notice>)
                _ -> tabs.count(1, model.notices().problems().size()));
        model.frameProperty().subscribe(frame -> show(frame.map(Frame::console).orElse("")));
        root = Parts.styled(new VBox(new HBox(tabs.root()), stack), "ks-panel", "ks-output-panel");
    }

    Node root() {
        return root;
    }

    TabRow tabs() {
        return tabs;
    }

    private void show(String text) {
        List<String> lines = text.lines().toList();
        if (!lines.equals(console.getItems())) {
            console.getItems().setAll(lines);
            console.scrollTo(Math.max(0, lines.size() - 1));
        }
    }

    private static ListView<Notices.Notice> notices(ObservableList<Notices.Notice> items, String none) {
        ListView<Notices.Notice> list = Parts.styled(new ListView<>(items), "ks-output");
        list.setPlaceholder(Parts.text(none, "ks-empty"));
        list.setCellFactory(_ -> new NoticeCell());
        items.addListener((ListChangeListener<Notices.Notice>) _ -> list.scrollTo(Math.max(0, items.size() - 1)));
        return list;
    }

    /** A notice, wrapped. */
    private static final class NoticeCell extends ListCell<Notices.Notice> {
        private final Label label = new Label();

        NoticeCell() {
            label.setWrapText(true);
            setPrefWidth(0);
            label.maxWidthProperty().bind(widthProperty().subtract(16));
        }

        @Override
        protected void updateItem(Notices.Notice notice, boolean empty) {
            super.updateItem(notice, empty);
            if (empty || notice == null) {
                setGraphic(null);
                return;
            }
            label.setText(notice.sentence());
            label.getStyleClass()
                    .setAll("label", "ks-notice-" + notice.weight().name().toLowerCase(Locale.ROOT));
            setGraphic(label);
        }
    }
}
