/* Linear to physical addresses, through a finite translation buffer that software can see. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * 32-bit paging of one core. The translation buffer is part of the machine's state: an entry that software forgot to
 * invalidate stays in use, as on hardware (SDM 3A, 4.10).
 */
final class Paging {
    private static final int ENTRIES = 512;
    private static final int PAGE = ~0xFFF;
    private static final int VALID = 1;
    private static final int WRITABLE = 1 << 1;
    private static final int USER = 1 << 2;
    private static final int DIRTY = 1 << 3;
    private static final int GLOBAL = 1 << 4;
    private static final int LARGE = 1 << 5;

    private static final int ERROR_PRESENT = 1;
    private static final int ERROR_WRITE = 1 << 1;
    private static final int ERROR_USER = 1 << 2;

    private final Registers registers;
    private final PhysicalMemory memory;
    private final Costs costs;
    private final int[] keys = new int[ENTRIES];
    private final int[] frames = new int[ENTRIES];
    private int changes;

    Paging(Registers registers, PhysicalMemory memory, Costs costs) {
        this.registers = registers;
        this.memory = memory;
        this.costs = costs;
    }

    /** Rises whenever an entry comes or goes: whoever keeps a translation compares. */
    int changes() {
        return changes;
    }

    /** Translates for an access, filling the buffer and marking entries; raises #PF. */
    int translate(int linear, boolean write, boolean user) {
        int cr0 = registers.cr0;
        if (cr0 >= 0) {
            return linear;
        }
        int need = VALID;
        if (user) {
            need |= USER;
        }
        if (write) {
            need |= user || (cr0 & Registers.CR0_WP) != 0 ? DIRTY | WRITABLE : DIRTY;
        }
        int index = linear >>> 12 & (ENTRIES - 1);
        if ((keys[index] & (PAGE | need)) == (linear & PAGE | need)) {
            return frames[index] | linear & 0xFFF;
        }
        return miss(linear, write, user);
    }

    private int miss(int linear, boolean write, boolean user) {
        registers.clock += costs.tlbMiss();
        PageWalk walk = PageWalk.of(memory, registers.cr0, registers.cr3, registers.cr4, linear);
        boolean present = walk.physical().isPresent();
        boolean needsWritable = write && (user || (registers.cr0 & Registers.CR0_WP) != 0);
        if (!present || user && !walk.user() || needsWritable && !walk.writable()) {
            registers.cr2 = linear;
            int code = (present ? ERROR_PRESENT : 0) | (write ? ERROR_WRITE : 0) | (user ? ERROR_USER : 0);
            invalidateEntry(linear);
            throw registers.fault.of(Fault.PAGE, code);
        }
        int physical = walk.physical().getAsInt();
        boolean dirty = mark(walk, write);
        int index = linear >>> 12 & (ENTRIES - 1);
        keys[index] = linear & PAGE
                | VALID
                | (walk.writable() ? WRITABLE : 0)
                | (walk.user() ? USER : 0)
                | (dirty ? DIRTY : 0)
                | (walk.global() ? GLOBAL : 0)
                | (walk.large() ? LARGE : 0);
        frames[index] = physical & PAGE;
        changes++;
        return physical;
    }

    /** Sets the accessed bits, and the dirty bit for a write; whether the page is dirty now. */
    private boolean mark(PageWalk walk, boolean write) {
        int last = walk.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            PageWalk.Step step = walk.steps().get(i);
            int marked = step.entry() | PageWalk.ACCESSED | (write && i == last ? PageWalk.DIRTY : 0);
            if (marked != step.entry()) {
                memory.write32(step.address(), marked);
            }
        }
        return write || (walk.steps().get(last).entry() & PageWalk.DIRTY) != 0;
    }

    /** INVLPG: drops the translation of a page, global or not; all of it if it is a large one. */
    void invalidate(int linear) {
        invalidateEntry(linear);
        for (int i = 0; i < ENTRIES; i++) {
            if ((keys[i] & LARGE) != 0 && keys[i] >>> 22 == linear >>> 22) {
                keys[i] = 0;
            }
        }
    }

    /** Drops all translations; the global ones only if {@code globalsToo}. */
    void flush(boolean globalsToo) {
        for (int i = 0; i < ENTRIES; i++) {
            if (globalsToo || (keys[i] & GLOBAL) == 0) {
                keys[i] = 0;
            }
        }
        changes++;
    }

    private void invalidateEntry(int linear) {
        int index = linear >>> 12 & (ENTRIES - 1);
        if ((keys[index] & PAGE) == (linear & PAGE)) {
            keys[index] = 0;
        }
        changes++;
    }

    void save(StateWriter out) {
        out.putInt((int) Arrays.stream(keys).filter(key -> key != 0).count());
        for (int i = 0; i < ENTRIES; i++) {
            if (keys[i] != 0) {
                out.putInt(i);
                out.putInt(keys[i]);
                out.putInt(frames[i]);
            }
        }
    }

    void load(StateReader in) throws ImageException {
        flush(true);
        int count = in.getInt();
        for (int n = 0; n < count; n++) {
            int index = in.getInt();
            if (index < 0 || index >= ENTRIES) {
                throw new ImageException("saved state names translation entry " + index + " of " + ENTRIES);
            }
            keys[index] = in.getInt();
            frames[index] = in.getInt();
        }
    }
}
