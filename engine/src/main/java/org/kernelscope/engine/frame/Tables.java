/* The tables of 32-bit paging, read without any processor. */
package org.kernelscope.engine.frame;

import java.util.Arrays;
import java.util.OptionalInt;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.hw.Machine;

/** Page directories and page tables in physical memory (SDM 3A, 4.3). Frames are physical addresses divided by 4096. */
final class Tables {
    static final int FRAME_BYTES = 4096;
    static final int ENTRIES = 1024;
    static final int PRESENT = 1;
    static final int WRITABLE = 1 << 1;
    static final int USER = 1 << 2;
    static final int ACCESSED = 1 << 5;
    static final int DIRTY = 1 << 6;
    static final int LARGE = 1 << 7;
    static final int GLOBAL = 1 << 8;

    private final Machine machine;

    Tables(Machine machine) {
        this.machine = machine;
    }

    /** The 1024 entries in a frame; all zero where there is no RAM. */
    int[] entries(int frame) {
        byte[] bytes = Arrays.copyOf(machine.peekPhysical(frame * FRAME_BYTES, FRAME_BYTES), FRAME_BYTES);
        int[] entries = new int[ENTRIES];
        for (int index = 0; index < ENTRIES; index++) {
            entries[index] = Guest.little(bytes, index * Integer.BYTES);
        }
        return entries;
    }

    static boolean present(int entry) {
        return (entry & PRESENT) != 0;
    }

    /** A present entry that leads to a table. */
    static boolean table(int entry) {
        return present(entry) && (entry & LARGE) == 0;
    }

    static int frame(int entry) {
        return entry >>> 12;
    }

    /** The word at a linear address of a space; empty where nothing is mapped. */
    OptionalInt word(int directory, int address) {
        OptionalInt entry = entry(directory * FRAME_BYTES + (address >>> 22 << 2));
        if (entry.isEmpty() || !table(entry.getAsInt())) {
            return OptionalInt.empty();
        }
        OptionalInt page = entry((entry.getAsInt() & -FRAME_BYTES) + (address >>> 12 << 2 & 0xFFC));
        if (page.isEmpty() || !present(page.getAsInt())) {
            return OptionalInt.empty();
        }
        return entry((page.getAsInt() & -FRAME_BYTES) + (address & FRAME_BYTES - 1));
    }

    private OptionalInt entry(int physical) {
        byte[] bytes = machine.peekPhysical(physical, Integer.BYTES);
        return bytes.length < Integer.BYTES ? OptionalInt.empty() : OptionalInt.of(Guest.little(bytes, 0));
    }
}
