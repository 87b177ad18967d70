/* Which bytes of a memory are written, kept as they are. */
package org.kernelscope.hw.memory;

import java.util.Arrays;
import org.kernelscope.hw.Written;

/** A bit for each byte, of those pages that were ever written. */
final class WriteTrace {
    private static final int LINE_SHIFT = 6;
    private static final int LINE = 1 << LINE_SHIFT;
    private static final int PAGE_LINES = PhysicalMemory.PAGE_BYTES / LINE;
    private static final int TO_PAGE = PhysicalMemory.PAGE_SHIFT - LINE_SHIFT;
    private static final long[] NONE = {};

    private final long[][] bytes;
    private final boolean[] listed;
    private int[] list = new int[PAGE_LINES];
    private int size;

    WriteTrace(int pages) {
        bytes = new long[pages][];
        Arrays.fill(bytes, NONE);
        listed = new boolean[pages];
    }

    /** Bytes of one page are written, the first and the last of these and all in between. */
    void mark(int first, int last) {
        int page = first >>> PhysicalMemory.PAGE_SHIFT;
        if (!listed[page]) {
            list(page);
        }
        long[] lines = bytes[page];
        int line = first >>> LINE_SHIFT & PAGE_LINES - 1;
        int end = last >>> LINE_SHIFT & PAGE_LINES - 1;
        if (line == end) {
            lines[line] |= Written.mask(first & LINE - 1, last & LINE - 1);
            return;
        }
        lines[line] |= Written.mask(first & LINE - 1, LINE - 1);
        Arrays.fill(lines, line + 1, end, -1L);
        lines[end] |= Written.mask(0, last & LINE - 1);
    }

    private void list(int page) {
        listed[page] = true;
        if (bytes[page].length == 0) {
            bytes[page] = new long[PAGE_LINES];
        }
        if (size == list.length) {
            list = Arrays.copyOf(list, size * 2);
        }
        list[size++] = page;
    }

    /** What was marked since this or {@link #clear} was called. */
    Written take() {
        Arrays.sort(list, 0, size);
        int[] lines = new int[count()];
        long[] masks = new long[lines.length];
        int next = 0;
        for (int i = 0; i < size; i++) {
            long[] page = bytes[list[i]];
            for (int line = 0; line < PAGE_LINES; line++) {
                if (page[line] != 0) {
                    lines[next] = list[i] << TO_PAGE | line;
                    masks[next++] = page[line];
                }
            }
        }
        clear();
        return Written.of(lines, masks);
    }

    private int count() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            for (long line : bytes[list[i]]) {
                count += line != 0 ? 1 : 0;
            }
        }
        return count;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            listed[list[i]] = false;
            Arrays.fill(bytes[list[i]], 0);
        }
        size = 0;
    }
}
