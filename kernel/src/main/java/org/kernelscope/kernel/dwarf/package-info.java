/* Reads the part of DWARF 5 that describes C programs: lines, types, variables. */

/**
 * Reads the part of DWARF 5 that describes C programs: lines ({@code .debug_line}), types and variables ({@code
 * .debug_info} with its tables). Input is not trusted: whatever the bytes, reading ends soon and with a result or a
 * {@link org.kernelscope.kernel.elf.FormatException}.
 */
package org.kernelscope.kernel.dwarf;
