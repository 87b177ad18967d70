/* Why bytes are no kernel image, in one sentence. */
package org.kernelscope.kernel;

/** The bytes are no kernel image that can be read; the message is one sentence. */
public final class ImageFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public ImageFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
