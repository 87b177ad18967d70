/* A piece of guest code that runs as a method of the host's virtual machine. */
package org.kernelscope.hw.cpu;

import java.util.Optional;
import org.kernelscope.hw.cache.CacheSystem;
import org.kernelscope.hw.memory.PhysicalMemory;

/** What the compiler makes of some blocks of one page; derived from memory, never saved. */
abstract class Region {
    /**
     * What a region takes over from its core and hands back: registers are in {@code r}, the rest is here.
     *
     * <p>{@code result} and {@code carries} are the flags as {@link LazyFlags} describes them.
     */
    static final class Frame {
        final int core;
        final int[] r;
        final PhysicalMemory memory;
        final byte[] ram;
        final byte[] attention;
        final int[] keys;
        final int[] frames;
        final Optional<CacheSystem> caches;
        final byte[] tags;
        int result;
        int carries;
        int eip;
        /** Whether the region ended before an instruction that it has, but could not execute now. */
        boolean gaveUp;
        /** Of a timed region: instructions, cycles beyond those of their groups, hits of the first-level cache. */
        int retired;

        int extra;
        int hits;

        Frame(int core, int[] r, Paging paging, PhysicalMemory memory, Optional<CacheSystem> caches) {
            this.core = core;
            this.r = r;
            this.memory = memory;
            ram = memory.bytes();
            attention = memory.attention();
            keys = paging.recentKeys();
            frames = paging.recentFrames();
            this.caches = caches;
            tags = caches.map(all -> all.tags().bytes()).orElse(new byte[0]);
        }
    }

    /** The state of the core for which it was made. */
    final int state;

    Region(RegionCompiler.Mode mode) {
        state = mode.state();
    }

    /**
     * Executes instructions from {@code frame.eip}, one of the entries, on. Ends before the first that it cannot execute
     * whole, and where the turns do not suffice for a whole block.
     *
     * @param turns at most so many instructions, below 2^31; in a timed region each cycle beyond those of groups takes as
     *     many turns away as a group has instructions
     * @return turns left
     */
    abstract int run(Frame frame, int turns);
}
