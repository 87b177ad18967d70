/* Where the tags of one core's first-level cache lie, for code that looks them up itself. */
package org.kernelscope.hw.cache;

/**
 * The tag words of a set lie one after the other, that of the line used latest first: its address with its state in the low
 * bits, as in {@link TagArray}. A read of a line that is there, or a write to one that is {@link #MODIFIED}, changes
 * nothing but the count of hits if the line is the first of its set.
 *
 * @param offset of the first set in the memory of tags, in bytes
 * @param setMask number of sets less 1; the set of an address is counted in lines
 * @param setBytes bytes of a set
 * @param hit cycles of a hit
 */
public record FirstLevel(int offset, int setMask, int setBytes, int hit) {
    public static final int MODIFIED = TagArray.MODIFIED;
}
