/* Why a piece of guest data cannot be read as what it should be. */
package org.kernelscope.engine.guest;

/** A guest's type or memory is not what was expected; the message says in words what is missing or different. */
public final class Unreadable extends Exception {
    public Unreadable(String reason) {
        super(reason);
    }
}
