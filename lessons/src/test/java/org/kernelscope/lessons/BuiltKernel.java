/* The kernel's images, built once for a test class. */
package org.kernelscope.lessons;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.QuestionRun.Images;

/** The bundled kernel and its images. */
final class BuiltKernel implements Images {
    private final KernelBuilder builder;
    private final Map<Variant, KernelImage> images = new HashMap<>();

    BuiltKernel(Path cache) throws ToolchainException {
        builder = new KernelBuilder(Toolchain.locate(ToolchainSource.ofEnvironment()), cache, BuildLimits.usual());
    }

    KernelBuilder builder() {
        return builder;
    }

    @Override
    public KernelImage of(Variant variant) {
        return images.computeIfAbsent(variant, this::build);
    }

    private KernelImage build(Variant variant) {
        try {
            return switch (builder.build(KernelSources.bundled(), variant)) {
                case BuildResult.Built built -> built.image();
                case BuildResult.Failed failed -> throw new AssertionError(failed.diagnostics());
            };
        } catch (ToolchainException e) {
            throw new AssertionError(e);
        }
    }
}
