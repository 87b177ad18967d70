/* What of an image matters to the fold: its landmarks and its locks. */
package org.kernelscope.engine.model;

import java.util.List;
import java.util.Map;

/**
 * The map of one image.
 *
 * @param landmarks by linear address
 * @param locks the lock variables, in address order
 */
public record KernelMap(Map<Integer, Landmark> landmarks, List<KnownLock> locks) {
    public static final int LINE_BYTES = 64;

    public KernelMap {
        landmarks = Map.copyOf(landmarks);
        locks = List.copyOf(locks);
    }

    /**
     * A lock variable.
     *
     * @param name as C writes it: {@code work_lock}
     * @param address linear
     * @param layout of its structure
     */
    public record KnownLock(String name, int address, LockLayout layout) {}
}
