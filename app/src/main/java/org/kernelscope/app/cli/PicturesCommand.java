/* `kscope pictures`: takes the documentation's pictures of the window, the views and the benchmark again. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kernelscope.app.window.WindowPictures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "pictures",
        description = "Takes pictures of the window, a lesson, a verdict and the benchmark, without needing a display.")
final class PicturesCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "docs", description = "folder (default: docs)")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter terminal = spec.commandLine().getOut();
        for (Path picture : WindowPictures.write(out, new Kernels())) {
            terminal.println(picture);
        }
        return ExitCode.FINE;
    }
}
