/* One thing that is attacked with random input. */
package org.kernelscope.engine.fuzz;

/** A subject of random cases. */
@FunctionalInterface
public interface FuzzTarget {
    /**
     * One case; returns if the subject stood it.
     *
     * @param seed determines the case
     * @throws Exception or any error, if it did not; an {@link AssertionError} says in its message what should have been
     */
    void run(long seed) throws Exception;

    /** Fails the case unless this holds. */
    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
