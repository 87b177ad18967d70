/* A heading in the navigator that folds and unfolds what is below it. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/** Marks at the heading's right say what is inside while it is folded. */
final class Fold {
    private static final String FOLDED = "M 4 2 L 8 6 L 4 10 Z";
    private static final String UNFOLDED = "M 2 4 L 10 4 L 6 8 Z";

    private final String id;
    private final VBox rows;
    private final Set<String> unfolded;
    private final SVGPath sign = Parts.sign(FOLDED);
    private final HBox marks = Parts.styled(new HBox(), "ks-chips");
    private final Button heading;
    private final VBox root;
    private boolean wanted;

    /**
     * Folded unless its id is among the unfolded ones.
     *
     * @param unfolded ids, kept up to date
     */
    Fold(String id, String title, VBox rows, Set<String> unfolded) {
        this.id = id;
        this.rows = rows;
        this.unfolded = unfolded;
        HBox line = new HBox(6, sign, Parts.text(title), Parts.spring(), marks);
        line.setAlignment(Pos.CENTER_LEFT);
        marks.setAlignment(Pos.CENTER_RIGHT);
        heading = Parts.styled(new Button("", line), "ks-nav-row", "ks-nav-fold");
        heading.setId("fold-" + id.toLowerCase(java.util.Locale.ROOT));
        heading.setMaxWidth(Double.MAX_VALUE);
        heading.setAccessibleText(title);
        heading.setOnAction(_ -> {
            wanted = !rows.isVisible();
            show(wanted);
        });
        line.prefWidthProperty().bind(heading.widthProperty().subtract(16));
        rows.managedProperty().bind(rows.visibleProperty());
        rows.getStyleClass().add("ks-nav-fold-rows");
        root = new VBox(heading, rows);
        wanted = unfolded.contains(id);
        show(wanted);
    }

    Node root() {
        return root;
    }

    void mark(List<Node> signs) {
        marks.getChildren().setAll(signs);
        marks.setVisible(!rows.isVisible());
    }

    /** Unfolds while there is a reason to; folds again after, unless the user unfolded it. */
    void follow(boolean reason) {
        show(reason || wanted);
    }

    private void show(boolean on) {
        rows.setVisible(on);
        marks.setVisible(!on);
        sign.setContent(on ? UNFOLDED : FOLDED);
        if (wanted) {
            unfolded.add(id);
        } else {
            unfolded.remove(id);
        }
    }
}
