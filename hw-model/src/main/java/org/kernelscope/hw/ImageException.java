/* A user's mistake: what was given is no bootable image, or no saved state of this machine. */
package org.kernelscope.hw;

/** Says in one sentence what is wrong with an image or a saved state. */
public final class ImageException extends Exception {
    public ImageException(String message) {
        super(message);
    }
}
