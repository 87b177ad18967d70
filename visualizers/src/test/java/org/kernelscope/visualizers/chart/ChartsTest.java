/* The chart in every format. */
package org.kernelscope.visualizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Benchmark;
import org.kernelscope.engine.bench.Benchmarks;
import org.kernelscope.engine.bench.Point;
import org.kernelscope.visualizers.chart.fx.ChartPane;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.fx.Pictures;

class ChartsTest {
    @TempDir
    Path folder;

    private static Point point(String series, int cores, double cycles, double efficiency) {
        return new Point(series, cores, Map.of("cycles_per_pair", cycles, "efficiency_percent", efficiency));
    }

    private static BenchResult figures() {
        Benchmark latency = Benchmarks.named("lock-latency").orElseThrow();
        try {
            return new BenchResult(
                    latency,
                    latency.usual(),
                    Profiles.load("core-i7"),
                    Map.of(),
                    List.of(
                            point("ticket", 1, 42, 100),
                            point("ticket", 2, 190, 70),
                            point("ticket", 4, 410, 44),
                            point("MCS", 1, 58, 100),
                            point("MCS", 4, 290, 77)));
        } catch (UserMistake impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void isWrittenAsPngSvgAndPdf() throws Exception {
        for (Theme theme : Theme.all()) {
            JFreeChart chart = Charts.of(figures(), theme);
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
        JFreeChart chart = Charts.of(figures(), Theme.LIGHT);
        var both = (CombinedDomainXYPlot) chart.getPlot();
        XYPlot latency = both.getSubplots().getFirst();
        var measured = latency.getRenderer(0);
        var published = latency.getRenderer(1);
        assertEquals(measured.getSeriesPaint(1), published.getSeriesPaint(1));
        assertEquals(measured.getSeriesOutlinePaint(1), published.getSeriesOutlinePaint(1));
        assertEquals("MCS, published: 74", published.getLegendItem(1, 1).getLabel());
    }

    @Test
    void panelsSideBySideShareTheirAxisAndEachSeriesIsInTheLegendOnce() throws UserMistake {
        Benchmark bigLock = Benchmarks.named("big-lock").orElseThrow();
        Map<String, Double> values = Map.of("fine_speedup", 8.0, "big_speedup", 2.0, "big_bound", 2.5);
        JFreeChart chart = Charts.of(
                new BenchResult(
                        bigLock,
                        bigLock.usual(),
                        Profiles.load("core-i7"),
                        Map.of(),
                        List.of(new Point("payload 0", 1, values), new Point("payload 0", 8, values))),
                Theme.LIGHT);
        var both = (CombinedRangeXYPlot) chart.getPlot();
        assertEquals(2, both.getSubplots().size());
        assertTrue(both.getRangeAxis().getRange().contains(8));
        XYPlot one = both.getSubplots().getLast();
        assertEquals(2.5, one.getDataset(1).getYValue(0, 0));
        LegendTitle legend = (LegendTitle) chart.getSubtitle(0);
        assertEquals(1, legend.getSources()[0].getLegendItems().getItemCount());
    }

    @Test
    void standsInAWindow() {
        JFreeChart chart = Charts.of(figures(), Theme.DARK);
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
}
