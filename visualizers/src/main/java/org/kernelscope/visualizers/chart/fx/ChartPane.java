/* A chart in a window. */
package org.kernelscope.visualizers.chart.fx;

import javafx.scene.layout.StackPane;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartViewer;

/** A chart that fills its pane, with zoom, tooltips and a menu to save it. On the JavaFX thread only. */
public final class ChartPane extends StackPane {
    private final ChartViewer viewer;

    public ChartPane(JFreeChart chart) {
        viewer = new ChartViewer(chart);
        getStyleClass().add("chart-pane");
        getChildren().add(viewer);
    }

    /** Shows another chart in its place. */
    public void show(JFreeChart chart) {
        viewer.setChart(chart);
    }
}
