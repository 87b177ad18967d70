/* The project's charts. */
package org.kernelscope.visualizers.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Quantity;
import org.kernelscope.visualizers.drawing.Theme;

/** From a benchmark's result to a chart: a panel for each quantity that is drawn. */
public final class Charts {
    private static final double GAP = 22;

    /** What the common axis reaches beyond its values, for the words above the lines. */
    private static final double TITLE_ROOM = 1.1;

    private static final int LINES_WEIGHT = 3;
    private static final int BARS_WEIGHT = 2;

    private Charts() {}

    public static JFreeChart of(BenchResult result, Theme theme) {
        ChartLook look = new ChartLook(theme);
        ChartData data = new ChartData(result);
        List<XYPlot> panels = new ArrayList<>();
        for (Quantity quantity : data.panels()) {
            panels.add(ChartPanels.panel(data, quantity, look));
        }
        XYPlot whole = result.benchmark().beside() ? beside(panels, look) : above(panels, data, look);
        whole.setOutlineVisible(false);
        whole.setBackgroundPaint(look.background());
        return framed(result.benchmark().title(), whole, result.caption(), look);
    }

    /** A plot between a title with a legend and a caption. */
    static JFreeChart framed(String title, Plot plot, String caption, ChartLook look) {
        JFreeChart chart = new JFreeChart(title, look.strong(19), plot, false);
        chart.setBackgroundPaint(look.background());
        chart.setPadding(new RectangleInsets(14, 16, 12, 18));
        chart.getTitle().setPaint(look.text());
        chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.getTitle().setPadding(new RectangleInsets(0, 0, 7, 0));
        chart.addSubtitle(legend(plot, look));
        chart.addSubtitle(caption(caption, look));
        return chart;
    }

    private static XYPlot above(List<XYPlot> panels, ChartData data, ChartLook look) {
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(data.domain(look));
        all.setGap(GAP);
        for (int i = 0; i < panels.size(); i++) {
            all.add(panels.get(i), data.panels().get(i).form() == Quantity.Form.BARS ? BARS_WEIGHT : LINES_WEIGHT);
        }
        return all;
    }

    /** Side by side on one vertical axis that holds the values of all; each panel says above what it shows. */
    private static XYPlot beside(List<XYPlot> panels, ChartLook look) {
        NumberAxis range = new NumberAxis("");
        look.axis(range);
        CombinedRangeXYPlot all = new CombinedRangeXYPlot(range);
        all.setGap(GAP);
        double most = 0;
        for (XYPlot panel : panels) {
            most = Math.max(most, panel.getRangeAxis().getRange().getUpperBound());
            ChartPanels.title(panel, look);
            all.add(panel);
        }
        range.setTickUnit(new NumberTickUnit(ChartData.tick((int) Math.ceil(most))));
        range.setRange(0, TITLE_ROOM * most);
        return all;
    }

    /** Each series and published figure once, whatever number of panels shows it. */
    private static LegendTitle legend(Plot plot, ChartLook look) {
        LegendItemCollection items = new LegendItemCollection();
        List<String> known = new ArrayList<>();
        LegendItemCollection all = plot.getLegendItems();
        IntStream.range(0, all.getItemCount()).mapToObj(all::get).forEach(item -> add(item, items, known));
        LegendTitle legend = new LegendTitle(() -> items);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemLabelPadding(new RectangleInsets(2, 3, 2, 16));
        legend.setItemFont(look.sans(12));
        legend.setItemPaint(look.text());
        legend.setPadding(new RectangleInsets(2, 0, 8, 0));
        return legend;
    }

    private static void add(LegendItem item, LegendItemCollection items, List<String> known) {
        if (!known.contains(item.getLabel())) {
            known.add(item.getLabel());
            items.add(item);
        }
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
}
