/* What a computation with two results answers. */
package org.kernelscope.hw.fpu;

/**
 * Two values with what the status word learns from them.
 *
 * @param replaced what takes the operand's place
 * @param pushed what is pushed on top of it
 * @param flags as in {@link Result}
 */
public record Pair(Extended replaced, Extended pushed, int flags) {}
