/* `kscope pictures`: takes the documentation's pictures of the window, the views and the benchmark again. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kernelscope.app.settings.Look;
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

    @Option(
            names = "--look",
            paramLabel = "LOOK",
            defaultValue = "dark",
            description = "dark, light or projector, for the pictures of the kernel's subjects (default: dark)")
    private Look look;

    @Option(names = "--subjects", description = "only the pictures of the kernel's subjects")
    private boolean subjects;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter terminal = spec.commandLine().getOut();
        Kernels kernels = new Kernels();
        if (!subjects) {
            WindowPictures.write(out, kernels).forEach(terminal::println);
        }
        WindowPictures.subjects(out, look, kernels).forEach(terminal::println);
        return ExitCode.FINE;
    }
}
