/* How far something that takes its time has got. */
package org.kernelscope.app.window;

/**
 * Each page that starts long work has words for each of these.
 *
 * @param <T> what the work comes to
 */
public sealed interface Work<T> {
    /**
     * It has not been started, or was cancelled.
     *
     * @param words what the user may do
     */
    record Idle<T>(String words) implements Work<T> {}

    /**
     * It is under way.
     *
     * @param doing what is going on, in words
     */
    record Running<T>(String doing) implements Work<T> {}

    /**
     * It could not be done.
     *
     * @param sentence why, and what to do
     */
    record Failed<T>(String sentence) implements Work<T> {}

    /** It is done. */
    record Done<T>(T result) implements Work<T> {}
}
