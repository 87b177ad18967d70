/* One user program that the kernel can start. */
package org.kernelscope.kernel;

/**
 * One user program that the kernel can start.
 *
 * @param name by which it is started, that of its source without the ending
 * @param image its ELF file with its names, types and lines; addresses are those of its own address space
 */
public record Program(String name, KernelImage image) {

    /** The file's bytes, as a copy. */
    public byte[] elf() {
        return image.elf();
    }
}
