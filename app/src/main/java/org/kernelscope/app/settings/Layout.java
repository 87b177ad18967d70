/* How the window was left: its size, dividers and open tabs. */
package org.kernelscope.app.settings;

import java.util.List;

/**
 * The window's layout.
 *
 * @param width of the scene, logical pixels
 * @param height of the scene, logical pixels
 * @param maximised whether it filled the screen
 * @param dividers positions from 0 to 1, in the window's own order; empty for its own choice
 * @param stageTab index of the open tab of the stage
 * @param outputTab index of the open tab of console, problems, log
 */
public record Layout(
        double width, double height, boolean maximised, List<Double> dividers, int stageTab, int outputTab) {
    public static final Layout DEFAULT = new Layout(1280, 800, false, List.of(), 0, 0);

    public Layout {
        dividers = List.copyOf(dividers);
    }
}
