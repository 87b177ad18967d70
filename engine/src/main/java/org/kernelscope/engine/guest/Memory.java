/* Where bytes of the guest come from. */
package org.kernelscope.engine.guest;

import java.util.Arrays;

/** Bytes by linear address. */
@FunctionalInterface
interface Memory {
    /** So many bytes from this address; fewer where something is not mapped to RAM. */
    byte[] bytes(int address, int length);

    /** A copy that was taken at once. */
    static Memory copied(int start, byte[] bytes) {
        return (address, length) -> {
            int from = Math.clamp(address - start, 0, bytes.length);
            int to = Math.clamp((long) from + length, from, bytes.length);
            return Arrays.copyOfRange(bytes, from, to);
        };
    }
}
