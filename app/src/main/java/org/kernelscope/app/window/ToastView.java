/* The notices that appear at the window's corner for a while. */
package org.kernelscope.app.window;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** A few at most, the newest below; a click sends one away. All of them stay in the log. */
final class ToastView {
    private static final Duration STAYS = Duration.seconds(6);
    private static final int MOST = 3;
    private static final double WIDTH = 360;

    private final VBox root = Parts.styled(new VBox(8), "ks-toasts");

    ToastView() {
        root.setAlignment(Pos.BOTTOM_RIGHT);
        root.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.setPickOnBounds(false);
        StackPane.setAlignment(root, Pos.BOTTOM_RIGHT);
    }

    Node root() {
        return root;
    }

    void show(Notices.Notice notice) {
        boolean trouble = notice.weight() == Notices.Weight.TROUBLE;
        Node mark = Parts.styled(
                Parts.icon(trouble ? Feather.ALERT_TRIANGLE : Feather.CHECK), "ks-mark", trouble ? "wrong" : "right");
        VBox words = new VBox(
                2, Parts.text(notice.title(), "ks-verdict-title"), Page.words(notice.sentence(), "ks-verdict-reason"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox toast = Parts.styled(new HBox(12, mark, words), "ks-toast");
        toast.setPrefWidth(WIDTH);
        toast.setMaxWidth(WIDTH);
        toast.setOnMousePressed(_ -> root.getChildren().remove(toast));
        root.getChildren().add(toast);
        if (root.getChildren().size() > MOST) {
            root.getChildren().removeFirst();
        }
        PauseTransition pause = new PauseTransition(STAYS);
        pause.setOnFinished(_ -> root.getChildren().remove(toast));
        pause.play();
    }
}
