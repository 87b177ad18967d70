/* Linear to physical addresses, through finite translation buffers that software can see. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.TranslationBuffer.DIRTY;
import static org.kernelscope.hw.cpu.TranslationBuffer.USER;
import static org.kernelscope.hw.cpu.TranslationBuffer.VALID;
import static org.kernelscope.hw.cpu.TranslationBuffer.WRITABLE;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.Translation;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * 32-bit paging of one core. The translation buffers are part of the machine's state: an entry that software forgot to
 * invalidate stays in use, as on hardware (SDM 3A, 4.10). Entries of page directories are not kept apart from them.
 *
 * <p>A miss walks the tables, and each entry read or marked is an access to memory that the caches answer. An entry that
 * is there but lacks a right, or the mark that its page is dirty, walks again before it faults, so that a right that was
 * added needs no invalidation; a right that was taken away does (SDM 3A, 4.10.4.2 and 4.10.4.3). A page fault drops the
 * entries for its address.
 */
final class Paging {
    private static final int PAGE = ~0xFFF;

    private final int core;
    private final Registers registers;
    private final PhysicalMemory memory;
    private final Environment environment;
    private final Costs costs;
    private final Watch watch;
    private final Tally tally;
    private final PendingStores stores;
    private final Tlb data;
    private final Tlb code;
    private final int[] dataKeys;
    private final int[] dataFrames;

    Paging(
            int core,
            Registers registers,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            TlbGeometry geometry,
            Watch watch,
            Tally tally,
            PendingStores stores) {
        this.core = core;
        this.registers = registers;
        this.memory = memory;
        this.environment = environment;
        this.costs = costs;
        this.watch = watch;
        this.tally = tally;
        this.stores = stores;
        data = new Tlb(false, geometry.data(), geometry.dataLarge());
        code = new Tlb(true, geometry.code(), geometry.codeLarge());
        dataKeys = data.recentKeys;
        dataFrames = data.recentFrames;
    }

    /** Rises whenever a translation of code comes or goes: whoever keeps one compares. */
    int codeChanges() {
        return code.changes();
    }

    /** Translates for a data access, filling the buffer and marking entries; raises #PF. */
    int translate(int linear, boolean write, boolean user) {
        int cr0 = registers.cr0;
        if (cr0 >= 0) {
            return linear;
        }
        int need = need(write, user, cr0);
        int slot = Tlb.slot(linear);
        if ((dataKeys[slot] & (PAGE | need)) == (linear & PAGE | need)) {
            return dataFrames[slot] | linear & 0xFFF;
        }
        return search(data, linear, need, write, user);
    }

    /** What {@link #translate} would answer if it knows at once, without change of anything; -1 if it does not. */
    int ready(int linear, boolean write, boolean user) {
        int cr0 = registers.cr0;
        if (cr0 >= 0) {
            return linear;
        }
        int slot = Tlb.slot(linear);
        int need = need(write, user, cr0);
        return (dataKeys[slot] & (PAGE | need)) == (linear & PAGE | need) ? dataFrames[slot] | linear & 0xFFF : -1;
    }

    /** The keys of the translations used last, for regions; see {@link Tlb}. */
    int[] recentKeys() {
        return dataKeys;
    }

    int[] recentFrames() {
        return dataFrames;
    }

    /** The same of {@link #translateCode}. */
    int readyCode(int linear, boolean user) {
        if (registers.cr0 >= 0) {
            return linear;
        }
        int need = user ? VALID | USER : VALID;
        int slot = Tlb.slot(linear);
        return (code.recentKeys[slot] & (PAGE | need)) == (linear & PAGE | need)
                ? code.recentFrames[slot] | linear & 0xFFF
                : -1;
    }

    static int need(boolean write, boolean user, int cr0) {
        int need = user ? VALID | USER : VALID;
        if (write) {
            need |= user || (cr0 & Registers.CR0_WP) != 0 ? DIRTY | WRITABLE : DIRTY;
        }
        return need;
    }

