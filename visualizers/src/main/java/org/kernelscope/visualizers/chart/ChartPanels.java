/* One panel of a chart. */
package org.kernelscope.visualizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.kernelscope.engine.bench.Published;
import org.kernelscope.engine.bench.Quantity;

/** Lines with markers, a bound in dashes, published figures as diamonds; or bars. */
final class ChartPanels {
    /** How far an axis reaches below zero and up, by its greatest value, so that no marker is cut. */
    private static final double UNDER_ZERO = 0.045;

    private static final double OVER_MOST = 1.07;

    private ChartPanels() {}

    static XYPlot panel(ChartData data, Quantity quantity, ChartLook look) {
        NumberAxis range = new NumberAxis(quantity.label());
        XYPlot plot = quantity.form() == Quantity.Form.BARS
                ? bars(data, quantity, range, look)
                : lines(data, quantity, range, look);
        look.plot(plot, range);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        return plot;
    }

    /** Moves the label of the vertical axis above the panel. */
    static void title(XYPlot plot, ChartLook look) {
        TextTitle title = new TextTitle(plot.getRangeAxis().getLabel(), look.sans(12));
        title.setPaint(look.muted());
        title.setBackgroundPaint(look.background());
        plot.addAnnotation(new XYTitleAnnotation(0.02, 0.98, title, RectangleAnchor.TOP_LEFT));
    }

    private static XYPlot lines(ChartData data, Quantity quantity, NumberAxis range, ChartLook look) {
        XYPlot plot = new XYPlot(
                data.lines(quantity, ""),
                data.domain(look),
                range,
                lines(data.result().series().size(), look));
        int next = 1;
        for (Quantity bound : data.bounds(quantity)) {
            plot.setDataset(next, data.lines(bound, ", " + bound.label()));
            plot.setRenderer(next++, bounds(data.result().series().size(), look));
        }
        List<Published> published = data.published(quantity);
        plot.setDataset(next, data.points(published));
        plot.setRenderer(next, points(published, data.result().series(), look));
        double most = data.most(quantity);
        range.setRange(-UNDER_ZERO * most, OVER_MOST * most);
        range.setTickLabelInsets(new RectangleInsets(9, 4, 9, 4));
        return plot;
    }

    private static XYPlot bars(ChartData data, Quantity quantity, NumberAxis range, ChartLook look) {
        XYBarRenderer bars = new XYBarRenderer();
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setDrawBarOutline(true);
        for (int i = 0; i < data.result().series().size(); i++) {
            Color colour = look.series(i);
            bars.setSeriesPaint(i, i % 2 == 0 ? colour : look.mixed(colour));
            bars.setSeriesOutlinePaint(i, colour);
            bars.setSeriesOutlineStroke(i, new BasicStroke(1.6f));
            bars.setSeriesVisibleInLegend(i, false);
        }
        range.setRange(0, OVER_MOST * data.most(quantity));
        return new XYPlot(data.bars(quantity), data.domain(look), range, bars);
    }

    private static XYLineAndShapeRenderer lines(int count, ChartLook look) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < count; i++) {
            float[] dashes = i % 2 == 1 ? new float[] {7, 5} : new float[] {1, 0};
            renderer.setSeriesPaint(i, look.series(i));
            renderer.setSeriesStroke(
                    i, new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dashes, 0));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-4.5, -4.5, 9, 9));
            renderer.setSeriesFillPaint(i, i % 2 == 0 ? look.series(i) : look.background());
            renderer.setSeriesOutlinePaint(i, look.series(i));
            renderer.setSeriesOutlineStroke(i, new BasicStroke(2.2f));
        }
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        return renderer;
    }

    private static XYLineAndShapeRenderer bounds(int count, ChartLook look) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < count; i++) {
            renderer.setSeriesPaint(i, look.series(i));
            renderer.setSeriesStroke(
                    i, new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 3}, 0));
            renderer.setSeriesVisibleInLegend(i, false);
        }
        return renderer;
    }

    private static XYLineAndShapeRenderer points(List<Published> figures, List<String> series, ChartLook look) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        for (int i = 0; i < figures.size(); i++) {
            int beside = series.indexOf(figures.get(i).series());
            Color colour = beside < 0 ? look.text() : look.series(beside);
            boolean filled = beside < 0 ? i % 2 == 0 : beside % 2 == 0;
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesFillPaint(i, filled ? colour : look.background());
            renderer.setSeriesOutlinePaint(i, colour);
            renderer.setSeriesShape(i, diamond());
            renderer.setSeriesOutlineStroke(i, new BasicStroke(2));
        }
        return renderer;
    }

    private static Path2D diamond() {
        Path2D.Double diamond = new Path2D.Double();
        diamond.moveTo(0, -7);
        diamond.lineTo(7, 0);
        diamond.lineTo(0, 7);
        diamond.lineTo(-7, 0);
        diamond.closePath();
        return diamond;
    }
}
