/* A packet that does not say what its kind should. */
package org.kernelscope.engine.gdb;

/** The client's packet cannot be understood; it is answered with an error. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String reason) {
        super(reason);
    }
}