    /** Translates for the fetch of an instruction; raises #PF. */
    int translateCode(int linear, boolean user) {
        if (registers.cr0 >= 0) {
            return linear;
        }
        int need = user ? VALID | USER : VALID;
        int slot = Tlb.slot(linear);
        if ((code.recentKeys[slot] & (PAGE | need)) == (linear & PAGE | need)) {
            return code.recentFrames[slot] | linear & 0xFFF;
        }
        return search(code, linear, need, false, user);
    }

    private int search(Tlb tlb, int linear, int need, boolean write, boolean user) {
        int slot = Tlb.slot(linear);
        if (!tlb.find(linear)) {
            tally.tlbMisses++;
        } else if ((tlb.recentKeys[slot] & need) == need) {
            return tlb.recentFrames[slot] | linear & 0xFFF;
        }
        return walk(tlb, linear, write, user);
    }

    private int walk(Tlb tlb, int linear, boolean write, boolean user) {
        tally.pageWalks++;
        registers.clock += costs.tlbMiss();
        PageWalk walk = tables(linear);
        while (waitsForStores(walk)) {
            walk = tables(linear);
        }
        for (PageWalk.Step step : walk.steps()) {
            charge(step.address(), Access.READ);
        }
        OptionalInt error = walk.fault(write, user, (registers.cr0 & Registers.CR0_WP) != 0);
        if (error.isPresent()) {
            registers.cr2 = linear;
            invalidate(linear);
            throw registers.fault.of(Fault.PAGE, error.getAsInt());
        }
        tlb.fill(walk, mark(walk, write));
        return walk.physical().getAsInt();
    }

    private PageWalk tables(int linear) {
        return PageWalk.of(memory, registers.cr0, registers.cr3, registers.cr4, linear);
    }

    /** Whether the core's own store to an entry that the walk read had yet to become visible. */
    private boolean waitsForStores(PageWalk walk) {
        boolean waited = false;
        for (PageWalk.Step step : walk.steps()) {
            waited |= !stores.isEmpty() && stores.settle(step.address(), 4);
        }
        return waited;
    }

    /** Sets the accessed bits, and the dirty bit for a write (SDM 3A, 4.8); whether the page is dirty now. */
    private boolean mark(PageWalk walk, boolean write) {
        int last = walk.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            PageWalk.Step step = walk.steps().get(i);
            int marked = step.entry() | PageWalk.ACCESSED | (write && i == last ? PageWalk.DIRTY : 0);
            if (marked != step.entry()) {
                mark(step, marked);
            }
        }
        return write || (walk.steps().get(last).entry() & PageWalk.DIRTY) != 0;
    }

    /** The processor marks with a locked operation, which has no linear address of its own. */
    private void mark(PageWalk.Step step, int marked) {
        int address = step.address();
        registers.clock += costs.locked();
        charge(address, Access.LOCKED);
        memory.write32(address, marked);
        if (watch.watched(address)) {
            long before = step.entry() & 0xFFFF_FFFFL;
            watch.tell(new Accessed(core, address, address, 4, Access.LOCKED, before, marked & 0xFFFF_FFFFL));
        }
    }

    private void charge(int physical, Access kind) {
        if (costs.timed() && physical >= 0 && physical < memory.size()) {
            registers.clock += environment.access(core, physical, kind, registers.clock);
        }
    }

    /** INVLPG: drops the translations of a page, global or not; all of it if it is a large one. */
    void invalidate(int linear) {
        data.invalidate(linear);
        code.invalidate(linear);
    }

    /** Drops all translations; the global ones only if {@code globalsToo}. */
    void flush(boolean globalsToo) {
        data.flush(globalsToo);
        code.flush(globalsToo);
    }

    /** All entries, those for data first; changes nothing. */
    List<Translation> entries() {
        return Stream.concat(data.entries().stream(), code.entries().stream()).toList();
    }

    void save(StateWriter out) {
        data.save(out);
        code.save(out);
    }

    void load(StateReader in) throws ImageException {
        data.load(in);
        code.load(in);
    }
}
