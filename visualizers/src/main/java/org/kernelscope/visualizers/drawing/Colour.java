/* A colour as a value, with the contrast arithmetic of WCAG. */
package org.kernelscope.visualizers.drawing;

import java.util.Locale;

/**
 * An sRGB colour.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 * @param opacity 0 to 1
 */
public record Colour(int red, int green, int blue, double opacity) {
    /** An opaque colour from its {@code 0xRRGGBB} form. */
    public static Colour of(int rgb) {
        return new Colour(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 1);
    }

    /** The {@code #rrggbb} form; the opacity is left out. */
    public String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    public Colour withOpacity(double value) {
        return new Colour(red, green, blue, value);
    }

    /** A share of this colour, 0 to 1, laid over an opaque ground. */
    public Colour over(Colour ground, double share) {
        return new Colour(
                mix(red, ground.red, share), mix(green, ground.green, share), mix(blue, ground.blue, share), 1);
    }

    /** Contrast ratio between two opaque colours, 1 to 21 (WCAG 2.2, 1.4.3). */
    public double contrast(Colour other) {
        double light = Math.max(luminance(), other.luminance());
        double dark = Math.min(luminance(), other.luminance());
        return (light + 0.05) / (dark + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int mix(int front, int back, double share) {
        return (int) Math.round(front * share + back * (1 - share));
    }
}
