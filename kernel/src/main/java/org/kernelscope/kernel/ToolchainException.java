/* Why no compiler could be had, in one sentence. */
package org.kernelscope.kernel;

/** The toolchain could not be found, unpacked or started; the message says what was missing and what to do. */
public final class ToolchainException extends Exception {
    private static final long serialVersionUID = 1L;

    public ToolchainException(String message) {
        super(message);
    }

    public ToolchainException(String message, Throwable cause) {
        super(message, cause);
    }
}
