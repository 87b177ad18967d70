/* The machine benchmark's result as a chart: each workload's speed here and on other emulators. */
package org.kernelscope.visualizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.kernelscope.engine.bench.Peer;
import org.kernelscope.engine.bench.SpeedResult;
import org.kernelscope.engine.bench.Way;
import org.kernelscope.visualizers.drawing.Theme;

/** From measurements to bars on a logarithmic axis, as multiples of one place's speed. */
public final class SpeedChart {
    private static final double GAP_BETWEEN_WORKLOADS = 0.22;
    private static final double ROOM = 1.6;

    private SpeedChart() {}

    public static JFreeChart of(SpeedResult result, Theme theme) {
        ChartLook look = new ChartLook(theme);
        String unit = Stream.of(Peer.BOCHS.label(), Way.INTERPRETED.label())
                .filter(place -> !told(result, place).isEmpty())
                .findFirst()
                .orElse(Way.INTERPRETED.label());
        List<String> shown =
                result.places().stream().filter(place -> !place.equals(unit)).toList();
        List<String> told = told(result, unit);
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        double least = 1;
        double most = 1;
        for (String workload : told) {
            for (String place : shown) {
                double value = result.relative(workload, place, unit).orElse(Double.NaN);
                bars.addValue(value, place, workload);
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
        }
        LogAxis range = new LogAxis("times as fast as " + (unit.equals(Peer.BOCHS.label()) ? unit : unit + " here"));
        range.setRange(least / ROOM, most * ROOM);
        range.setTickUnit(
                new NumberTickUnit(1, new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))));
        CategoryPlot plot = new CategoryPlot(bars, workloads(look), range, bars(shown.size(), look));
        look.axis(range);
        plot.setBackgroundPaint(look.background());
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(look.line());
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        List<String> untold = result.workloads().stream()
                .filter(workload -> !told.contains(workload))
                .toList();
        String caption =
                "Median of " + result.samples() + " interleaved runs of wall time for the same work, starting taken"
                        + " away; " + unit + " is 1. One host, logarithmic axis."
                        + (untold.isEmpty() ? "" : " Too short to tell: " + String.join("; ", untold) + ".");
        return Charts.framed("How fast the machine is, by workload", plot, caption, look);
    }

    /** The workloads that say how fast a place is. */
    private static List<String> told(SpeedResult result, String place) {
        return result.workloads().stream()
                .filter(workload -> result.relative(workload, place, place).isPresent())
                .toList();
    }

    private static CategoryAxis workloads(ChartLook look) {
        CategoryAxis axis = new CategoryAxis("");
        look.axis(axis);
        axis.setCategoryMargin(GAP_BETWEEN_WORKLOADS);
        axis.setMaximumCategoryLabelLines(2);
        axis.setTickLabelInsets(new RectangleInsets(6, 2, 2, 2));
        return axis;
    }

    private static BarRenderer bars(int series, ChartLook look) {
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setIncludeBaseInRange(false);
        bars.setItemMargin(0.08);
        for (int i = 0; i < series; i++) {
            Color colour = look.series(i);
            bars.setSeriesPaint(i, colour);
        }
        return bars;
    }
}
