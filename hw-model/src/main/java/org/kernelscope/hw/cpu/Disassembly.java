/* One instruction as text. */
package org.kernelscope.hw.cpu;

/**
 * An instruction as a person reads it.
 *
 * @param address linear address of its first byte
 * @param length bytes, at least 1
 * @param text Intel syntax, lower case
 */
public record Disassembly(int address, int length, String text) {}
