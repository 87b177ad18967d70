/* The way from a linear address to a physical one, step by step. */
package org.kernelscope.hw.cpu;

import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * A walk through the page tables of 32-bit paging (SDM 3A, 4.3). It changes nothing; the processor and whoever explains
 * it use the same one.
 *
 * @param linear where the walk starts
 * @param steps the entries read, directory first; empty when paging is off
 * @param physical the translation; empty when an entry is not present or has a reserved bit set
 * @param writable whether every entry allows writes
 * @param user whether every entry allows ring 3
 * @param global whether the translation outlives a change of CR3
 * @param large whether the directory maps 4 MiB at once
 * @param reserved whether the directory's entry for 4 MiB has a bit set that must be 0
 */
public record PageWalk(
        int linear,
        List<Step> steps,
        OptionalInt physical,
        boolean writable,
        boolean user,
        boolean global,
        boolean large,
        boolean reserved) {

    static final int PRESENT = 1;
    static final int WRITABLE = 1 << 1;
    static final int USER = 1 << 2;
    static final int ACCESSED = 1 << 5;
    static final int DIRTY = 1 << 6;
    static final int LARGE = 1 << 7;
    static final int GLOBAL = 1 << 8;

    /** Without PSE-36 and PAT (SDM 3A, table 4-4). */
    private static final int LARGE_RESERVED = 0x003F_F000;

    private static final int ERROR_PRESENT = 1;
    private static final int ERROR_WRITE = 1 << 1;
    private static final int ERROR_USER = 1 << 2;
    private static final int ERROR_RESERVED = 1 << 3;

    /**
     * One entry on the way.
     *
     * @param address physical address of the entry
     * @param entry its 32 bits
     */
    public record Step(int address, int entry) {}

    public PageWalk {
        steps = List.copyOf(steps);
    }

    /** Walks with the control registers given. Tables outside RAM read as not present. */
    public static PageWalk of(PhysicalMemory memory, int cr0, int cr3, int cr4, int linear) {
        if ((cr0 & Registers.CR0_PG) == 0) {
            return new PageWalk(linear, List.of(), OptionalInt.of(linear), true, true, false, false, false);
        }
        boolean globals = (cr4 & Registers.CR4_PGE) != 0;
        Step directory = step(memory, (cr3 & ~0xFFF) + (linear >>> 22 << 2));
        int pde = directory.entry();
        if ((pde & PRESENT) == 0) {
            return blocked(linear, List.of(directory), false, false);
        }
        if ((pde & LARGE) != 0 && (cr4 & Registers.CR4_PSE) != 0) {
            if ((pde & LARGE_RESERVED) != 0) {
                return blocked(linear, List.of(directory), true, true);
            }
            OptionalInt physical = OptionalInt.of(pde & 0xFFC0_0000 | linear & 0x3F_FFFF);
            return reached(linear, List.of(directory), physical, pde, globals && (pde & GLOBAL) != 0, true);
        }
        Step table = step(memory, (pde & ~0xFFF) + (linear >>> 12 << 2 & 0xFFC));
        int pte = table.entry();
        if ((pte & PRESENT) == 0) {
            return blocked(linear, List.of(directory, table), false, false);
        }
        OptionalInt physical = OptionalInt.of(pte & ~0xFFF | linear & 0xFFF);
        return reached(linear, List.of(directory, table), physical, pde & pte, globals && (pte & GLOBAL) != 0, false);
    }

    /**
     * The error code of the page fault that an access by this way raises (SDM 3A, 4.7); empty if it raises none.
     *
     * @param write whether it writes
     * @param ring3 whether it is made by code of ring 3
     * @param writeProtect CR0.WP: whether rings 0 to 2 heed the right to write
     */
    public OptionalInt fault(boolean write, boolean ring3, boolean writeProtect) {
        boolean needsWritable = write && (ring3 || writeProtect);
        if (physical.isPresent() && (user || !ring3) && (writable || !needsWritable)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((physical.isPresent() || reserved ? ERROR_PRESENT : 0)
                | (write ? ERROR_WRITE : 0)
                | (ring3 ? ERROR_USER : 0)
                | (reserved ? ERROR_RESERVED : 0));
    }

    private static PageWalk blocked(int linear, List<Step> steps, boolean large, boolean reserved) {
        return new PageWalk(linear, steps, OptionalInt.empty(), false, false, false, large, reserved);
    }

    private static PageWalk reached(
            int linear, List<Step> steps, OptionalInt physical, int allowed, boolean global, boolean large) {
        boolean writable = (allowed & WRITABLE) != 0;
        return new PageWalk(linear, steps, physical, writable, (allowed & USER) != 0, global, large, false);
    }

    private static Step step(PhysicalMemory memory, int address) {
        boolean ram = address >= 0 && address < memory.size();
        return new Step(address, ram ? memory.read32(address) : 0);
    }
}
