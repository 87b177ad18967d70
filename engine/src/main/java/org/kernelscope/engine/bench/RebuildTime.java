/* The rebuild benchmark: how long it takes from an edited kernel file to an image that can be run. */
package org.kernelscope.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/**
 * Builds the kernel again and again: compiles, links, reads the image with its debug information.
 *
 * @param toolchain the compiler
 * @param sources the kernel
 * @param samples how often each case is measured
 */
public record RebuildTime(Toolchain toolchain, KernelSources sources, int samples) {
    private static final String EDITED = "contention/contention.c";
    private static final Variant VARIANT = Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1);

    /**
     * Measures every case in a temporary cache folder of its own.
     *
     * @param progress told one sentence before each case
     */
    public Measurements run(Consumer<String> progress) throws UserMistake, ToolchainException, IOException {
        progress.accept("build with an empty cache");
        double[] cold = new double[samples];
        for (int i = 0; i < samples; i++) {
            cold[i] = inCache(cache -> millis(cache, sources, sources.paths().size()));
        }
        progress.accept("build after an edit");
        double[] edited = new double[samples];
        double[] same = new double[samples];
        inCache(cache -> {
            millis(cache, sources, sources.paths().size());
            for (int i = 0; i < samples; i++) {
                KernelSources changed = sources.with(EDITED, text() + "/* edit " + i + " */\n");
                edited[i] = millis(cache, changed, 1);
                same[i] = millis(cache, changed, 0);
            }
            return 0;
        });
        return new Measurements(
                "rebuild",
                "From sources to an image with its debug information read, MCS lock, -O1; the edited file is " + EDITED
                        + ".",
                List.of(
                        Measured.of("everything, cache empty", "ms", cold),
                        Measured.of("one file edited, the rest cached", "ms", edited),
                        Measured.of("nothing edited, all cached", "ms", same)));
    }

    @FunctionalInterface
    private interface InCache {
        double measure(Path cache) throws UserMistake, ToolchainException;
    }

    private static double inCache(InCache work) throws UserMistake, ToolchainException, IOException {
        Path cache = Files.createTempDirectory("kernelscope-rebuild");
        try {
            return work.measure(cache);
        } finally {
            try (Stream<Path> tree = Files.walk(cache)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Milliseconds of one build, in which at most so many files may be compiled. */
    private double millis(Path cache, KernelSources kernel, int mostCompiled) throws UserMistake, ToolchainException {
        var builder = new KernelBuilder(toolchain, cache, BuildLimits.usual());
        long begin = System.nanoTime();
        BuildResult result = builder.build(kernel, VARIANT);
        double taken = (double) (System.nanoTime() - begin) / TimeUnit.MILLISECONDS.toNanos(1);
        switch (result) {
            case BuildResult.Built built -> {
                assert built.compiled().size() <= mostCompiled : built.compiled();
            }
            case BuildResult.Failed failed ->
                throw new UserMistake("The kernel does not build: " + failed.diagnostics());
        }
        return taken;
    }

    private String text() {
        return sources.text(EDITED).orElseThrow();
    }
}
