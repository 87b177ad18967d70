/* What the user gave or asked for cannot be done; the message says what, where and what to do. */
package org.kernelscope.engine;

/** A user's mistake, as one or two sentences fit to be shown as they are. */
public final class UserMistake extends Exception {
    public UserMistake(String message) {
        super(message);
    }
}
