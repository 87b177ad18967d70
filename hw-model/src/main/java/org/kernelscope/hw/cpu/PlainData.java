/* The data accesses of plain instructions: RAM by translations that are at hand. */
package org.kernelscope.hw.cpu;

import java.util.Optional;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.cache.CacheSystem;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Asks first whether an access is plain, which changes nothing, and does it then. */
final class PlainData {
    /** No place in RAM. */
    static final int NO = -1;

    private static final int MOST_LINES = 4;

    private final int core;
    private final Registers registers;
    private final Paging paging;
    private final PhysicalMemory memory;
    private final Environment environment;
    private final Costs costs;
    private final Watch watch;
    private final boolean timed;
    private final boolean buffers;
    private boolean user;
    private boolean careful;
    private boolean quiet;
    private final Optional<CacheSystem> caches;
    private final int[] lines = new int[MOST_LINES];
    private int known;

    PlainData(
            int core,
            Registers registers,
            Paging paging,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            Watch watch,
            boolean buffers) {
        this.core = core;
        this.registers = registers;
        this.paging = paging;
        this.memory = memory;
        this.environment = environment;
        this.costs = costs;
        this.watch = watch;
        this.buffers = buffers;
        timed = costs.timed();
        caches = environment.caches();
    }

    /**
     * The ring and the observer decide what the accesses to come may do; quiet ones write nothing, and read only what
     * costs a hit of the first-level cache and changes nothing there.
     */
    void enter(boolean quietly) {
        user = registers.cpl == 3;
        quiet = quietly;
        careful = quiet || watch.watching();
    }

    /** Whether nothing but general registers and flags may change. */
    boolean isQuiet() {
        return quiet;
    }

    /** No line was read quietly. */
    void forgetLines() {
        known = 0;
    }

    /** Whether this line may have been read quietly. */
    boolean remembers(int line) {
        for (int at = 0; at < known; at++) {
            if (lines[at] == line) {
                return true;
            }
        }
        return false;
    }

    private boolean allowed(int physical, boolean write) {
        return quiet
                ? !write && (!timed || readsQuietly(physical & -CacheSystem.LINE_BYTES))
                : !watch.watched(physical);
    }

    private boolean readsQuietly(int line) {
        if (!caches.orElseThrow().latest(core, line)) {
            return false;
        }
        boolean remembered = remembers(line);
        if (!remembered && known < lines.length) {
            lines[known++] = line;
        }
        return remembered || lines[known - 1] == line;
    }

    /** Where the bytes are in RAM if a read needs no more than the buffered translation; {@link #NO} if it does. */
    int readable(int linear, int bytes) {
        int physical = paging.ready(linear, false, user);
        return (linear & bytes - 1) == 0
                        && Integer.compareUnsigned(physical, memory.size()) < 0
                        && (!careful || allowed(physical, false))
                ? physical
                : NO;
    }

    /** The same for a write, to a page of which no one keeps anything, that need not wait in a buffer. */
    int writable(int linear, int bytes) {
        int physical = paging.ready(linear, true, user);
        return !buffers
                        && (linear & bytes - 1) == 0
                        && Integer.compareUnsigned(physical, memory.size()) < 0
                        && memory.unnoticed(physical)
                        && (!careful || allowed(physical, true))
                ? physical
                : NO;
    }

    private void chargeRead(int physical) {
        if (timed) {
            registers.clock += costs.load() + environment.access(core, physical, Access.READ, registers.clock);
        }
    }

    private void chargeWrite(int physical) {
        if (timed) {
            registers.clock += costs.store() + environment.access(core, physical, Access.WRITE, registers.clock);
        }
    }

    /** Reads what is {@link #readable}, at its cost. */
    int value(int physical, int bytes) {
        chargeRead(physical);
        return bytes == 4 ? memory.read32(physical) : bytes == 1 ? memory.read8(physical) : memory.read16(physical);
    }

    /** Writes what is {@link #writable}, at its cost. */
    void put(int physical, int bytes, int value) {
        chargeWrite(physical);
        if (bytes == 4) {
            memory.write32(physical, value);
        } else if (bytes == 1) {
            memory.write8(physical, value);
        } else {
            memory.write16(physical, value);
        }
    }

    /** Reads 4 bytes without cost, to see whether an instruction can go on. */
    int peek(int physical) {
        return memory.read32(physical);
    }
}
