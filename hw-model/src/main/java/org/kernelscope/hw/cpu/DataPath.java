/* How a core's instructions reach data. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.SS;

import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * Data accesses: segment check, translation, cost, the access itself, and its event. Both ends of an access are checked
 * before any of it happens. What is not plain RAM inside one page, and every locked access, waits until the core's earlier
 * stores are visible.
 */
final class DataPath {
    private static final int LINE = 64;
    private static final int WIDE = 8;

    private final int core;
    private final Registers registers;
    private final Paging paging;
    private final PhysicalMemory memory;
    private final int ramSize;
    private final Environment environment;
    private final Costs costs;
    private final Watch watch;
    private final PendingStores stores;
    private final boolean buffers;
    private final boolean timed;

    private int updateLinear;
    private int updateFirst;
    private int updateLast;
    private int updateSize;
    private boolean updateLocked;
    private long updateBefore;

    DataPath(
            int core,
            Registers registers,
            Paging paging,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            Watch watch,
            PendingStores stores) {
        this.core = core;
        this.registers = registers;
        this.paging = paging;
        this.memory = memory;
        this.ramSize = memory.size();
        this.environment = environment;
        this.costs = costs;
        this.watch = watch;
        this.stores = stores;
        buffers = stores.buffers();
        timed = costs.timed();
    }

    /** Reads 1, 2 or 4 bytes through a segment. */
    int read(int segment, int offset, int size) {
        return readLinear(linear(segment, offset, size, false), size, registers.cpl == 3);
    }

    /** Writes 1, 2 or 4 bytes through a segment. */
    void write(int segment, int offset, int size, int value) {
        writeLinear(linear(segment, offset, size, true), size, value, registers.cpl == 3);
    }

    /** Reads a descriptor table or task state: rights of ring 0, whatever the current ring. */
    int readSystem(int linear, int size) {
        return readLinear(linear, size, false);
    }

    /** Marks a descriptor, with a locked operation. */
    void writeSystem(int linear, int size, int value) {
        writeLinear(linear, size, value, false);
        stores.drain();
    }

    /** Raises the fault that a write would raise. */
    void checkWrite(int segment, int offset, int size) {
        int linear = linear(segment, offset, size, true);
        paging.translate(linear, true, registers.cpl == 3);
        paging.translate(linear + size - 1, true, registers.cpl == 3);
    }

    /** Raises the fault that reading one byte would raise. */
    void checkRead(int segment, int offset) {
        paging.translate(linear(segment, offset, 1, false), false, registers.cpl == 3);
    }

    /** Reads 8 bytes through a segment. */
    long readWide(int segment, int offset) {
        boolean user = registers.cpl == 3;
        int linear = linear(segment, offset, WIDE, false);
        int first = paging.translate(linear, false, user);
        int last =
                (linear & 0xFFF) + WIDE > 0x1000 ? paging.translate(linear + WIDE - 1, false, user) : first + WIDE - 1;
        account(first, last, WIDE, Access.READ);
        long value = fetch(first, last, WIDE);
        if (watch.watching()) {
            tell(linear, first, last, WIDE, Access.READ, value, value);
        }
        return value;
    }

    /** Writes 8 bytes through a segment; inside one page they become visible together. */
    void writeWide(int segment, int offset, long value) {
        boolean user = registers.cpl == 3;
        int linear = linear(segment, offset, WIDE, true);
        int first = paging.translate(linear, true, user);
        int last =
                (linear & 0xFFF) + WIDE > 0x1000 ? paging.translate(linear + WIDE - 1, true, user) : first + WIDE - 1;
        account(first, last, WIDE, Access.WRITE);
        if (buffered(linear, first, last, WIDE, value)) {
            return;
        }
        boolean told = watch.watching() && ram(first);
        long before = told ? fetch(first, last, WIDE) : 0;
        store(first, last, WIDE, value);
        if (told) {
            tell(linear, first, last, WIDE, Access.WRITE, before, value);
        }
    }

