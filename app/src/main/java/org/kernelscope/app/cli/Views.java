/* The text form of a view, for the terminal. */
package org.kernelscope.app.cli;

import java.util.stream.Collectors;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Visualizers;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.TextWriter;
import org.kernelscope.visualizers.timeline.TimelineVisualizer;

/** Looks a visualizer up by its id and prints it. */
final class Views {
    private static final Visualizer.Viewport TERMINAL = new Visualizer.Viewport(880, 600, 0, 0);

    private static final double LANES_HEIGHT = 200;

    private Views() {}

    static String text(String id, Frame frame) throws UserMistake {
        return TextWriter.write(drawn(named(id), frame));
    }

    /** A view of a frame in the room that it needs. */
    static Drawing drawn(Visualizer visualizer, Frame frame) {
        return visualizer.draw(frame, viewport(visualizer, frame));
    }

    static Visualizer named(String id) throws UserMistake {
        return Visualizers.all().stream()
                .filter(visualizer -> visualizer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserMistake("Unknown view '" + id + "': choose "
                        + Visualizers.all().stream().map(Visualizer::id).collect(Collectors.joining(", ")) + "."));
    }

    /** A window of time around the present that shows a few hand-offs. */
    private static Visualizer.Viewport viewport(Visualizer visualizer, Frame frame) {
        long span = 8_000;
        boolean lanes = visualizer instanceof TimelineVisualizer;
        return new Visualizer.Viewport(
                TERMINAL.width(),
                lanes ? LANES_HEIGHT : TERMINAL.height(),
                Math.max(0, frame.time() - span),
                frame.time() + span / 4);
    }
}
