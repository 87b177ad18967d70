/* The project's charts. */
package org.kernelscope.visualizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.kernelscope.visualizers.chart.LatencyFigures.Published;
import org.kernelscope.visualizers.chart.LatencyFigures.Series;
import org.kernelscope.visualizers.drawing.Theme;

/** From plain values to a chart. */
public final class Charts {
    /** How far the axis of cycles reaches below zero and up, by its greatest value, so that no marker is cut. */
    private static final double UNDER_ZERO = 0.045;

    private static final double OVER_MOST = 1.07;

    private Charts() {}

    /** Absolute latency as lines above, efficiency as bars below, over the same numbers of cores. */
    public static JFreeChart lockLatency(LatencyFigures figures, Theme theme) {
        ChartLook look = new ChartLook(theme);
        CategoryAxis domain = new CategoryAxis("cores");
        look.domain(domain);
        CombinedDomainCategoryPlot both = new CombinedDomainCategoryPlot(domain);
        both.setGap(22);
        both.add(latency(figures, look), 3);
        both.add(efficiency(figures, look), 2);
        both.setOutlineVisible(false);
        both.setBackgroundPaint(look.background());
        JFreeChart chart = new JFreeChart(figures.title(), look.strong(19), both, false);
        chart.setBackgroundPaint(look.background());
        chart.setPadding(new RectangleInsets(14, 16, 12, 18));
        chart.getTitle().setPaint(look.text());
        chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.getTitle().setPadding(new RectangleInsets(0, 0, 7, 0));
        chart.addSubtitle(legend(both, look));
        chart.addSubtitle(caption(figures.caption(), look));
        return chart;
    }

    private static CategoryPlot latency(LatencyFigures figures, ChartLook look) {
        DefaultCategoryDataset measured = new DefaultCategoryDataset();
        cores(figures)
                .forEach(cores -> figures.series()
                        .forEach(series ->
                                measured.addValue(value(series, series.cycles(), cores), series.name(), cores)));
        DefaultCategoryDataset published = new DefaultCategoryDataset();
        for (Published point : figures.published()) {
            String key = point.label() + String.format(Locale.ROOT, ": %,.0f", point.cycles());
            cores(figures).forEach(cores -> published.addValue((Number) null, key, cores));
            published.addValue(point.cycles(), key, Integer.valueOf(point.cores()));
        }
        NumberAxis range = new NumberAxis("cycles per acquire and release");
        CategoryPlot plot = new CategoryPlot(measured, null, range, lines(figures, look));
        plot.setDataset(1, published);
        plot.setRenderer(1, points(figures, look));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        look.plot(plot, range);
        double most = most(figures);
        range.setRange(-UNDER_ZERO * most, OVER_MOST * most);
        range.setTickLabelInsets(new RectangleInsets(9, 4, 9, 4));
        return plot;
    }

    private static double most(LatencyFigures figures) {
        DoubleStream measured = figures.series().stream()
                .flatMap(series -> series.cycles().stream())
                .mapToDouble(Double::doubleValue);
        DoubleStream published = figures.published().stream().mapToDouble(Published::cycles);
        return Math.max(1, DoubleStream.concat(measured, published).max().orElse(1));
    }

