/* What a machine's observer wants to hear of. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.Observer;

/** Probed instructions, watched cache lines, and the observer; shared by all cores of a machine. */
public final class Watch {
    private static final int LINE_SHIFT = 6;
    private static final int FILTER_BITS = 12;

    private final Set<Integer> probes = new HashSet<>();
    private final Set<Integer> lines = new HashSet<>();
    private final long[] probeFilter = new long[(1 << FILTER_BITS) / Long.SIZE];
    private final long[] lineFilter = new long[(1 << FILTER_BITS) / Long.SIZE];
    private Optional<Observer> observer = Optional.empty();
    private boolean allAccesses;
    private boolean probing;
    private boolean watching;

    /** Who is told from now on; empty for nobody. */
    public void observer(Optional<Observer> next) {
        observer = next;
        refresh();
    }

    /** Replaces the set of probed instructions, by linear address in whatever address space. */
    public void probes(Set<Integer> addresses) {
        probes.clear();
        probes.addAll(addresses);
        Arrays.fill(probeFilter, 0);
        for (int address : addresses) {
            probeFilter[slot(address) >>> 6] |= 1L << slot(address);
        }
        refresh();
    }

    /** Replaces the set of watched lines; each is given by any physical address inside it. */
    public void lines(Set<Integer> addresses) {
        lines.clear();
        Arrays.fill(lineFilter, 0);
        for (int address : addresses) {
            int line = address >>> LINE_SHIFT;
            lines.add(line);
            lineFilter[slot(line) >>> 6] |= 1L << slot(line);
        }
        refresh();
    }

    /** Whether every data access is told, whatever its line. */
    public void allAccesses(boolean all) {
        allAccesses = all;
        refresh();
    }

    /** Whether there is an observer. */
    public boolean observed() {
        return observer.isPresent();
    }

    /** Whether an observer waits for any instruction. */
    public boolean probing() {
        return probing;
    }

    /** Whether an observer waits for this instruction. */
    public boolean probed(int linear) {
        return probing && (probeFilter[slot(linear) >>> 6] >>> slot(linear) & 1) != 0 && probes.contains(linear);
    }

    /** Whether an observer waits for data accesses at all. */
    public boolean watching() {
        return watching;
    }

    /** Whether an observer waits for accesses to the line of this physical address. */
    public boolean watched(int physical) {
        return watching && (allAccesses || inFilter(physical) && lines.contains(physical >>> LINE_SHIFT));
    }

    private boolean inFilter(int physical) {
        int slot = slot(physical >>> LINE_SHIFT);
        return (lineFilter[slot >>> 6] >>> slot & 1) != 0;
    }

    /** Tells the observer, if there is one. */
    public void tell(MachineEvent event) {
        observer.ifPresent(o -> o.saw(event));
    }

    private void refresh() {
        probing = observer.isPresent() && !probes.isEmpty();
        watching = observer.isPresent() && (allAccesses || !lines.isEmpty());
    }

    private static int slot(int address) {
        return (address * 0x9E37_79B1) >>> (Integer.SIZE - FILTER_BITS);
    }
}
