/* Interrupt lines that remember their levels and count their rising edges, for tests of one device alone. */
package org.kernelscope.hw.device;

/** Sixteen wires that lead nowhere. */
final class Lines implements InterruptLines {
    private final boolean[] high = new boolean[16];
    private final int[] edges = new int[16];

    @Override
    public void set(int line, boolean level) {
        edges[line] += level && !high[line] ? 1 : 0;
        high[line] = level;
    }

    @Override
    public boolean matters(int line) {
        return true;
    }

    boolean high(int line) {
        return high[line];
    }

    int edges(int line) {
        return edges[line];
    }
}
