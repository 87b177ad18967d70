/* A store that only its own core sees so far. */
package org.kernelscope.hw;

/**
 * One entry of a core's store buffer.
 *
 * @param physical address in RAM
 * @param bytes 1, 2, 4 or 8
 * @param value what is stored, zero-extended
 * @param due when a store leaves if cores run side by side, in cycles
 */
public record BufferedStore(int physical, int bytes, long value, long due) {
    /** Puts what it stores over a copy of RAM that begins at an address, as far as they meet. */
    void over(byte[] copy, int address) {
        for (int i = 0; i < bytes; i++) {
            int at = physical + i - address;
            if (at >= 0 && at < copy.length) {
                copy[at] = (byte) (value >>> i * Byte.SIZE);
            }
        }
    }
}
