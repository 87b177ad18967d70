/* A sentence broken into lines. */
package org.kernelscope.visualizers.kernel;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Sketch;

/** Breaks between words; the last line that there is room for ends in an ellipsis where more follows. */
public final class TextLines {
    private TextLines() {}

    /** Draws at most so many lines below each other. */
    public static void draw(
            Sketch sketch,
            String id,
            double x,
            double y,
            double width,
            int most,
            String text,
            Lettering type,
            Role role) {
        List<String> lines = broken(text, type, width);
        double pitch = type.size() * 1.4;
        for (int i = 0; i < Math.min(most, lines.size()); i++) {
            boolean cut = i == most - 1 && lines.size() > most;
            String line = cut ? String.join(" ", lines.subList(i, lines.size())) : lines.get(i);
            sketch.label(id + "-" + i, x, y + i * pitch, Metrics.fit(line, type, width), type, role);
        }
    }

    private static List<String> broken(String text, Lettering type, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Metrics.width(longer, type) > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
