/* Where one cache line is, in every core's private cache. */
package org.kernelscope.hw;

import java.util.List;

/**
 * MESI states of one line at one moment.
 *
 * @param address physical address of the line's first byte
 * @param byCore state in each core's private cache, indexed by core
 * @param inSharedCache whether the last-level cache holds it
 */
public record LineState(int address, List<Mesi> byCore, boolean inSharedCache) {
    /** The MESI protocol's four states (SDM 3A, 12.4). */
    public enum Mesi {
        MODIFIED,
        EXCLUSIVE,
        SHARED,
        INVALID;

        /** The state's letter. */
        public char letter() {
            return name().charAt(0);
        }
    }
}
