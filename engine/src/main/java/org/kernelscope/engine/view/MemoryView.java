/* Physical memory and its owners as the views show them. */
package org.kernelscope.engine.view;

import java.util.List;

/**
 * Who has which frames of 4096 bytes.
 *
 * @param frames how many the kernel knows
 * @param free how many of them can be allocated
 * @param runs neighbouring frames that are alike, in the order of their addresses, without gaps
 * @param containers those in use, by number
 * @param shares pages offered or shared, by giver and taker
 */
public record MemoryView(
        int frames, int free, List<FrameRun> runs, List<ContainerView> containers, List<ShareView> shares) {
    /** A kernel without memory management. */
    public static final MemoryView NONE = new MemoryView(0, 0, List.of(), List.of(), List.of());

    public MemoryView {
        runs = List.copyOf(runs);
        containers = List.copyOf(containers);
        shares = List.copyOf(shares);
    }

    /**
     * Frames side by side that are alike.
     *
     * @param first number of the first frame: its physical address divided by 4096
     * @param owner container number, 0 unless allocated
     * @param references how often each is held, 0 unless allocated
     * @param changed whether they differ from the previous stop
     */
    public record FrameRun(int first, int count, Kind kind, int owner, long references, boolean changed) {
        /** What may be done with a frame. */
        public enum Kind {
            /** Beyond the RAM that the kernel knows. */
            ABSENT,
            /** The firmware's, the kernel's own image, devices. */
            RESERVED,
            FREE,
            ALLOCATED
        }
    }

    /**
     * A container: an owner of frames and of thread numbers, with limits of both.
     *
     * @param name of the thread of the same number; {@code root} for number 0
     * @param quota frames that it may use or give to its children
     * @param usage frames used and given away
     * @param ids threads that it and its descendants may be
     * @param idsUsed its own, and those given away
     * @param children container numbers
     * @param changed whether it differs from the previous stop
     */
    public record ContainerView(
            int id,
            String name,
            int parent,
            int quota,
            int usage,
            int ids,
            int idsUsed,
            List<Integer> children,
            boolean changed) {
        public ContainerView {
            children = List.copyOf(children);
        }
    }

    /**
     * One direction of a shared page.
     *
     * @param from the thread that offered
     * @param to the thread that it offered to
     * @param seen whether {@code from} has asked for the state since it changed
     * @param address linear address in the space of {@code from}
     */
    public record ShareView(int from, int to, State state, boolean seen, int address) {
        /** How far sharing has come. */
        public enum State {
            /** Offered, the other side has not offered yet. */
            PENDING,
            /** Both sides see the page. */
            READY
        }
    }
}
