/* Which bytes of a memory are written, kept as they are. */
package org.kernelscope.hw.memory;

import java.util.Arrays;
import org.kernelscope.hw.Written;

/** A bit for each byte, of those pages that were ever written, and a list of the pages in which a bit is set. */
final class WriteTrace {
    private static final int LINE_SHIFT = 6;
    private static final int LINE = 1 << LINE_SHIFT;
    private static final int TO_PAGE = PhysicalMemory.PAGE_SHIFT - LINE_SHIFT;
    private static final int PAGE_LINES = 1 << TO_PAGE;
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

    /** These bytes of one page are written, the last one too. */
    void mark(int first, int last) {
        int line = first >>> LINE_SHIFT;
        int end = last >>> LINE_SHIFT;
        if (line == end) {
            mark(line, Written.mask(first & LINE - 1, last & LINE - 1));
            return;
        }
        mark(line, Written.mask(first & LINE - 1, LINE - 1));
        for (int between = line + 1; between < end; between++) {
            mark(between, -1L);
        }
        mark(end, Written.mask(0, last & LINE - 1));
    }

    private void mark(int line, long mask) {
        int page = line >>> TO_PAGE;
        if (!listed[page]) {
            list(page);
        }
        bytes[page][line & PAGE_LINES - 1] |= mask;
    }

    private void list(int page) {
        if (bytes[page].length == 0) {
            bytes[page] = new long[PAGE_LINES];
        }
        if (size == list.length) {
            list = Arrays.copyOf(list, size * 2);
        }
        list[size++] = page;
        listed[page] = true;
    }

    /** What was marked since this or {@link #clear} was called. */
    Written take() {
        Arrays.sort(list, 0, size);
        int[] lines = new int[size * PAGE_LINES];
        long[] masks = new long[lines.length];
        int count = 0;
        for (int i = 0; i < size; i++) {
            long[] page = bytes[list[i]];
            for (int line = 0; line < PAGE_LINES; line++) {
                if (page[line] != 0) {
                    lines[count] = list[i] << TO_PAGE | line;
                    masks[count++] = page[line];
                }
            }
        }
        clear();
        return Written.of(Arrays.copyOf(lines, count), Arrays.copyOf(masks, count));
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            listed[list[i]] = false;
            Arrays.fill(bytes[list[i]], 0);
        }
        size = 0;
    }
}
