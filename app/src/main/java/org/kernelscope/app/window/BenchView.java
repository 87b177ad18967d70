/* The page of a benchmark: its state in words, its chart, its figures. */
package org.kernelscope.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Check;
import org.kernelscope.visualizers.chart.Charts;
import org.kernelscope.visualizers.chart.fx.ChartPane;
import org.kordamp.ikonli.feather.Feather;

/** Follows a benchmark's model and the theme. */
final class BenchView {
    private static final double CHART_HEIGHT = 430;
    private static final double FIRST_COLUMN = 24;

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
        page = new Page(model.benchmark().title(), model.benchmark().name(), content, leave);
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

    private void show(Work<BenchResult> work) {
        boolean done = work instanceof Work.Done<BenchResult>;
        page.titled(!done);
        again.setVisible(done);
        export.setVisible(done);
        if (work instanceof Work.Done<BenchResult>(BenchResult result)) {
            ChartPane pane = new ChartPane(Charts.of(result, appearance.theme()));
            pane.setId("bench-chart");
            pane.setMinHeight(CHART_HEIGHT);
            pane.setPrefHeight(CHART_HEIGHT);
            chart = Optional.of(pane);
            content.getChildren().setAll(pane);
            result.checks().forEach(check -> content.getChildren().add(words(check)));
            content.getChildren().add(table(result));
        } else {
            chart = Optional.empty();
            content.getChildren()
                    .setAll(
                            Page.words(model.benchmark().question(), "ks-page-lead"),
                            Page.state(work, model::cancel, Page.main("bench-run", "Run the benchmark", model::run)));
        }
    }

    private void recolour() {
        if (model.stateProperty().get() instanceof Work.Done<BenchResult>(BenchResult result)) {
            chart.ifPresent(pane -> pane.show(Charts.of(result, appearance.theme())));
        }
    }

    private static Label words(Check check) {
        return Page.words(
                (check.holds() ? "Holds: " : "Does not hold: ") + check.statement() + " (" + check.found() + ").",
                check.holds() ? "ks-check-holds" : "ks-check-fails");
    }

    private static GridPane table(BenchResult result) {
        GridPane grid = Parts.styled(new GridPane(), "ks-table");
        grid.setId("bench-table");
        List<String> headings = result.headings();
        for (int column = 0; column < headings.size(); column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(column == 0 ? FIRST_COLUMN : (100 - FIRST_COLUMN) / (headings.size() - 1));
            constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
            grid.getColumnConstraints().add(constraints);
            grid.add(Parts.text(headings.get(column).replace('_', ' '), "ks-table-head"), column, 0);
        }
        int row = 1;
        for (List<String> cells : result.rows()) {
            row(grid, row++, cells);
        }
        return grid;
    }

    private static void row(GridPane grid, int row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            Label cell = Parts.text(cells.get(column), column == 0 ? "ks-table-name" : "ks-mono");
            cell.setMinWidth(0);
            grid.add(cell, column, row);
        }
    }
}
