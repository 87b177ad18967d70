/* The stores of one core that other cores do not see yet. */
package org.kernelscope.hw.cpu;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.hw.BufferedStore;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * The first-in first-out store buffer of x86-TSO (Sewell et al., x86-TSO: a rigorous and usable programmer's model for
 * x86 multiprocessors, 2010; SDM 3A, 9.2.2). A load takes its value from the youngest store here that holds all its
 * bytes; where the youngest that it meets holds only some, all up to that one go to memory first. Under sequential
 * consistency it stays empty.
 *
 * <p>Its core's page walks and instruction fetches read memory alone, after the stores here to the very bytes that they
 * read have gone there: a core sees its own tables and its own code in program order, others see neither before the
 * stores have left.
 */
final class PendingStores {
    /** As many as a Nehalem core has (Intel optimization manual, 2.5.5). */
    static final int CAPACITY = 32;

    private static final int LARGEST = 8;

    private final int core;
    private final PhysicalMemory memory;
    private final Watch watch;
    private final boolean buffers;
    private final int[] linear = new int[CAPACITY];
    private final int[] physical = new int[CAPACITY];
    private final int[] size = new int[CAPACITY];
    private final long[] value = new long[CAPACITY];
    private final long[] due = new long[CAPACITY];
    private int oldest;
    private int count;
    private long forwarded;

    PendingStores(int core, PhysicalMemory memory, Watch watch, MemoryOrder order) {
        this.core = core;
        this.memory = memory;
        this.watch = watch;
        buffers = order == MemoryOrder.TOTAL_STORE;
    }

    /** Whether stores wait here at all. */
    boolean buffers() {
        return buffers;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** When the oldest store's line is there and its turn has come; {@link Interleaving#NEVER} if there is none. */
    long due() {
        return count == 0 ? Interleaving.NEVER : due[oldest];
    }

    /**
     * Takes in a store of 1, 2, 4 or 8 bytes of RAM; if there is no place, the oldest leaves.
     *
     * @param at when it could be seen by others, in cycles
     */
    void add(int linearAddress, int physicalAddress, int bytes, long stored, long at) {
        if (count == CAPACITY) {
            drainOldest();
        }
        int entry = entry(count++);
        linear[entry] = linearAddress;
        physical[entry] = physicalAddress;
        size[entry] = bytes;
        value[entry] = bytes == LARGEST ? stored : stored & (1L << bytes * 8) - 1;
        due[entry] = at;
    }

    /** Whether a load of these bytes takes its value, {@link #forwarded}, from here; if not, memory has it. */
    boolean forwards(int address, int bytes) {
        int youngest = meets(address, bytes);
        if (youngest < 0) {
            return false;
        }
        int entry = entry(youngest);
        int inside = address - physical[entry];
        if (inside < 0 || inside + bytes > size[entry]) {
            drain(youngest + 1);
            return false;
        }
        long shifted = value[entry] >>> inside * 8;
        forwarded = bytes == LARGEST ? shifted : shifted & (1L << bytes * 8) - 1;
        return true;
    }

    /** The value of the load for which {@link #forwards} held. */
    long forwarded() {
        return forwarded;
    }

    /** Brings all stores to memory up to the youngest that meets these bytes; whether there was one. */
    boolean settle(int address, int bytes) {
        int youngest = meets(address, bytes);
        drain(youngest + 1);
        return youngest >= 0;
    }

    /** Brings all to memory. */
    void drain() {
        drain(count);
    }

    private void drain(int number) {
        for (int i = 0; i < number; i++) {
            drainOldest();
        }
    }

    /** Brings the oldest to memory, where everybody sees it. */
    void drainOldest() {
        int entry = oldest;
        oldest = (oldest + 1) % CAPACITY;
        count--;
        int address = physical[entry];
        int bytes = size[entry];
        boolean told = watch.watching() && (watch.watched(address) || watch.watched(address + bytes - 1));
        long before = told ? inMemory(address, bytes) : 0;
        for (int i = 0; i < bytes && bytes != 4; i++) {
            memory.write8(address + i, (int) (value[entry] >>> i * 8) & 0xFF);
        }
        if (bytes == 4) {
            memory.write32(address, (int) value[entry]);
        }
        if (told) {
            watch.tell(new Accessed(core, linear[entry], address, bytes, Access.WRITE, before, value[entry]));
        }
    }

    /** Loses all, as at power-on. */
    void clear() {
        oldest = 0;
        count = 0;
    }

    /** Oldest first. */
    List<BufferedStore> entries() {
        List<BufferedStore> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int entry = entry(i);
            entries.add(new BufferedStore(physical[entry], size[entry], value[entry], due[entry]));
        }
        return List.copyOf(entries);
    }

    /** Position of the youngest store that has a byte of these, counted from the oldest; -1 if none has. */
    private int meets(int address, int bytes) {
        for (int i = count - 1; i >= 0; i--) {
            int entry = entry(i);
            if (address < physical[entry] + size[entry] && physical[entry] < address + bytes) {
                return i;
            }
        }
        return -1;
    }

    private int entry(int position) {
        return (oldest + position) % CAPACITY;
    }

    private long inMemory(int address, int bytes) {
        long found = 0;
        for (int i = 0; i < bytes; i++) {
            found |= (long) memory.read8(address + i) << i * 8;
        }
        return found;
    }

    /** Writes nothing under sequential consistency. */
    void save(StateWriter out) {
        if (!buffers) {
            return;
        }
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            int entry = entry(i);
            out.putInt(linear[entry]);
            out.putInt(physical[entry]);
            out.putInt(size[entry]);
            out.putLong(value[entry]);
            out.putLong(due[entry]);
        }
    }

    /** Reads what {@link #save} wrote. */
    void load(StateReader in) throws ImageException {
        clear();
        if (!buffers) {
            return;
        }
        int announced = in.getInt();
        if (announced < 0 || announced > CAPACITY) {
            throw new ImageException("saved state has " + announced + " stores in the buffer of core " + core);
        }
        for (int i = 0; i < announced; i++) {
            int linearAddress = in.getInt();
            int address = in.getInt();
            int bytes = in.getInt();
            boolean possible = bytes > 0 && bytes <= LARGEST && Integer.bitCount(bytes) == 1;
            if (!possible || address < 0 || address > memory.size() - bytes) {
                throw new ImageException("saved state has an impossible store in the buffer of core " + core);
            }
            add(linearAddress, address, bytes, in.getLong(), in.getLong());
        }
    }
}
