/* What makes a chart one of ours: faces, colours, strokes of a theme. */
package org.kernelscope.visualizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.kernelscope.visualizers.drawing.Colour;
import org.kernelscope.visualizers.drawing.Theme;

/** Turns a theme into Java 2D values and applies them. */
final class ChartLook {
    /** Orange, blue, green, pink, grey, red, indigo, olive, by their places among the theme's colours. */
    private static final List<Integer> HUES = List.of(1, 0, 2, 3, 7, 6, 5, 4);

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

    /** Neighbours in a legend differ in hue. */
    Color series(int index) {
        return color(
                theme.cores().get(HUES.get(index % HUES.size()) % theme.cores().size()));
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

    void plot(XYPlot plot, ValueAxis range) {
        axis(range);
        plot.setBackgroundPaint(background());
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(line());
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeZeroBaselineVisible(false);
    }

    /** A colour that is mostly background. */
    Color mixed(Color front) {
        Color back = background();
        return new Color(
                (front.getRed() + 2 * back.getRed()) / 3,
                (front.getGreen() + 2 * back.getGreen()) / 3,
                (front.getBlue() + 2 * back.getBlue()) / 3);
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
