/* How many ticks of a slow clock fit into the core's cycles, exactly. */
package org.kernelscope.hw.device;

/**
 * The ratio of two clocks that started together. Tick n happens at the first cycle at or after its exact time.
 *
 * @param slow ticks per second
 * @param fast core cycles per second
 */
public record ClockRatio(long slow, long fast) {
    public ClockRatio {
        if (slow < 1 || fast < 1 || slow > Integer.MAX_VALUE || fast > 1L << 40) {
            throw new IllegalArgumentException("clocks of " + slow + " and " + fast + " Hz have no usable ratio");
        }
    }

    /** Ticks up to and including this cycle. */
    public long ticks(long cycles) {
        return cycles / fast * slow + cycles % fast * slow / fast;
    }

    /** The cycle of a tick. */
    public long cycles(long tick) {
        long rest = tick % slow * fast;
        return tick / slow * fast + (rest + slow - 1) / slow;
    }
}
