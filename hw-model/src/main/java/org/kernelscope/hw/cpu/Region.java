/* A piece of guest code that runs as a method of the host's virtual machine. */
package org.kernelscope.hw.cpu;

/** What the compiler makes of some blocks of one page; derived from memory, never saved. */
abstract class Region {
    /**
     * What a region takes over from its core and hands back: registers are in {@code r}, the rest is here.
     *
     * <p>{@code result} and {@code carries} are the flags as {@link LazyFlags} describes them.
     */
    static final class Frame {
        final int[] r;
        final byte[] ram;
        final byte[] attention;
        final int[] keys;
        final int[] frames;
        int result;
        int carries;
        int eip;
        /** Whether the region ended before an instruction that it has, but could not execute now. */
        boolean gaveUp;

        Frame(int[] r, byte[] ram, byte[] attention, int[] keys, int[] frames) {
            this.r = r;
            this.ram = ram;
            this.attention = attention;
            this.keys = keys;
            this.frames = frames;
        }
    }

    final RegionCompiler.Mode mode;

    Region(RegionCompiler.Mode mode) {
        this.mode = mode;
    }

    /**
     * Executes instructions from {@code frame.eip}, one of the entries, on. Ends before the first that it cannot execute
     * whole, and where the turns do not suffice for a whole block.
     *
     * @param turns at most so many instructions, below 2^31
     * @return turns left
     */
    abstract int run(Frame frame, int turns);
}
