/**
 * Litmus tests: programs of a few instructions whose possible outcomes tell memory orders apart.
 *
 * <p>{@link org.kernelscope.engine.litmus.LitmusReader} reads a test, {@link org.kernelscope.engine.litmus.LitmusImage}
 * makes a kernel of it, {@link org.kernelscope.engine.litmus.LitmusSearch} takes every way through it on a machine, and
 * {@link org.kernelscope.engine.litmus.LitmusSuite} is the list of those whose outcomes are known.
 */
package org.kernelscope.engine.litmus;
