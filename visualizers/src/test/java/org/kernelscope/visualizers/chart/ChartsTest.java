/* The chart in every format. */
package org.kernelscope.visualizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.visualizers.chart.LatencyFigures.Published;
import org.kernelscope.visualizers.chart.LatencyFigures.Series;
import org.kernelscope.visualizers.chart.fx.ChartPane;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.fx.Pictures;

class ChartsTest {
    @TempDir
    Path folder;

    private static LatencyFigures figures() {
        return new LatencyFigures(
                "Lock latency by cores",
                List.of(
                        new Series("ticket", List.of(1, 2, 4), List.of(42.0, 190.0, 410.0), List.of(100.0, 70.0, 44.0)),
                        new Series("MCS", List.of(1, 4), List.of(58.0, 290.0), List.of(100.0, 77.0))),
                List.of(new Published("MCS", "published: MCS", 2, 340)),
                "invented figures");
    }

    @Test
    void isWrittenAsPngSvgAndPdf() throws Exception {
        for (Theme theme : Theme.all()) {
            JFreeChart chart = Charts.lockLatency(figures(), theme);
            png(chart, theme);
            ChartWriter.svg(chart, 830, 560, folder.resolve("chart.svg"));
            var parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            var svg = parsers.newDocumentBuilder()
                    .parse(folder.resolve("chart.svg").toFile());
            assertEquals("830", svg.getDocumentElement().getAttribute("width"));
            ChartWriter.pdf(chart, 830, 560, folder.resolve("chart.pdf"));
            try (var document = Loader.loadPDF(folder.resolve("chart.pdf").toFile())) {
                assertEquals(1, document.getNumberOfPages());
            }
        }
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    private void png(JFreeChart chart, Theme theme) throws IOException {
        ChartWriter.png(chart, 830, 560, 2, folder.resolve("chart.png"));
        var image = ImageIO.read(folder.resolve("chart.png").toFile());
        assertEquals(1660, image.getWidth());
        var orange = theme.cores().get(1);
        int wanted = 0xff000000 | orange.red() << 16 | orange.green() << 8 | orange.blue();
        long found = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                found += image.getRGB(x, y) == wanted ? 1 : 0;
            }
        }
        assertTrue(found > 1000, "only " + found + " pixels of the first series");
    }

    @Test
    void publishedFiguresHaveTheColourOfTheirSeriesAndStandInTheLegend() {
        JFreeChart chart = Charts.lockLatency(figures(), Theme.LIGHT);
        var both = (CombinedDomainCategoryPlot) chart.getPlot();
        CategoryPlot latency = (CategoryPlot) both.getSubplots().getFirst();
        var measured = latency.getRenderer(0);
        var published = latency.getRenderer(1);
        assertEquals(measured.getSeriesPaint(1), published.getSeriesPaint(0));
        assertEquals(measured.getSeriesOutlinePaint(1), published.getSeriesOutlinePaint(0));
        assertEquals("published: MCS: 340", published.getLegendItem(1, 0).getLabel());
    }

    @Test
    void standsInAWindow() {
        JFreeChart chart = Charts.lockLatency(figures(), Theme.DARK);
        var image = Pictures.onToolkit(() -> {
            ChartPane pane = new ChartPane(chart);
            Stage stage = new Stage();
            stage.setScene(new Scene(pane, 830, 560));
            stage.show();
            pane.applyCss();
            pane.layout();
            return pane.snapshot(new SnapshotParameters(), null);
        });
        assertEquals(830, image.getWidth(), 1);
        int corner = image.getPixelReader().getArgb(4, 4) & 0xffffff;
        assertEquals(Theme.DARK.background().hex(), String.format("#%06x", corner));
    }

    @Test
    void aSeriesWithMissingValuesIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Series("ticket", List.of(1, 2), List.of(42.0), List.of(100.0, 70.0)));
    }
}
