/* Shows its content at the chosen size of everything. */
package org.kernelscope.app.window;

import javafx.css.PseudoClass;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Gives the content as much room as there is at its scale. */
final class ScaledPane extends Pane {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final double FULL_WIDTH = 1240;

    private final Region content;
    private final Scale scale = new Scale(1, 1, 0, 0);

    ScaledPane(Region content, Appearance appearance) {
        this.content = content;
        content.getTransforms().add(scale);
        content.setManaged(false);
        content.setMinSize(0, 0);
        getChildren().add(content);
        appearance.factor().subscribe(factor -> {
            scale.setX(factor.doubleValue());
            scale.setY(factor.doubleValue());
            requestLayout();
        });
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() / scale.getX();
        content.pseudoClassStateChanged(COMPACT, width < FULL_WIDTH);
        content.resizeRelocate(0, 0, width, getHeight() / scale.getY());
    }
}
