/* Which kernel is built from one set of sources. */
package org.kernelscope.kernel;

/**
 * Which kernel is built from one set of sources.
 *
 * @param lock the implementation behind the lock layer's interface
 * @param optimisation how hard the compiler tries
 */
public record Variant(Lock lock, Optimisation optimisation) {}
