/* Who must know before the caches of several cores change. */
package org.kernelscope.hw.cache;

/** Hears of lines before anything about them changes. */
@FunctionalInterface
public interface LineGuard {
    /**
     * A line will move.
     *
     * @param core whose access is the cause
     * @param line its physical address
     */
    void moves(int core, int line);
}
