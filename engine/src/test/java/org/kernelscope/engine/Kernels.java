/* The kernel images that the engine's tests play, each built once. */
package org.kernelscope.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;

/** The bundled kernel in the variants that are asked for, and small scenarios to play with it. */
public final class Kernels {
    private static final Map<Variant, KernelImage> BUILT = new ConcurrentHashMap<>();

    public static final KernelImage MCS = of(Variant.Lock.MCS);
    public static final KernelImage TICKET = of(Variant.Lock.TICKET);

    private Kernels() {}

    static KernelImage of(Variant.Lock lock) {
        return of(Variant.of(lock, Variant.Optimisation.O1));
    }

    public static KernelImage of(Variant variant) {
        return BUILT.computeIfAbsent(variant, wanted -> build(KernelSources.bundled(), wanted));
    }

    static KernelImage build(KernelSources sources, Variant.Lock lock) {
        return build(sources, Variant.of(lock, Variant.Optimisation.O1));
    }

    static KernelImage build(KernelSources sources, Variant variant) {
        try {
            var toolchain = Toolchain.locate(new ToolchainSource.Bundled(CacheFolder.ofUser()));
            var builder = new KernelBuilder(toolchain, CacheFolder.ofUser(), BuildLimits.usual());
            return switch (builder.build(sources, variant)) {
                case BuildResult.Built built -> built.image();
                case BuildResult.Failed failed -> throw new AssertionError(failed.toString());
            };
        } catch (ToolchainException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** A short run: 12 rounds on each of 4 cores in 8 MiB. */
    static ScenarioOptions options(Variant.Lock lock) {
        return ScenarioOptions.defaults().withLock(lock).withRounds(12).withMemoryMiB(8);
    }

    static Playback play(ScenarioOptions options) throws UserMistake {
        return Playback.open(Scenarios.named("spinlock").with(options), of(options.variant()));
    }

    static Playback play(Variant.Lock lock) throws UserMistake {
        return play(options(lock));
    }
}
