/* Writes a lock-latency result as charts and tables, the same for the window and the command line. */
package org.kernelscope.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.bench.LatencyJson;
import org.kernelscope.engine.bench.LatencyPoint;
import org.kernelscope.engine.bench.LatencyResult;
import org.kernelscope.kernel.Variant;
import org.kernelscope.visualizers.chart.ChartWriter;
import org.kernelscope.visualizers.chart.Charts;
import org.kernelscope.visualizers.chart.LatencyFigures;
import org.kernelscope.visualizers.drawing.Theme;

/** SVG, PDF, PNG, CSV and JSON of one result. */
public final class LatencyExport {
    private static final int WIDTH = 1120;
    private static final int HEIGHT = 560;

    private LatencyExport() {}

    /** Writes five files into the folder, each wholly or not at all; returns their paths. */
    public static List<Path> write(LatencyResult result, Path folder) throws IOException {
        JFreeChart chart = chart(result, Theme.LIGHT);
        Path svg = folder.resolve("lock-latency.svg");
        Path pdf = folder.resolve("lock-latency.pdf");
        Path png = folder.resolve("lock-latency.png");
        Path csv = folder.resolve("lock-latency.csv");
        Path json = folder.resolve("lock-latency.json");
        ChartWriter.svg(chart, WIDTH, HEIGHT, svg);
        ChartWriter.pdf(chart, WIDTH, HEIGHT, pdf);
        png(result, png);
        AtomicFile.write(csv, result.csv());
        AtomicFile.write(json, LatencyJson.write(result));
        return List.of(svg, pdf, png, csv, json);
    }

    /** Writes the chart alone; returns its path. */
    public static Path png(LatencyResult result, Path file) throws IOException {
        ChartWriter.png(chart(result, Theme.LIGHT), WIDTH, HEIGHT, 2, file);
        return file;
    }

    /** The chart, in a theme. */
    public static JFreeChart chart(LatencyResult result, Theme theme) {
        List<LatencyFigures.Series> series = new ArrayList<>();
        for (Variant.Lock lock : Variant.Lock.values()) {
            List<LatencyPoint> points = result.of(lock);
            if (!points.isEmpty()) {
                series.add(new LatencyFigures.Series(
                        name(lock.id()),
                        points.stream().map(LatencyPoint::cores).toList(),
                        points.stream().map(LatencyPoint::cycles).toList(),
                        points.stream().map(point -> 100 * point.normalised()).toList()));
            }
        }
        List<LatencyFigures.Published> published = result.published().stream()
                .map(figure -> new LatencyFigures.Published(
                        name(figure.lock()), name(figure.lock()) + ", published", figure.cores(), figure.cycles()))
                .toList();
        return Charts.lockLatency(
                new LatencyFigures("Latency of a lock that everybody wants", series, published, result.caption()),
                theme);
    }

    private static String name(String lock) {
        return lock.equals("mcs") ? "MCS" : lock;
    }
}
