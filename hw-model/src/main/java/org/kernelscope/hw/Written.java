/* Which bytes of RAM were written in a part of a run. */
package org.kernelscope.hw;

import java.util.Arrays;

/** Some bytes of RAM, most of them near one another; immutable. */
public final class Written {
    /** No byte at all. */
    public static final Written NOTHING = new Written(new int[0], new long[0]);

    private static final int LINE_SHIFT = 6;
    private static final int LINE = 1 << LINE_SHIFT;

    private final int[] lines;
    private final long[] bytes;

    private Written(int[] lines, long[] bytes) {
        this.lines = lines;
        this.bytes = bytes;
    }

    /**
     * These bytes; the arrays become part of what is returned.
     *
     * @param lines numbers of 64-byte lines, ascending
     * @param bytes for each line a bit for each of its bytes, the first byte's lowest
     */
    public static Written of(int[] lines, long[] bytes) {
        assert lines.length == bytes.length;
        return new Written(lines, bytes);
    }

    /** Whether any of these bytes is among them. */
    public boolean meets(int address, int length) {
        int last = address + length - 1;
        int found = Arrays.binarySearch(lines, address >>> LINE_SHIFT);
        for (int at = found < 0 ? -1 - found : found; at < lines.length && lines[at] <= last >>> LINE_SHIFT; at++) {
            int start = lines[at] << LINE_SHIFT;
            if ((bytes[at] & mask(Math.max(address - start, 0), Math.min(last - start, LINE - 1))) != 0) {
                return true;
            }
        }
        return false;
    }

    /** A bit for each byte of a line from the first of these to the last. */
    public static long mask(int first, int last) {
        return -1L >>> LINE - 1 - (last - first) << first;
    }

    /** These bytes and those. */
    public Written and(Written others) {
        int[] allLines = new int[lines.length + others.lines.length];
        long[] allBytes = new long[allLines.length];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < lines.length || theirs < others.lines.length) {
            int own = mine < lines.length ? lines[mine] : Integer.MAX_VALUE;
            int other = theirs < others.lines.length ? others.lines[theirs] : Integer.MAX_VALUE;
            allLines[count] = Math.min(own, other);
            allBytes[count] = own <= other ? bytes[mine++] : 0;
            allBytes[count++] |= other <= own ? others.bytes[theirs++] : 0;
        }
        return new Written(Arrays.copyOf(allLines, count), Arrays.copyOf(allBytes, count));
    }

    /** About how many bytes this holds of the host's memory. */
    public long size() {
        return (long) lines.length * (Integer.BYTES + Long.BYTES);
    }
}
