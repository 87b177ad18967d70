/* A core's rings, its latest trap and its translations as the views show them. */
package org.kernelscope.engine.view;

import java.util.List;
import java.util.Optional;

/**
 * One core.
 *
 * @param core its number
 * @param ring its privilege now: 0 kernel, 3 user
 * @param last the latest entry into the kernel
 * @param tlb the translations that the core remembers, by page
 * @param walk the walk of the latest page fault
 */
public record TrapView(int core, int ring, Optional<Entry> last, List<TlbLine> tlb, Optional<Walk> walk) {
    public TrapView {
        tlb = List.copyOf(tlb);
    }

    /**
     * An entry into the kernel.
     *
     * @param vector 0 to 255; the system call's vector also for SYSENTER
     * @param name what caused it: {@code page fault}, {@code system call}
     * @param time virtual time in cycles
     * @param fromRing 0 or 3
     * @param eip where it will go on
     * @param error the error code that the processor pushed, 0 where it pushes none
     * @param call the system call's name
     * @param result what the system call gave back
     * @param left whether the core has returned from it
     * @param frame the words saved on the kernel stack, by address
     */
    public record Entry(
            int vector,
            String name,
            long time,
            int fromRing,
            int eip,
            long error,
            Optional<String> call,
            Optional<Integer> result,
            boolean left,
            List<FrameWord> frame) {
        public Entry {
            frame = List.copyOf(frame);
        }
    }

    /** A word on the kernel stack at a linear address, with the name of the register that it holds. */
    public record FrameWord(int address, String name, int value) {}

    /**
     * A remembered translation.
     *
     * @param page linear address divided by 4096
     * @param frame physical address divided by 4096
     * @param stale whether the tables now say otherwise
     */
    public record TlbLine(
            int page, int frame, boolean large, boolean global, boolean writable, boolean user, boolean stale) {}

    /**
     * How the processor looks an address up in the tables.
     *
     * @param address linear
     * @param steps directory first
     * @param outcome in words
     */
    public record Walk(int address, List<Step> steps, String outcome) {
        public Walk {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One look into a table.
     *
     * @param level {@code directory} or {@code table}
     * @param index of the entry
     * @param entryAddress physical address of the entry
     * @param entry its value
     * @param meaning in words
     */
    public record Step(String level, int index, int entryAddress, int entry, String meaning) {}
}
