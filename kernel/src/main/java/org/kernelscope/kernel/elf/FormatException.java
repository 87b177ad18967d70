/* Why bytes are no well-formed ELF file or debug information. */
package org.kernelscope.kernel.elf;

/** Why bytes are no well-formed ELF file or debug information, in words that follow "the image is malformed:". */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }
}
