/* Builds the kernel from its C sources and describes the image with names, types and lines. */

/**
 * Builds the kernel from its C sources and describes the image with names, types and lines.
 *
 * <p>A {@link org.kernelscope.kernel.Toolchain} is located once. A {@link org.kernelscope.kernel.KernelBuilder} turns
 * {@link org.kernelscope.kernel.KernelSources} and a {@link org.kernelscope.kernel.Variant} into a {@link
 * org.kernelscope.kernel.BuildResult}: either a {@link org.kernelscope.kernel.KernelImage} or the {@link
 * org.kernelscope.kernel.Diagnostic}s that say what is wrong. On the way a {@link org.kernelscope.kernel.SourceGuard}
 * refuses what reaches outside the sources, and what reaches from a layer of {@link org.kernelscope.kernel.Layers} to one
 * above it is refused with both ends named.
 */
package org.kernelscope.kernel;