    private static LineAndShapeRenderer lines(LatencyFigures figures, ChartLook look) {
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(true, true);
        for (int i = 0; i < figures.series().size(); i++) {
            renderer.setSeriesPaint(i, look.series(i));
            boolean dashed = i % 2 == 1;
            renderer.setSeriesStroke(
                    i,
                    new BasicStroke(
                            2.6f,
                            BasicStroke.CAP_ROUND,
                            BasicStroke.JOIN_ROUND,
                            1,
                            dashed ? new float[] {7, 5} : new float[] {1, 0},
                            0));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-4.5, -4.5, 9, 9));
            renderer.setSeriesFillPaint(i, i % 2 == 0 ? look.series(i) : look.background());
            renderer.setSeriesOutlinePaint(i, look.series(i));
            renderer.setSeriesOutlineStroke(i, new BasicStroke(2.2f));
        }
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        return renderer;
    }

    /** Published figures stand beside the middle, each on the side where the bar of its series is below. */
    private static LineAndShapeRenderer points(LatencyFigures figures, ChartLook look) {
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(false, true);
        renderer.setUseSeriesOffset(true);
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        List<String> series = figures.series().stream().map(Series::name).toList();
        Path2D.Double diamond = new Path2D.Double();
        diamond.moveTo(0, -7);
        diamond.lineTo(7, 0);
        diamond.lineTo(0, 7);
        diamond.lineTo(-7, 0);
        diamond.closePath();
        for (int i = 0; i < figures.published().size(); i++) {
            int beside = series.indexOf(figures.published().get(i).series());
            Color colour = beside < 0 ? look.text() : look.series(beside);
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesFillPaint(i, beside % 2 == 0 ? colour : look.background());
            renderer.setSeriesOutlinePaint(i, colour);
            renderer.setSeriesShape(i, diamond);
            renderer.setSeriesOutlineStroke(i, new BasicStroke(2));
        }
        return renderer;
    }

    private static CategoryPlot efficiency(LatencyFigures figures, ChartLook look) {
        DefaultCategoryDataset values = new DefaultCategoryDataset();
        cores(figures)
                .forEach(cores -> figures.series()
                        .forEach(series ->
                                values.addValue(value(series, series.normalised(), cores), series.name(), cores)));
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setDrawBarOutline(true);
        bars.setItemMargin(0.12);
        bars.setMaximumBarWidth(0.05);
        for (int i = 0; i < figures.series().size(); i++) {
            Color colour = look.series(i);
            bars.setSeriesPaint(i, i % 2 == 0 ? colour : mixed(colour, look.background()));
            bars.setSeriesOutlinePaint(i, colour);
            bars.setSeriesOutlineStroke(i, new BasicStroke(1.6f));
            bars.setSeriesVisibleInLegend(i, false);
        }
        NumberAxis range = new NumberAxis("efficiency, %");
        CategoryPlot plot = new CategoryPlot(values, null, range, bars);
        look.plot(plot, range);
        range.setRange(0, 112);
        return plot;
    }

    private static SortedSet<Integer> cores(LatencyFigures figures) {
        SortedSet<Integer> cores = new TreeSet<>();
        figures.series().forEach(series -> cores.addAll(series.cores()));
        figures.published().forEach(point -> cores.add(point.cores()));
        return cores;
    }

    /** JFreeChart's way to say that there is no value is null. */
    private static Number value(Series series, List<Double> values, int cores) {
        int index = series.cores().indexOf(cores);
        return index < 0 ? null : values.get(index);
    }

    private static LegendTitle legend(CombinedDomainCategoryPlot plot, ChartLook look) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemLabelPadding(new RectangleInsets(2, 3, 2, 16));
        legend.setItemFont(look.sans(12));
        legend.setItemPaint(look.text());
        legend.setPadding(new RectangleInsets(2, 0, 8, 0));
        return legend;
    }

    private static TextTitle caption(String text, ChartLook look) {
        TextTitle caption = new TextTitle(text, look.sans(11));
        caption.setPaint(look.muted());
        caption.setPosition(RectangleEdge.BOTTOM);
        caption.setHorizontalAlignment(HorizontalAlignment.LEFT);
        caption.setTextAlignment(HorizontalAlignment.LEFT);
        caption.setPadding(new RectangleInsets(8, 2, 0, 2));
        return caption;
    }

    private static Color mixed(Color front, Color back) {
        return new Color(
                (front.getRed() + 2 * back.getRed()) / 3,
                (front.getGreen() + 2 * back.getGreen()) / 3,
                (front.getBlue() + 2 * back.getBlue()) / 3);
    }
}
