/* Reads 32-bit ELF files whose bytes nobody vouches for. */

/** Reads 32-bit ELF files whose bytes nobody vouches for. */
package org.kernelscope.kernel.elf;
