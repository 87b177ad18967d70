/* What something was, and since when: many values in time order, in little memory. */
package org.kernelscope.engine.history;

import java.util.Arrays;

/** Grows at its end, and can be cut there. */
final class Changes {
    private long[] times = new long[16];
    private int[] values = new int[16];
    private int size;

    int size() {
        return size;
    }

    long time(int index) {
        return times[index];
    }

    int value(int index) {
        return values[index];
    }

    /** A change at this time, not before the last. */
    void add(long time, int value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        times[size] = time;
        values[size++] = value;
    }

    /** Keeps so many, the earliest. */
    void cut(int count) {
        size = Math.min(size, count);
    }

    /** How many there are at or before this time. */
    int upTo(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
