/* The kernels that come with the program, each built once. */
package org.kernelscope.engine.bench;

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

final class BundledKernels implements Bench.Kernels {
    private final Map<Variant, KernelImage> built = new ConcurrentHashMap<>();

    @Override
    public KernelImage of(Variant variant) throws ToolchainException {
        KernelImage known = built.get(variant);
        if (known == null) {
            known = build(variant);
            built.put(variant, known);
        }
        return known;
    }

    private static KernelImage build(Variant variant) throws ToolchainException {
        var toolchain = Toolchain.locate(new ToolchainSource.Bundled(CacheFolder.ofUser()));
        var builder = new KernelBuilder(toolchain, CacheFolder.ofUser(), BuildLimits.usual());
        return switch (builder.build(KernelSources.bundled(), variant)) {
            case BuildResult.Built image -> image.image();
            case BuildResult.Failed failed -> throw new AssertionError(failed.toString());
        };
    }
}
