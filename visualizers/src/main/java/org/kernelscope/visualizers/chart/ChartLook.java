/* What makes a chart one of ours: faces, colours, strokes of a theme. */
package org.kernelscope.visualizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.kernelscope.visualizers.drawing.Colour;
import org.kernelscope.visualizers.drawing.Theme;

/** Turns a theme into Java 2D values and applies them. */
final class ChartLook {
    private final Theme theme;
    private final Font sans = face("Inter-Regular.otf");
    private final Font strong = face("Inter-SemiBold.otf");

    ChartLook(Theme theme) {
        this.theme = theme;
    }

    Font sans(float size) {
        return sans.deriveFont(size);
    }

    Font strong(float size) {
        return strong.deriveFont(size);
    }

    Color background() {
        return color(theme.background());
    }

    Color text() {
        return color(theme.text());
    }

    Color muted() {
        return color(theme.muted());
    }

    Color line() {
        return color(theme.line());
    }

    /** Orange for the first lock, blue for the second, then the other hues. */
    Color series(int index) {
        int hue = index == 0 ? 1 : index == 1 ? 0 : index;
        return color(theme.cores().get(hue % theme.cores().size()));
    }

    void axis(Axis axis) {
        axis.setLabelFont(sans(11));
        axis.setLabelPaint(muted());
        axis.setTickLabelFont(sans(11));
        axis.setTickLabelPaint(muted());
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setLabelInsets(new RectangleInsets(4, 2, 4, 6));
    }

    void plot(CategoryPlot plot, ValueAxis range) {
        axis(range);
        plot.setBackgroundPaint(background());
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(line());
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        plot.setDomainGridlinesVisible(false);
    }

    void domain(CategoryAxis axis) {
        axis(axis);
        axis.setCategoryMargin(0.42);
        axis.setLowerMargin(0.02);
        axis.setUpperMargin(0.02);
    }

    private static Color color(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue());
    }

    private static Font face(String file) {
        String path = "/org/kernelscope/assets/fonts/" + file;
        try (InputStream stream = ChartLook.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new AssertionError("the font " + path + " is not among the resources");
            }
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (FontFormatException broken) {
            throw new AssertionError("the font " + path + " cannot be read", broken);
        }
    }
}
