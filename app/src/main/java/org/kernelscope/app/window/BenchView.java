/* The page of the lock-latency benchmark: its state in words, its chart, its figures. */
package org.kernelscope.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kernelscope.app.bench.LatencyExport;
import org.kernelscope.engine.bench.LatencyPoint;
import org.kernelscope.engine.bench.LatencyResult;
import org.kernelscope.engine.bench.Published;
import org.kernelscope.visualizers.chart.fx.ChartPane;
import org.kordamp.ikonli.feather.Feather;

/** Follows a benchmark's model and the theme. */
final class BenchView {
    private static final double CHART_HEIGHT = 430;
    private static final List<String> COLUMNS =
            List.of("Lock", "Cores", "Cycles per pair", "Normalised", "Transfers per pair");

    private final BenchModel model;
    private final Appearance appearance;
    private final VBox content = Parts.styled(new VBox(), "ks-page-content");
    private final Button again;
    private final Button export;
    private final Page page;
    private Optional<ChartPane> chart = Optional.empty();

    /**
     * The page.
     *
     * @param leave goes back to the machine
     * @param folder asks the user for a folder
     */
    BenchView(BenchModel model, Appearance appearance, Runnable leave, Supplier<Optional<Path>> folder) {
        this.model = model;
        this.appearance = appearance;
        page = new Page("Lock latency", "an empty critical section that every core wants", content, leave);
        again = Page.tool("bench-again", "Run again", Feather.ROTATE_CW, model::run);
        export = Page.tool(
                "bench-export",
                "Export\u2026",
                Feather.DOWNLOAD,
                () -> folder.get().ifPresent(model::export));
        export.setTooltip(Parts.tip("Write the chart and its figures into a folder: SVG, PDF, PNG, CSV and JSON"));
        page.tools().getChildren().addAll(again, export);
        model.stateProperty().subscribe(this::show);
        appearance.lookProperty().subscribe(_ -> recolour());
    }

    Region root() {
        return page.root();
    }

    private void show(Work<LatencyResult> work) {
        boolean done = work instanceof Work.Done<LatencyResult>;
        page.titled(!done);
        again.setVisible(done);
        export.setVisible(done);
        if (work instanceof Work.Done<LatencyResult>(LatencyResult result)) {
            ChartPane pane = new ChartPane(LatencyExport.chart(result, appearance.theme()));
            pane.setId("bench-chart");
            pane.setMinHeight(CHART_HEIGHT);
            pane.setPrefHeight(CHART_HEIGHT);
            chart = Optional.of(pane);
            content.getChildren().setAll(pane, table(result));
        } else {
            chart = Optional.empty();
            content.getChildren()
                    .setAll(
                            Page.words(
                                    "Both locks, an empty critical section, one to many cores: how many cycles of the"
                                            + " model does it take to get the lock and give it back?",
                                    "ks-page-lead"),
                            Page.state(work, model::cancel, Page.main("bench-run", "Run the benchmark", model::run)));
        }
    }

    private void recolour() {
        if (model.stateProperty().get() instanceof Work.Done<LatencyResult>(LatencyResult result)) {
            chart.ifPresent(pane -> pane.show(LatencyExport.chart(result, appearance.theme())));
        }
    }

    private static GridPane table(LatencyResult result) {
        GridPane grid = Parts.styled(new GridPane(), "ks-table");
        grid.setId("bench-table");
        for (int column = 0; column < COLUMNS.size(); column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(column == 0 ? 24 : 19);
            constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
            grid.getColumnConstraints().add(constraints);
            grid.add(Parts.text(COLUMNS.get(column), "ks-table-head"), column, 0);
        }
        int row = 1;
        for (LatencyPoint point : result.points()) {
            row(
                    grid,
                    row++,
                    name(point.lock().id()),
                    Integer.toString(point.cores()),
                    format("%.1f", point.cycles()),
                    format("%.0f %%", 100 * point.normalised()),
                    format("%.2f", point.transfers()));
        }
        for (Published figure : result.published()) {
            row(
                    grid,
                    row++,
                    name(figure.lock()) + ", published",
                    Integer.toString(figure.cores()),
                    format("%.1f", figure.cycles()),
                    "\u2013",
                    "\u2013");
        }
        return grid;
    }

    private static String name(String lock) {
        return lock.equals("mcs") ? "MCS" : lock;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    private static void row(GridPane grid, int row, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            Label cell = Parts.text(cells[column], column == 0 ? "ks-table-name" : "ks-mono");
            cell.setMinWidth(0);
            grid.add(cell, column, row);
        }
    }
}
