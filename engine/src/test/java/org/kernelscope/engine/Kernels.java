/* The kernel images that the engine's tests play, each built once. */
package org.kernelscope.engine;

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

/** The bundled kernel with either lock, and small scenarios to play with it. */
final class Kernels {
    static final KernelImage MCS = build(KernelSources.bundled(), Variant.Lock.MCS);
    static final KernelImage TICKET = build(KernelSources.bundled(), Variant.Lock.TICKET);

    private Kernels() {}

    static KernelImage of(Variant.Lock lock) {
        return lock == Variant.Lock.MCS ? MCS : TICKET;
    }

    static KernelImage build(KernelSources sources, Variant.Lock lock) {
        try {
            var toolchain = Toolchain.locate(new ToolchainSource.Bundled(CacheFolder.ofUser()));
            var builder = new KernelBuilder(toolchain, CacheFolder.ofUser(), BuildLimits.usual());
            return switch (builder.build(sources, Variant.of(lock, Variant.Optimisation.O1))) {
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
        return Playback.open(Scenarios.named("spinlock").with(options), of(options.lock()));
    }

    static Playback play(Variant.Lock lock) throws UserMistake {
        return play(options(lock));
    }
}
