/**
 * A deterministic multicore IA-32 PC as a library.
 *
 * <p>Start with {@link org.kernelscope.hw.Machine}: it is built from a {@link org.kernelscope.hw.MachineConfig},
 * loads a Multiboot or Linux image, and takes one {@linkplain org.kernelscope.hw.Machine#step turn} after another. Which core
 * has the next turn is the choice of an {@link org.kernelscope.hw.Interleaving}, the only source of nondeterminism.
 * Everything that can be read from outside is read by peeking and changes nothing.
 */
package org.kernelscope.hw;
