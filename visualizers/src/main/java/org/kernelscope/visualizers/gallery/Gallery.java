/* Every visualizer on every sample, as files. */
package org.kernelscope.visualizers.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.Frame;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.Visualizers;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.SvgWriter;
import org.kernelscope.visualizers.drawing.TextWriter;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.fx.Pictures;

/** Writes the gallery. */
public final class Gallery {
    private Gallery() {}

    /** The room that a visualizer has in the application's window of 1280 by 800. */
    public static Viewport viewport(Visualizer visualizer, Frame frame) {
        if (!visualizer.id().equals("timeline")) {
            return new Viewport(830, 560, 0, 0);
        }
        long end = frame.timeline().end();
        return new Viewport(1270, 160, Math.max(0, end - 16_000), end);
    }

    /**
     * Writes PNG, SVG and text for every pair.
     *
     * @return the PNG files, in order
     */
    public static List<Path> write(Path folder, Theme theme) throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (Visualizer visualizer : Visualizers.all()) {
            for (Sample sample : SampleFrames.all()) {
                pictures.add(write(folder, theme, visualizer, sample));
            }
        }
        return List.copyOf(pictures);
    }

    private static Path write(Path folder, Theme theme, Visualizer visualizer, Sample sample) throws IOException {
        Viewport viewport = viewport(visualizer, sample.frame());
        Drawing plain = visualizer.draw(sample.frame(), viewport);
        Drawing drawing = plain.withHeading();
        String name = visualizer.id() + "-" + sample.id() + "-" + theme.name();
        Path picture = folder.resolve(name + ".png");
        Pictures.write(drawing, theme, theme.magnification(), picture);
        AtomicFile.write(folder.resolve(name + ".svg"), SvgWriter.write(drawing, theme));
        AtomicFile.write(folder.resolve(name + ".txt"), TextWriter.write(plain));
        return picture;
    }
}
