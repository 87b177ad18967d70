/* Where kernel images come from. */
package org.kernelscope.app.window;

import org.kernelscope.engine.Recording;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** Builds, or finds built, an image; may take seconds. */
public interface Images {
    /** The kernel that comes with the program. */
    KernelImage of(Variant variant) throws UserMistake, ToolchainException;

    /** The very kernel that was recorded, from the sources in the recording. */
    KernelImage of(Recording recording) throws UserMistake, ToolchainException;

    /** A builder with the toolchain that the environment chooses. */
    KernelBuilder builder() throws ToolchainException;
}
