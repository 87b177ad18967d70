/* A named place in an image. */
package org.kernelscope.kernel;

/**
 * A named place in an image.
 *
 * @param address of its first byte, as an unsigned 32-bit number
 * @param size in bytes; 0 where the assembly does not say
 */
public record Symbol(String name, int address, int size, Kind kind, boolean isGlobal) {

    public enum Kind {
        FUNCTION,
        DATA,
        LABEL
    }

    /** Whether the address lies inside, taking addresses as unsigned. */
    public boolean contains(int place) {
        return Integer.compareUnsigned(place - address, Math.max(size, 1)) < 0;
    }
}
