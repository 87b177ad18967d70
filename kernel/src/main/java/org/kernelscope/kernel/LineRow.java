/* A stretch of code and the source line that it comes from. */
package org.kernelscope.kernel;

/**
 * A stretch of code and the source line that it comes from.
 *
 * @param address of its first byte, as an unsigned 32-bit number
 * @param length in bytes; 0 where the next stretch begins at the same address
 */
public record LineRow(int address, int length, SourceLine place) {}
