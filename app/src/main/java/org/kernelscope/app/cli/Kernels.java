/* Builds the kernel that a command asks for. */
package org.kernelscope.app.cli;

import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.Diagnostic;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** One builder on the toolchain that this machine has. */
public final class Kernels {
    private Kernels() {}

    /** The kernel that comes with the program. */
    public static KernelImage bundled(Variant variant) throws ToolchainException, UserMistake {
        return build(KernelSources.bundled(), variant);
    }

    /** An image of these sources; compiler errors come as one message with a line each. */
    public static KernelImage build(KernelSources sources, Variant variant) throws ToolchainException, UserMistake {
        return switch (new KernelBuilder(Toolchain.locate()).build(sources, variant)) {
            case BuildResult.Built built -> built.image();
            case BuildResult.Failed failed ->
                throw new UserMistake("The kernel does not build:\n"
                        + failed.diagnostics().stream().map(Diagnostic::sentence).collect(Collectors.joining("\n")));
        };
    }
}
