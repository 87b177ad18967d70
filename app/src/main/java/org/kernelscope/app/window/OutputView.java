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
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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
        List<Node> pages = List.of(terminal(model), problems, log);
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

    /** The serial text, with a line to type where somebody reads it. */
    private Node terminal(WindowModel model) {
        TextField input = Parts.styled(new TextField(), "ks-console-input");
        input.setId("console-input");
        input.setPromptText("Type to the shell: help, ps, pingpong 5 8");
        input.setAccessibleText("A line to type at the machine's serial line");
        input.setTooltip(Parts.tip("Enter types the line and runs on until the machine waits again;"
                + " with Shift it is only typed, and you step on yourself"));
        input.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.type(input.getText() + "\n", !event.isShiftDown());
                input.clear();
                event.consume();
            }
        });
        input.managedProperty().bind(input.visibleProperty());
        model.frameProperty().subscribe(frame -> {
            input.setVisible(frame.filter(now -> now.scenario().takesInput()).isPresent());
            input.setDisable(
                    frame.filter(now -> now.status() != Frame.Status.ENDED).isEmpty());
        });
        VBox.setVgrow(console, Priority.ALWAYS);
        return new VBox(console, input);
    }

    TabRow tabs() {
        return tabs;
    }

    private void show(String text) {
        List<String> lines = text.replace("\r", "").lines().toList();
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
