/* A scenario in a terminal, for machines without a display: events, views as text, and pictures. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Visualizers;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.fx.Pictures;

/** Walks from one moment that the scenario is about to the next, and writes what the window would show. */
final class TerminalWalk {
    private static final int SETTLED = 6;
    private static final long TURNS = 20_000_000;
    private static final int LINES = 40;

    private final PrintWriter out;

    TerminalWalk(PrintWriter out) {
        this.out = out;
    }

    int walk(String scenario, ScenarioOptions options) throws UserMistake, ToolchainException, IOException {
        ScenarioTemplate template = Scenarios.named(scenario);
        out.println("There is no display here: walking through the scenario in the terminal.");
        out.println();
        Playback playback = Opening.playback(scenario, options);
        for (int i = 0; i < SETTLED; i++) {
            playback.runToEvent(template.moment()::isInstance, TURNS);
        }
        EventText printed = new EventText(out, playback.scenario(), template::matters);
        printed.heading();
        Frame frame = playback.frame();
        boolean again = false;
        while (!again && printed.lines() < LINES) {
            Optional<Frame> reached = printed.next(playback, frame, LINES, Long.MAX_VALUE);
            frame = reached.orElse(frame);
            again = reached.isEmpty() || frame.events().stream().anyMatch(template.moment()::isInstance);
        }
        out.println();
        out.print(Views.text(template.views().getFirst(), frame));
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
            if (!frame.scenario().views().contains(visualizer.id())) {
                continue;
            }
            Drawing drawing = Views.drawn(visualizer, frame).withHeading();
            for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
                Pictures.write(drawing, theme, 2, folder.resolve(visualizer.id() + "-" + theme.name() + ".png"));
                count++;
            }
        }
        return count;
    }
}
