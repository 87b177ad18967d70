/* Cards above the window's content, and the notices that appear at its corner. */
package org.kernelscope.app.window;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** At most one card at a time; Escape or a click beside it closes it. */
final class Dialogs {
    private final StackPane root;
    private final ToastView toasts = new ToastView();
    private Optional<Node> card = Optional.empty();
    private Optional<Node> before = Optional.empty();

    Dialogs(Region content, WindowModel model, Appearance appearance) {
        root = Parts.styled(new StackPane(content, toasts.root()), "ks-root");
        model.notices().newestProperty().addListener((_, _, notice) -> announce(notice));
        appearance.lookProperty().subscribe(_ -> root.setStyle(appearance.style()));
    }

    Parent root() {
        return root;
    }

    boolean open() {
        return card.isPresent();
    }

    void show(String title, Node content) {
        close();
        before = Optional.ofNullable(root.getScene().getFocusOwner());
        Button close = Parts.styled(new Button("", Parts.icon(Feather.X)), "ks-tool");
        close.setId("close-card");
        close.setAccessibleText("Close");
        close.setOnAction(_ -> close());
        HBox top = new HBox(Parts.text(title, "ks-card-title"), Parts.spring(), close);
        top.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = Parts.styled(new ScrollPane(content), "ks-card-scroll");
        scroll.setFitToWidth(true);
        VBox box = Parts.styled(new VBox(16, top, scroll), "ks-card");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane shade = Parts.styled(new StackPane(box), "ks-shade");
        shade.setOnMousePressed(event -> {
            if (shade.equals(event.getTarget())) {
                close();
            }
        });
        card = Optional.of(shade);
        root.getChildren().add(shade);
        close.requestFocus();
    }

    void close() {
        card.ifPresent(root.getChildren()::remove);
        card = Optional.empty();
        before.ifPresent(Node::requestFocus);
        before = Optional.empty();
    }

    private void announce(Notices.Notice notice) {
        if (notice.weight() == Notices.Weight.QUIET) {
            return;
        }
        toasts.show(notice);
    }
}
