/* The way from a linear address to a physical one, step by step. */
package org.kernelscope.hw.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * A walk through the page tables of 32-bit paging (SDM 3A, 4.3) or of PAE paging (4.4). It changes nothing; the processor
 * and whoever explains it use the same one.
 *
 * @param linear where the walk starts
 * @param steps the entries read, the outermost first; empty when paging is off
 * @param physical the translation; empty when an entry is not present or has a reserved bit set
 * @param writable whether every entry allows writes
 * @param user whether every entry allows ring 3
 * @param executable whether every entry allows the fetch of instructions
 * @param global whether the translation outlives a change of CR3
 * @param large whether the directory maps 4 MiB at once, or 2 MiB with PAE
 * @param reserved whether an entry that is present has a bit set that must be 0
 * @param fetchesTold whether page faults say that they are of a fetch (SDM 3A, 4.7)
 */
public record PageWalk(
        int linear,
        List<Step> steps,
        OptionalInt physical,
        boolean writable,
        boolean user,
        boolean executable,
        boolean global,
        boolean large,
        boolean reserved,
        boolean fetchesTold) {

    static final int PRESENT = 1;
    static final int WRITABLE = 1 << 1;
    static final int USER = 1 << 2;
    static final int ACCESSED = 1 << 5;
    static final int DIRTY = 1 << 6;
    static final int LARGE = 1 << 7;
    static final int GLOBAL = 1 << 8;
    static final long NO_EXECUTE = 1L << 63;

    /** Physical addresses have 32 bits, and there is no PAT (SDM 3A, tables 4-4 and 4-9). */
    private static final int LARGE_RESERVED = 0x003F_F000;

    private static final long PAE_LARGE_RESERVED = 0x001F_F000;
    private static final long PAE_RESERVED = 0x7FFF_FFFF_0000_0000L;
    private static final long POINTER_RESERVED = 0xFFFF_FFFF_0000_01E6L;
    private static final int POINTERS = 4;

    private static final int ERROR_PRESENT = 1;
    private static final int ERROR_WRITE = 1 << 1;
    private static final int ERROR_USER = 1 << 2;
    private static final int ERROR_RESERVED = 1 << 3;
    private static final int ERROR_FETCH = 1 << 4;

    /** What an entry belongs to. */
    public enum Level {
        /** One of the four page-directory-pointer-table entries of PAE, which the processor loads with CR3. */
        POINTER,
        DIRECTORY,
        TABLE
    }

    /**
     * One entry on the way.
     *
     * @param level what it is an entry of
     * @param index its number there
     * @param address physical address of the entry
     * @param bits all of it: 32 bits, or 64 with PAE
     */
    public record Step(Level level, int index, int address, long bits) {
        /** The lower 32 bits, which are laid out alike in both kinds of paging. */
        public int entry() {
            return (int) bits;
        }
    }

    /**
     * What decides how a walk goes.
     *
     * @param cr0 whether paging is on
     * @param cr3 where the tables are
     * @param cr4 which paging, and which pages
     * @param noExecute IA32_EFER.NXE
     * @param pointers the page-directory-pointer-table entries that the processor holds; empty reads them from memory
     */
    public record Control(int cr0, int cr3, int cr4, boolean noExecute, List<Long> pointers) {
        public Control {
            pointers = List.copyOf(pointers);
        }

        boolean pae() {
            return (cr4 & Registers.CR4_PAE) != 0;
        }
    }

    public PageWalk {
        steps = List.copyOf(steps);
    }

    /** Walks with the control registers given, in memory alone. */
    public static PageWalk of(PhysicalMemory memory, int cr0, int cr3, int cr4, int linear) {
        return of(memory, new Control(cr0, cr3, cr4, false, List.of()), linear);
    }

    /** Walks as the control says. Tables outside RAM read as not present. */
    public static PageWalk of(PhysicalMemory memory, Control control, int linear) {
        if ((control.cr0() & Registers.CR0_PG) == 0) {
            return new PageWalk(
                    linear, List.of(), OptionalInt.of(linear), true, true, true, false, false, false, false);
        }
        return control.pae() ? three(memory, control, linear) : two(memory, control, linear);
    }

    private static PageWalk two(PhysicalMemory memory, Control control, int linear) {
        boolean globals = (control.cr4() & Registers.CR4_PGE) != 0;
        Step directory = step(memory, Level.DIRECTORY, linear >>> 22, control.cr3() & ~0xFFF, 4);
        int pde = directory.entry();
        if ((pde & PRESENT) == 0) {
            return blocked(linear, List.of(directory), false, false, false);
        }
        if ((pde & LARGE) != 0 && (control.cr4() & Registers.CR4_PSE) != 0) {
            if ((pde & LARGE_RESERVED) != 0) {
                return blocked(linear, List.of(directory), true, true, false);
            }
            int physical = pde & 0xFFC0_0000 | linear & 0x3F_FFFF;
            return reached(
                    linear, List.of(directory), physical, pde, true, globals && (pde & GLOBAL) != 0, true, false);
        }
        Step table = step(memory, Level.TABLE, linear >>> 12 & 0x3FF, pde & ~0xFFF, 4);
        int pte = table.entry();
        if ((pte & PRESENT) == 0) {
            return blocked(linear, List.of(directory, table), false, false, false);
        }
        int physical = pte & ~0xFFF | linear & 0xFFF;
        boolean global = globals && (pte & GLOBAL) != 0;
        return reached(linear, List.of(directory, table), physical, pde & pte, true, global, false, false);
    }

    private static PageWalk three(PhysicalMemory memory, Control control, int linear) {
        boolean told = control.noExecute();
        long reservedBits = told ? PAE_RESERVED : PAE_RESERVED | NO_EXECUTE;
        List<Step> steps = new ArrayList<>();
        steps.add(pointer(memory, control, linear >>> 30));
        if ((steps.getFirst().entry() & PRESENT) == 0) {
            return blocked(linear, steps, false, false, told);
        }
        Step directory = step(
                memory, Level.DIRECTORY, linear >>> 21 & 0x1FF, steps.getFirst().entry() & ~0xFFF, 8);
        steps.add(directory);
        boolean large = (directory.entry() & LARGE) != 0;
        if ((directory.entry() & PRESENT) == 0) {
            return blocked(linear, steps, false, false, told);
        }
        if ((directory.bits() & (large ? reservedBits | PAE_LARGE_RESERVED : reservedBits)) != 0) {
            return blocked(linear, steps, large, true, told);
        }
        Step last = directory;
        if (!large) {
            last = step(memory, Level.TABLE, linear >>> 12 & 0x1FF, directory.entry() & ~0xFFF, 8);
            steps.add(last);
            boolean present = (last.entry() & PRESENT) != 0;
            if (!present || (last.bits() & reservedBits) != 0) {
                return blocked(linear, steps, false, present, told);
            }
        }
        int offset = large ? 0x1F_FFFF : 0xFFF;
        int physical = last.entry() & ~offset | linear & offset;
        boolean global = (control.cr4() & Registers.CR4_PGE) != 0 && (last.entry() & GLOBAL) != 0;
        boolean executable = ((directory.bits() | last.bits()) & NO_EXECUTE) == 0;
        int allowed = directory.entry() & last.entry();
        return reached(linear, steps, physical, allowed, executable, global, large, told);
    }

    /** Whether the processor refuses to load this page-directory-pointer-table entry. */
    static boolean refused(long pointer) {
        return (pointer & PRESENT) != 0 && (pointer & POINTER_RESERVED) != 0;
    }

    /** The four page-directory-pointer-table entries as memory has them. */
    static long[] pointers(PhysicalMemory memory, int cr3) {
        long[] pointers = new long[POINTERS];
        for (int i = 0; i < POINTERS; i++) {
            pointers[i] = step(memory, Level.POINTER, i, cr3 & ~0x1F, 8).bits();
        }
        return pointers;
    }

    private static Step pointer(PhysicalMemory memory, Control control, int index) {
        int table = control.cr3() & ~0x1F;
        return control.pointers().isEmpty()
                ? step(memory, Level.POINTER, index, table, 8)
                : new Step(
                        Level.POINTER,
                        index,
                        table + index * 8,
                        control.pointers().get(index));
    }

    /** As {@link #fault(boolean, boolean, boolean, boolean)}, of an access to data. */
    public OptionalInt fault(boolean write, boolean ring3, boolean writeProtect) {
        return fault(write, ring3, writeProtect, false);
    }

    /**
     * The error code of the page fault that an access by this way raises (SDM 3A, 4.7); empty if it raises none.
     *
     * @param write whether it writes
     * @param ring3 whether it is made by code of ring 3
     * @param writeProtect CR0.WP: whether rings 0 to 2 heed the right to write
     * @param fetch whether it is the fetch of an instruction
     */
    public OptionalInt fault(boolean write, boolean ring3, boolean writeProtect, boolean fetch) {
        boolean needsWritable = write && (ring3 || writeProtect);
        boolean right = (user || !ring3) && (writable || !needsWritable) && (executable || !fetch);
        if (physical.isPresent() && right) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((physical.isPresent() || reserved ? ERROR_PRESENT : 0)
                | (write ? ERROR_WRITE : 0)
                | (ring3 ? ERROR_USER : 0)
                | (reserved ? ERROR_RESERVED : 0)
                | (fetch && fetchesTold ? ERROR_FETCH : 0));
    }

    private static PageWalk blocked(int linear, List<Step> steps, boolean large, boolean reserved, boolean told) {
        return new PageWalk(linear, steps, OptionalInt.empty(), false, false, false, false, large, reserved, told);
    }

    private static PageWalk reached(
            int linear,
            List<Step> steps,
            int physical,
            int allowed,
            boolean executable,
            boolean global,
            boolean large,
            boolean told) {
        boolean writable = (allowed & WRITABLE) != 0;
        boolean user = (allowed & USER) != 0;
        return new PageWalk(
                linear, steps, OptionalInt.of(physical), writable, user, executable, global, large, false, told);
    }

    private static Step step(PhysicalMemory memory, Level level, int index, int table, int bytes) {
        int address = table + index * bytes;
        boolean ram = address >= 0 && address < memory.size();
        long bits = ram ? memory.read32(address) & 0xFFFF_FFFFL : 0;
        if (ram && bytes == 8) {
            bits |= (long) memory.read32(address + 4) << 32;
        }
        return new Step(level, index, address, bits);
    }
}
