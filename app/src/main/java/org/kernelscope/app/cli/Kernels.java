/* Builds the kernels that commands ask for. */
package org.kernelscope.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kernelscope.app.window.Images;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.Diagnostic;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.LayerFacts;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;

/** Images of the kernel that comes with the program, and of recorded ones; each is built once in a process. */
public final class Kernels implements Images {
    private final Map<Variant, KernelImage> bundled = new ConcurrentHashMap<>();

    @Override
    public KernelImage of(Variant variant) throws ToolchainException, UserMistake {
        KernelImage known = bundled.get(variant);
        if (known == null) {
            known = build(KernelSources.bundled(), variant);
            bundled.put(variant, known);
        }
        return known;
    }

    @Override
    public KernelImage of(Recording recording) throws ToolchainException, UserMistake {
        KernelSources sources = KernelSources.bundled();
        for (Map.Entry<String, String> file : recording.sources().entrySet()) {
            sources = file.getValue().isEmpty()
                    ? sources.without(file.getKey())
                    : sources.with(file.getKey(), file.getValue());
        }
        return build(sources, recording.scenario().variant());
    }

    @Override
    public KernelBuilder builder() throws ToolchainException {
        return new KernelBuilder(
                Toolchain.locate(ToolchainSource.ofEnvironment()), CacheFolder.ofUser(), BuildLimits.usual());
    }

    /** The facts about every layer of the kernel that comes with the program. */
    List<LayerFacts> layers() throws ToolchainException, UserMistake {
        List<BuildResult.Built> builds = new ArrayList<>();
        for (Variant variant : LayerFacts.VARIANTS) {
            builds.add(built(KernelSources.bundled(), variant));
        }
        return LayerFacts.of(KernelSources.bundled(), builds);
    }

    private KernelImage build(KernelSources sources, Variant variant) throws ToolchainException, UserMistake {
        return built(sources, variant).image();
    }

    private BuildResult.Built built(KernelSources sources, Variant variant) throws ToolchainException, UserMistake {
        return switch (builder().build(sources, variant)) {
            case BuildResult.Built built -> built;
            case BuildResult.Failed failed ->
                throw new UserMistake("The kernel does not build:\n"
                        + failed.diagnostics().stream()
                                .map(Diagnostic::toString)
                                .collect(Collectors.joining("\n")));
        };
    }
}