    /** Begins a read-modify-write of 1, 2, 4 or 8 bytes that {@link #update} ends; the value so far. */
    long readForUpdate(int segment, int offset, int size, boolean locked) {
        boolean user = registers.cpl == 3;
        int linear = linear(segment, offset, size, true);
        int first = paging.translate(linear, true, user);
        int last =
                (linear & 0xFFF) + size > 0x1000 ? paging.translate(linear + size - 1, true, user) : first + size - 1;
        updateLinear = linear;
        updateFirst = first;
        updateLast = last;
        updateSize = size;
        updateLocked = locked;
        account(first, last, size, locked ? Access.LOCKED : Access.READ);
        if (locked) {
            stores.drain();
        }
        long value = fetch(first, last, size);
        updateBefore = value;
        if (!locked && watch.watching()) {
            tell(linear, first, last, size, Access.READ, value, value);
        }
        return value;
    }

    /** Ends a read-modify-write. */
    void update(long value) {
        if (!updateLocked) {
            account(updateFirst, updateLast, updateSize, Access.WRITE);
        }
        if (!updateLocked && buffered(updateLinear, updateFirst, updateLast, updateSize, value)) {
            return;
        }
        store(updateFirst, updateLast, updateSize, value);
        if (watch.watching()) {
            Access kind = updateLocked ? Access.LOCKED : Access.WRITE;
            long after = updateSize == 8 ? value : value & (1L << updateSize * 8) - 1;
            tell(updateLinear, updateFirst, updateLast, updateSize, kind, updateBefore, after);
        }
    }

    private int readLinear(int linear, int size, boolean user) {
        int first = paging.translate(linear, false, user);
        if ((linear & (LINE - 1)) + size > LINE) {
            return readSplit(linear, first, size, user);
        }
        if (!ram(first)) {
            stores.drain();
            registers.clock += device(first);
            return environment.readDevice(core, first, size);
        }
        registers.clock += costs.load() + cached(first, Access.READ);
        int value = stores.isEmpty() ? load(first, size) : (int) fetch(first, first + size - 1, size);
        if (watch.watching()) {
            long seen = value & 0xFFFF_FFFFL;
            tell(linear, first, first, size, Access.READ, seen, seen);
        }
        return value;
    }

    private int load(int physical, int size) {
        return size == 4 ? memory.read32(physical) : size == 1 ? memory.read8(physical) : memory.read16(physical);
    }

    private int readSplit(int linear, int first, int size, boolean user) {
        int last =
                (linear & 0xFFF) + size > 0x1000 ? paging.translate(linear + size - 1, false, user) : first + size - 1;
        account(first, last, size, Access.READ);
        long value = fetch(first, last, size);
        if (watch.watching()) {
            tell(linear, first, last, size, Access.READ, value, value);
        }
        return (int) value;
    }

    private void writeLinear(int linear, int size, int value, boolean user) {
        int first = paging.translate(linear, true, user);
        if ((linear & (LINE - 1)) + size > LINE || !ram(first) || buffers || watch.watching()) {
            writeSlowly(linear, first, size, value, user);
            return;
        }
        registers.clock += costs.store() + cached(first, Access.WRITE);
        if (size == 4) {
            memory.write32(first, value);
        } else if (size == 1) {
            memory.write8(first, value);
        } else {
            memory.write16(first, value);
        }
    }

    private void writeSlowly(int linear, int first, int size, int value, boolean user) {
        int last =
                (linear & 0xFFF) + size > 0x1000 ? paging.translate(linear + size - 1, true, user) : first + size - 1;
        account(first, last, size, Access.WRITE);
        if (buffered(linear, first, last, size, value)) {
            return;
        }
        boolean told = watch.watching() && ram(first);
        long before = told ? fetch(first, last, size) : 0;
        store(first, last, size, value);
        if (told) {
            tell(linear, first, last, size, Access.WRITE, before, value & (1L << size * 8) - 1);
        }
    }

