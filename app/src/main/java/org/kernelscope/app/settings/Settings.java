/* Everything that the window remembers. */
package org.kernelscope.app.settings;

/**
 * A user's settings.
 *
 * @param look the theme
 * @param scale of the whole window, 0.75 to 2.5
 * @param reduceMotion whether changes are highlighted and nothing moves
 * @param hexadecimal whether registers are shown in base 16
 * @param speed position of the speed slider, 0 to 1
 * @param scenario the last scenario's name
 * @param lock the last lock's id
 * @param cores the last number of cores, 1 to 16
 * @param layout how the window was left
 */
public record Settings(
        Look look,
        double scale,
        boolean reduceMotion,
        boolean hexadecimal,
        double speed,
        String scenario,
        String lock,
        int cores,
        Layout layout) {
    public static final Settings DEFAULT =
            new Settings(Look.DARK, 1, false, true, 0.12, "spinlock", "mcs", 4, Layout.DEFAULT);
}
