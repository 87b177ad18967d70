/* Which bytes of a memory are written, kept as they are. */
package org.kernelscope.hw.memory;

import java.util.Arrays;
import org.kernelscope.hw.Written;

/** A bit for each byte, of those pages that were ever written, and a list of the lines in which a bit is set. */
final class WriteTrace {
    private static final int LINE_SHIFT = 6;
    private static final int LINE = 1 << LINE_SHIFT;
    private static final int TO_PAGE = PhysicalMemory.PAGE_SHIFT - LINE_SHIFT;
    private static final int PAGE_LINES = 1 << TO_PAGE;
    private static final long[] NONE = {};

    private final long[][] bytes;
    private int[] list = new int[PAGE_LINES];
    private int size;

    WriteTrace(int pages) {
        bytes = new long[pages][];
        Arrays.fill(bytes, NONE);
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
        long[] page = bytes[line >>> TO_PAGE];
        if (page.length == 0) {
            page = new long[PAGE_LINES];
            bytes[line >>> TO_PAGE] = page;
        }
        long before = page[line & PAGE_LINES - 1];
        if (before == 0) {
            list(line);
        }
        page[line & PAGE_LINES - 1] = before | mask;
    }

    private void list(int line) {
        if (size == list.length) {
            list = Arrays.copyOf(list, size * 2);
        }
        list[size++] = line;
    }

    /** What was marked since this or {@link #clear} was called. */
    Written take() {
        int[] lines = Arrays.copyOf(list, size);
        Arrays.sort(lines);
        long[] masks = new long[size];
        for (int i = 0; i < size; i++) {
            masks[i] = bytes[lines[i] >>> TO_PAGE][lines[i] & PAGE_LINES - 1];
        }
        clear();
        return Written.of(lines, masks);
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            bytes[list[i] >>> TO_PAGE][list[i] & PAGE_LINES - 1] = 0;
        }
        size = 0;
    }
}
