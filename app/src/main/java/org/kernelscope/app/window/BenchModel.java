/* A benchmark as the window runs it. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.kernelscope.app.bench.BenchExport;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.BenchResult;
import org.kernelscope.engine.bench.Benchmark;
import org.kernelscope.engine.bench.Sweep;
import org.kernelscope.kernel.FileTrouble;
import org.kernelscope.kernel.ToolchainException;

/** Measures in the background; used on the window's thread. */
public final class BenchModel {
    private static final String PROFILE = "core-i7";

    private final WindowModel window;
    private final Images images;
    private final Benchmark benchmark;
    private final Sweep sweep;
    private final Background<BenchResult> work;

    /**
     * A benchmark that has not been run.
     *
     * @param window hears how exports went
     * @param images where kernels come from
     */
    public BenchModel(WindowModel window, Images images, Benchmark benchmark, Sweep sweep) {
        this.window = window;
        this.images = images;
        this.benchmark = benchmark;
        this.sweep = sweep;
        this.work = new Background<>(window::later, "Not run yet.");
    }

    public Benchmark benchmark() {
        return benchmark;
    }

    public ReadOnlyObjectProperty<Work<BenchResult>> stateProperty() {
        return work.stateProperty();
    }

    /** Starts measuring; what is shown of a former run goes. */
    public void run() {
        work.start(benchmark.name(), "Building the kernel", this::measure);
    }

    public void cancel() {
        work.cancel("Cancelled. Nothing of that run is kept.");
    }

    private BenchResult measure(Consumer<String> progress)
            throws UserMistake, ToolchainException, InterruptedException {
        return benchmark.run(
                images::of, Profiles.load(PROFILE), sweep, point -> progress.accept("Measuring the " + point));
    }

    /** Writes the result as SVG, PDF, PNG, CSV and JSON into a folder; says how that went. */
    public void export(Path folder) {
        if (stateProperty().get() instanceof Work.Done<BenchResult>(BenchResult result)) {
            try {
                List<Path> files = BenchExport.write(result, folder);
                window.notices()
                        .add(
                                Notices.Weight.DONE,
                                "Exported",
                                files.size() + " files were written into " + folder + ".");
            } catch (IOException failure) {
                window.notices()
                        .add(
                                Notices.Weight.TROUBLE,
                                "Not exported",
                                folder + " could not be written: " + FileTrouble.reason(failure) + ".");
            }
        }
    }
}