    /** Whether the store waits in the buffer now; if not, the buffer is empty and memory is free for it. */
    private boolean buffered(int linear, int first, int last, int size, long value) {
        if (!buffers || !together(first, last, size)) {
            stores.drain();
            return false;
        }
        stores.add(linear, first, size, value, registers.clock + environment.drain(core, registers.clock));
        return true;
    }

    /** Makes all earlier stores visible. */
    void drain() {
        stores.drain();
    }

    private boolean ram(int physical) {
        return physical >= 0 && physical < ramSize;
    }

    /** Charges an access, line by line. */
    private void account(int first, int last, int size, Access kind) {
        if (kind == Access.LOCKED) {
            registers.clock += costs.locked();
        }
        registers.clock += (kind == Access.READ ? costs.load() : costs.store()) + charge(first, kind);
        if ((first & (LINE - 1)) + size > LINE) {
            registers.clock += charge(last, kind);
        }
    }

    private int charge(int physical, Access kind) {
        return ram(physical) ? cached(physical, kind) : device(physical);
    }

    private int cached(int physical, Access kind) {
        return timed ? environment.access(core, physical, kind, registers.clock) : 0;
    }

    private int device(int physical) {
        return (physical ^ registers.apicBase) >>> PhysicalMemory.PAGE_SHIFT == 0 ? costs.apic() : costs.io();
    }

    private boolean together(int first, int last, int size) {
        return last == first + size - 1 && ram(first) && ram(last);
    }

    private long fetch(int first, int last, int size) {
        if (together(first, last, size)) {
            if (!stores.isEmpty() && stores.forwards(first, size)) {
                return stores.forwarded();
            }
            return switch (size) {
                case 1 -> memory.read8(first);
                case 2 -> memory.read16(first);
                case 4 -> memory.read32(first) & 0xFFFF_FFFFL;
                default -> memory.read32(first) & 0xFFFF_FFFFL | (long) memory.read32(first + 4) << 32;
            };
        }
        stores.drain();
        if (size <= 4 && last == first + size - 1 && !ram(first)) {
            return environment.readDevice(core, first, size) & 0xFFFF_FFFFL;
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            int at = byteAddress(first, last, size, i);
            long piece = ram(at) ? memory.read8(at) : environment.readDevice(core, at, 1) & 0xFF;
            value |= piece << i * 8;
        }
        return value;
    }

    private void store(int first, int last, int size, long value) {
        if (together(first, last, size)) {
            switch (size) {
                case 1 -> memory.write8(first, (int) value);
                case 2 -> memory.write16(first, (int) value);
                case 4 -> memory.write32(first, (int) value);
                default -> {
                    memory.write32(first, (int) value);
                    memory.write32(first + 4, (int) (value >>> 32));
                }
            }
            return;
        }
        if (size <= 4 && last == first + size - 1 && !ram(first)) {
            environment.writeDevice(core, first, size, (int) value);
            return;
        }
        for (int i = 0; i < size; i++) {
            int at = byteAddress(first, last, size, i);
            int piece = (int) (value >>> i * 8) & 0xFF;
            if (ram(at)) {
                memory.write8(at, piece);
            } else {
                environment.writeDevice(core, at, 1, piece);
            }
        }
    }

    private static int byteAddress(int first, int last, int size, int i) {
        return (first & 0xFFF) + i < 0x1000 ? first + i : last - (size - 1 - i);
    }

    private void tell(int linear, int first, int last, int size, Access kind, long before, long after) {
        if (ram(first) && (watch.watched(first) || watch.watched(last))) {
            watch.tell(new Accessed(core, linear, first, size, kind, before, after));
        }
    }

    /** Segment check (SDM 3A, 5.3 and 5.5), with the linear address as the answer. */
    private int linear(int segment, int offset, int size, boolean write) {
        boolean flat = registers.limit[segment] == -1
                && (registers.rights[segment] & Segments.FLAT_MASK) == Segments.FLAT_DATA;
        if (!flat && !Segments.allows(registers, segment, offset, size, write)) {
            throw registers.fault.of(segment == SS ? Fault.STACK : Fault.GENERAL_PROTECTION, 0);
        }
        return registers.base[segment] + offset;
    }
}
