/* Writes a benchmark's result as charts and tables, the same for the window and the command line. */
package org.kernelscope.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.SpeedResult;
import org.kernelscope.visualizers.chart.ChartWriter;
import org.kernelscope.visualizers.chart.Charts;
import org.kernelscope.visualizers.chart.SpeedChart;
import org.kernelscope.visualizers.drawing.Theme;

/** SVG, PDF, PNG, CSV and JSON of one result. */
public final class BenchExport {
    private static final int WIDTH = 1120;
    private static final int HEIGHT = 560;
    private static final List<String> CHARTS = List.of(".svg", ".pdf", ".png");

    private BenchExport() {}

    /** Writes five files, named after the benchmark, into the folder, each wholly or not at all; returns the paths. */
    public static List<Path> write(BenchResult result, Path folder) throws IOException {
        JFreeChart chart = Charts.of(result, Theme.LIGHT);
        String name = result.benchmark().name();
        Path svg = folder.resolve(name + ".svg");
        Path pdf = folder.resolve(name + ".pdf");
        Path png = folder.resolve(name + ".png");
        Path csv = folder.resolve(name + ".csv");
        Path json = folder.resolve(name + ".json");
        ChartWriter.svg(chart, WIDTH, HEIGHT, svg);
        ChartWriter.pdf(chart, WIDTH, HEIGHT, pdf);
        png(result, png);
        AtomicFile.write(csv, result.csv());
        AtomicFile.write(json, result.json());
        return List.of(svg, pdf, png, csv, json);
    }

    /** Writes the same files of what the machine benchmark measured. */
    public static List<Path> write(SpeedResult result, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String ending : CHARTS) {
            Path file = folder.resolve("machine" + ending);
            chart(result, file);
            files.add(file);
        }
        Path csv = folder.resolve("machine.csv");
        Path json = folder.resolve("machine.json");
        AtomicFile.write(csv, result.csv());
        AtomicFile.write(json, result.json());
        files.addAll(List.of(csv, json));
        return files;
    }

    /** Whether {@link #chart} can draw into a file of this name. */
    public static boolean isDrawn(Path file) {
        return CHARTS.stream().anyMatch(ending -> file.toString().endsWith(ending));
    }

    /** Draws what the machine benchmark measured, as the file's name ends. */
    public static void chart(SpeedResult result, Path file) throws IOException {
        JFreeChart chart = SpeedChart.of(result, Theme.LIGHT);
        if (file.toString().endsWith(".svg")) {
            ChartWriter.svg(chart, WIDTH, HEIGHT, file);
        } else if (file.toString().endsWith(".pdf")) {
            ChartWriter.pdf(chart, WIDTH, HEIGHT, file);
        } else {
            ChartWriter.png(chart, WIDTH, HEIGHT, 2, file);
        }
    }

    /** Writes the chart alone; returns its path. */
    public static Path png(BenchResult result, Path file) throws IOException {
        ChartWriter.png(Charts.of(result, Theme.LIGHT), WIDTH, HEIGHT, 2, file);
        return file;
    }
}
