/* A global or static variable of the kernel. */
package org.kernelscope.kernel;

/**
 * A global or static variable.
 *
 * @param file the source that defines it
 * @param address of its first byte, as an unsigned 32-bit number
 * @param isGlobal whether other files can name it
 */
public record Variable(String name, String file, int address, Type type, boolean isGlobal) {}
