/* Shows its content at the chosen size of everything. */
package org.kernelscope.app.window;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Gives the content as much room as there is at its scale. */
final class ScaledPane extends Pane {
    private final Region content;
    private final Scale scale = new Scale(1, 1, 0, 0);

    ScaledPane(Region content, Appearance appearance) {
        this.content = content;
        content.getTransforms().add(scale);
        content.setManaged(false);
        getChildren().add(content);
        appearance.factor().subscribe(factor -> {
            scale.setX(factor.doubleValue());
            scale.setY(factor.doubleValue());
            requestLayout();
        });
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / scale.getX(), getHeight() / scale.getY());
    }
}
