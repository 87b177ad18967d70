/* A benchmark's result as the data sets of a chart. */
package org.kernelscope.visualizers.chart;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.kernelscope.engine.bench.Axis;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Point;
import org.kernelscope.engine.bench.Published;
import org.kernelscope.engine.bench.Quantity;

/** Where points lie: at their own x, or on an axis of steps one after another. */
final class ChartData {
    /** The part of a step that its bars fill together, and that of a bar that stays free. */
    private static final double BARS_WIDTH = 0.4;

    private static final double BAR_FREE = 0.12;

    /** What an axis reaches beyond its first and last values, in steps or as a part of their distance. */
    private static final double STEP_MARGIN = 0.5;

    private static final double LINEAR_MARGIN = 0.03;

    private static final int MOST_TICKS = 10;

    private final BenchResult result;
    private final List<Integer> steps;

    ChartData(BenchResult result) {
        this.result = result;
        SortedSet<Integer> all = new TreeSet<>();
        result.points().forEach(point -> all.add(point.x()));
        result.benchmark().published().forEach(figure -> all.add(figure.x()));
        steps = List.copyOf(all);
    }

    BenchResult result() {
        return result;
    }

    /** The quantities that have a panel of their own. */
    List<Quantity> panels() {
        return result.benchmark().quantities().stream()
                .filter(quantity -> quantity.form() == Quantity.Form.LINES || quantity.form() == Quantity.Form.BARS)
                .toList();
    }

    /** The bound that is drawn with a quantity, as the next one; empty, or one element. */
    List<Quantity> bounds(Quantity quantity) {
        List<Quantity> all = result.benchmark().quantities();
        return all.stream()
                .skip(all.indexOf(quantity) + 1L)
                .limit(1)
                .filter(next -> next.form() == Quantity.Form.BOUND)
                .toList();
    }

    List<Published> published(Quantity quantity) {
        return result.benchmark().published().stream()
                .filter(figure -> figure.quantity().equals(quantity.column()))
                .toList();
    }

    /** A new horizontal axis. */
    NumberAxis domain(ChartLook look) {
        Axis axis = result.benchmark().axis();
        NumberAxis domain;
        if (axis.scale() == Axis.Scale.STEPS) {
            domain = new SymbolAxis(
                    axis.label(),
                    steps.stream()
                            .map(step -> String.format(Locale.ROOT, "%,d", step))
                            .toArray(String[]::new));
            ((SymbolAxis) domain).setGridBandsVisible(false);
            domain.setRange(-STEP_MARGIN, steps.size() - 1 + STEP_MARGIN);
        } else {
            domain = new NumberAxis(axis.label());
            double margin = LINEAR_MARGIN * Math.max(1, steps.getLast() - steps.getFirst());
            domain.setRange(steps.getFirst() - margin, steps.getLast() + margin);
            domain.setTickUnit(new NumberTickUnit(tick(steps.getLast() - steps.getFirst())));
        }
        look.axis(domain);
        return domain;
    }

    /** 1, 2 or 5 times a power of ten, so that there are not many. */
    static double tick(int length) {
        double power = 1;
        while (power * 10 * MOST_TICKS <= length) {
            power *= 10;
        }
        double rough = power;
        return DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * rough)
                .filter(step -> length / step <= MOST_TICKS)
                .findFirst()
                .orElseThrow();
    }

    /** Every series, in order, also where it has no such values. */
    XYSeriesCollection lines(Quantity quantity, String suffix) {
        XYSeriesCollection lines = new XYSeriesCollection();
        for (String name : result.series()) {
            XYSeries series = new XYSeries(name + suffix);
            for (Point point : result.of(name)) {
                point.value(quantity.column()).ifPresent(value -> series.add(place(point.x()), value));
            }
            lines.addSeries(series);
        }
        return lines;
    }

    XYIntervalSeriesCollection bars(Quantity quantity) {
        XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
        List<String> names = result.series();
        double width = BARS_WIDTH / names.size();
        for (int i = 0; i < names.size(); i++) {
            XYIntervalSeries series = new XYIntervalSeries(names.get(i));
            for (Point point : result.of(names.get(i))) {
                OptionalDouble value = point.value(quantity.column());
                if (value.isPresent()) {
                    double middle = place(point.x()) + beside(i);
                    double half = width * (1 - BAR_FREE) / 2;
                    double y = value.getAsDouble();
                    series.add(middle, middle - half, middle + half, y, y, y);
                }
            }
            bars.addSeries(series);
        }
        return bars;
    }

    /** One series for each figure; where bars are drawn too, on the side where the bar of its series is. */
    XYSeriesCollection points(List<Published> figures) {
        XYSeriesCollection points = new XYSeriesCollection();
        for (Published figure : figures) {
            XYSeries series = new XYSeries(figure.label() + String.format(Locale.ROOT, ": %,.0f", figure.value()));
            int index = result.series().indexOf(figure.series());
            boolean bars = panels().stream().anyMatch(panel -> panel.form() == Quantity.Form.BARS);
            series.add(place(figure.x()) + (bars && index >= 0 ? beside(index) : 0), figure.value());
            points.addSeries(series);
        }
        return points;
    }

    /** The greatest value of a panel, its bound and published figures among them. */
    double most(Quantity quantity) {
        DoubleStream measured = result.points().stream()
                .map(point -> point.value(quantity.column()))
                .flatMapToDouble(OptionalDouble::stream);
        DoubleStream figures = published(quantity).stream().mapToDouble(Published::value);
        double most = DoubleStream.concat(measured, figures).max().orElse(1);
        return bounds(quantity).stream().mapToDouble(this::most).reduce(most, Math::max);
    }

    private double beside(int series) {
        return BARS_WIDTH * ((series + 0.5) / result.series().size() - 0.5);
    }

    private double place(int x) {
        return result.benchmark().axis().scale() == Axis.Scale.STEPS ? steps.indexOf(x) : x;
    }
}
