/* The lock-latency benchmark as the window runs it. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.kernelscope.app.bench.LatencyExport;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.LatencyResult;
import org.kernelscope.engine.bench.LockLatency;
import org.kernelscope.kernel.FileTrouble;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** Measures in the background; used on the window's thread. */
public final class BenchModel {
    /** The numbers of cores that are measured unless one asks for others. */
    public static final List<Integer> CORES = List.of(1, 2, 3, 4, 6, 8);

    /** Pairs per core unless one asks for others. */
    public static final int ROUNDS = 10_000;

    private static final String PROFILE = "core-i7";
    private static final Variant.Optimisation LEVEL = Variant.Optimisation.O2;

    private final WindowModel window;
    private final Images images;
    private final List<Integer> cores;
    private final int rounds;
    private final Background<LatencyResult> work;

    /**
     * A benchmark that has not been run.
     *
     * @param window hears how exports went
     * @param images where kernels come from
     * @param cores ascending, beginning with 1
     * @param rounds acquire and release pairs per core
     */
    public BenchModel(WindowModel window, Images images, List<Integer> cores, int rounds) {
        this.window = window;
        this.images = images;
        this.cores = List.copyOf(cores);
        this.rounds = rounds;
        this.work = new Background<>(
                window::later, "Not run yet. Both locks are measured on up to " + cores.getLast() + " cores.");
    }

    public ReadOnlyObjectProperty<Work<LatencyResult>> stateProperty() {
        return work.stateProperty();
    }

    /** Starts measuring; what is shown of a former run goes. */
    public void run() {
        work.start("lock latency", "Building the kernel with each lock", this::measure);
    }

    public void cancel() {
        work.cancel("Cancelled. Nothing of that run is kept.");
    }

    private LatencyResult measure(Consumer<String> progress)
            throws UserMistake, ToolchainException, InterruptedException {
        Map<Variant.Lock, KernelImage> built = new EnumMap<>(Variant.Lock.class);
        for (Variant.Lock lock : Variant.Lock.values()) {
            built.put(lock, images.of(Variant.of(lock, LEVEL)));
        }
        int points = Variant.Lock.values().length * cores.size();
        int[] begun = {0};
        return new LockLatency(built, LEVEL, Profiles.load(PROFILE), cores, rounds)
                .run(point -> progress.accept("Measuring the " + point + ", point " + ++begun[0] + " of " + points));
    }

    /** Writes the result as SVG, PDF, PNG, CSV and JSON into a folder; says how that went. */
    public void export(Path folder) {
        if (stateProperty().get() instanceof Work.Done<LatencyResult>(LatencyResult result)) {
            try {
                List<Path> files = LatencyExport.write(result, folder);
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
