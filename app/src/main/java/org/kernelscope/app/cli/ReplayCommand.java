/* `kscope replay`: shows a recording in the window or the terminal. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.app.window.WindowOptions;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "replay", description = "Replays a recording bit for bit, and shows where it leads.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RECORDING", description = "a file that run --record or grade wrote")
    private Path file;

    @Option(names = "--text", description = "print its kernel events instead of opening the window")
    private boolean text;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Cli.requireFile(file);
        Recording recording = Recording.read(file);
        if (!text && Display.present()) {
            return Opening.window(WindowOptions.of(recording));
        }
        Playback playback = Playback.open(recording, new Kernels().of(recording));
        PrintWriter out = spec.commandLine().getOut();
        EventText printed = new EventText(out, playback.scenario(), Scenarios.matters(playback.scenario()));
        printed.heading();
        long last = recording.stopAt().orElse(recording.steps());
        Optional<Frame> reached = Optional.of(playback.frame());
        while (reached.isPresent() && playback.step() < last && !out.checkError()) {
            reached = printed.next(playback, reached.get(), Integer.MAX_VALUE, last);
        }
        playback.travelToStep(last);
        out.println();
        out.print(Views.text(playback.scenario().views().getFirst(), playback.frame()));
        recording.note().ifPresent(note -> out.println("\n" + note));
        return ExitCode.FINE;
    }
}
