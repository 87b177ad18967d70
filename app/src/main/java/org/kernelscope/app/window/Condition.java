/* Whether there is a machine to look at. */
package org.kernelscope.app.window;

/** Each view has words for each of these. */
public sealed interface Condition {
    /** A machine is there. */
    record Ready() implements Condition {}

    /**
     * It is being made.
     *
     * @param doing what is going on, in words
     */
    record Opening(String doing) implements Condition {}

    /**
     * It could not be made.
     *
     * @param sentence why, and what to do
     */
    record Failed(String sentence) implements Condition {}
}
