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
        return write(chart, result.csv(), result.json(), result.benchmark().name(), folder);
    }

    /** Writes the same files of what the machine benchmark measured. */
    public static List<Path> write(SpeedResult result, Path folder) throws IOException {
        return write(SpeedChart.of(result, Theme.LIGHT), result.csv(), result.json(), "machine", folder);
    }

    private static List<Path> write(JFreeChart chart, String csv, String json, String name, Path folder)
            throws IOException {
        List<Path> files = new ArrayList<>();
        for (String ending : CHARTS) {
            Path file = folder.resolve(name + ending);
            draw(chart, file);
            files.add(file);
        }
        files.add(folder.resolve(name + ".csv"));
        AtomicFile.write(files.getLast(), csv);
        files.add(folder.resolve(name + ".json"));
        AtomicFile.write(files.getLast(), json);
        return files;
    }

    /** Whether {@link #chart} can draw into a file of this name. */
    public static boolean isDrawn(Path file) {
        return CHARTS.stream().anyMatch(ending -> file.toString().endsWith(ending));
    }

    /** Draws what the machine benchmark measured, as the file's name ends. */
    public static void chart(SpeedResult result, Path file) throws IOException {
        draw(SpeedChart.of(result, Theme.LIGHT), file);
    }

    private static void draw(JFreeChart chart, Path file) throws IOException {
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
