/* The spinlock hand-off in a terminal, for machines without a display: events, views as text, and pictures. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Visualizers;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.fx.Pictures;

/** Walks one hand-off and writes what the window would show. */
final class TerminalWalk {
    private static final int SETTLED = 6;
    private static final long TURNS = 20_000_000;

    private final PrintWriter out;

    TerminalWalk(PrintWriter out) {
        this.out = out;
    }

    int walk(String scenario, ScenarioOptions options) throws UserMistake, ToolchainException, IOException {
        out.println("There is no display here: walking the hand-off in the terminal.");
        out.println();
        Playback playback = Opening.playback(scenario, options);
        for (int i = 0; i < SETTLED; i++) {
            playback.runToEvent(LockHandedOver.class::isInstance, TURNS);
        }
        EventText printed = new EventText(out, playback.scenario());
        printed.heading();
        Frame frame = playback.frame();
        boolean handedOver = false;
        while (!handedOver) {
            Optional<Frame> reached = printed.next(playback, frame, Integer.MAX_VALUE, Long.MAX_VALUE);
            frame = reached.orElse(frame);
            handedOver = reached.isEmpty() || frame.events().stream().anyMatch(LockHandedOver.class::isInstance);
        }
        out.println();
        out.print(Views.text("spinlock", frame));
        Path folder = Path.of("kscope-pictures");
        int count = pictures(frame, folder);
        out.println();
        out.println(count + " pictures of the views are in " + folder.toAbsolutePath());
        return ExitCode.FINE;
    }

    /** Every view of a frame as PNG, dark and light. */
    static int pictures(Frame frame, Path folder) throws IOException {
        int count = 0;
        for (Visualizer visualizer : Visualizers.all()) {
            Drawing drawing = Views.drawn(visualizer, frame).withHeading();
            for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
                Pictures.write(drawing, theme, 2, folder.resolve(visualizer.id() + "-" + theme.name() + ".png"));
                count++;
            }
        }
        return count;
    }
}
