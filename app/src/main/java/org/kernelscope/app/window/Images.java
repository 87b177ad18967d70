/* Where kernel images come from. */
package org.kernelscope.app.window;

import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** Builds, or finds built, the image of a variant; may take seconds. */
@FunctionalInterface
public interface Images {
    KernelImage of(Variant variant) throws UserMistake, ToolchainException;
}
