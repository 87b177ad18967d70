/* Counters that a guest programs to count what its core does. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import org.kernelscope.hw.CoreState.Counters;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Architectural performance monitoring, version 1 (SDM 3B, 20.2.1): counters of 48 bits, each with a register that selects
 * an event, the rings in which it counts and whether it does. They count nothing themselves: what they show is how far
 * the figures of {@link Counters} have gone on since. There are no interrupts on overflow, and the bits of the select
 * register for that, for edges and for thresholds read as zero.
 *
 * <p>Events, as unit mask and number: 003C cycles in which the core did not halt, 00C0 instructions, 4F2E and 412E
 * references to the last-level cache and their misses; and as a Sandy Bridge numbers them, if it does: 0151 misses of the
 * L1 data cache, 04D2 lines from another cache, 0108 and 0185 misses of the translation buffers for data and for code,
 * 010C page walks, 21D0 locked operations, 01CB interrupts taken. Any other event counts nothing.
 */
final class PerformanceCounters {
    /** Bits of a counter. */
    static final int WIDTH = 48;

    private static final int USER = 1 << 16;
    private static final int SYSTEM = 1 << 17;
    private static final int ENABLED = 1 << 22;
    private static final int KEPT = 0xFFFF | USER | SYSTEM | ENABLED;

    private final int core;
    private final Registers registers;
    private final Environment environment;
    private final Tally tally;
    private final int[] select;
    private final long[] value;
    /** The event's figure up to which each value counts. */
    private final long[] counted;

    private boolean user;

    PerformanceCounters(int core, Registers registers, Environment environment, Tally tally, ProcessorModel model) {
        this.core = core;
        this.registers = registers;
        this.environment = environment;
        this.tally = tally;
        select = new int[model.counters()];
        value = new long[select.length];
        counted = new long[select.length];
    }

    /** How many there are. */
    int number() {
        return select.length;
    }

    /** What one shows now. */
    long read(int counter) {
        settle(counter);
        return value[counter] & (1L << WIDTH) - 1;
    }

    /** Sets one to 32 bits, sign-extended (SDM 3B, 20.2.8). */
    void write(int counter, int bits) {
        settle(counter);
        value[counter] = bits;
    }

    /** What one counts. */
    int selected(int counter) {
        return select[counter];
    }

    /** Says what one counts from now on. */
    void select(int counter, int bits) {
        settle(counter);
        select[counter] = bits & KEPT;
        counted[counter] = figure(bits & 0xFFFF);
    }

    /** From now on the core is in this ring. */
    void ring(int ring) {
        for (int counter = 0; counter < select.length; counter++) {
            settle(counter);
        }
        user = ring != 0;
    }

    private void settle(int counter) {
        int bits = select[counter];
        if ((bits & ENABLED) == 0) {
            return;
        }
        long now = figure(bits & 0xFFFF);
        if ((bits & (user ? USER : SYSTEM)) != 0) {
            value[counter] += now - counted[counter];
        }
        counted[counter] = now;
    }

    private long figure(int event) {
        return switch (event) {
            case 0x003C -> registers.clock - tally.idleCycles;
            case 0x00C0 -> registers.retired;
            default -> figure(event, tally.complete(environment.traffic(core)));
        };
    }

    private static long figure(int event, Counters figures) {
        return switch (event) {
            case 0x4F2E -> figures.lastReferences();
            case 0x412E -> figures.lastMisses();
            case 0x0151 -> figures.firstMisses();
            case 0x04D2 -> figures.transfers();
            case 0x0108 -> figures.tlbMisses() - figures.codeTlbMisses();
            case 0x0185 -> figures.codeTlbMisses();
            case 0x010C -> figures.pageWalks();
            case 0x21D0 -> figures.locked();
            case 0x01CB -> figures.interrupts();
            default -> 0;
        };
    }

    /** The state after power-on. */
    void reset() {
        Arrays.fill(select, 0);
        Arrays.fill(value, 0);
        Arrays.fill(counted, 0);
        user = false;
    }

    void save(StateWriter out) {
        out.putInts(select);
        for (int counter = 0; counter < select.length; counter++) {
            out.putLong(value[counter]);
            out.putLong(counted[counter]);
        }
        out.putBoolean(user);
    }

    void load(StateReader in) throws ImageException {
        in.getInts(select);
        for (int counter = 0; counter < select.length; counter++) {
            value[counter] = in.getLong();
            counted[counter] = in.getLong();
        }
        user = in.getBoolean();
    }
}
