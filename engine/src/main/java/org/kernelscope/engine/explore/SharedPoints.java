/* The instructions at which another core can tell what happens: learned from runs. */
package org.kernelscope.engine.explore;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;

/**
 * Which instructions touched a cache line that at least two cores touched, at least one of them writing. The set only
 * grows. A line counts as a whole, as for the hardware.
 */
final class SharedPoints {
    static final int LINE_SHIFT = 6;

    private final Map<Integer, LineUse> uses = new HashMap<>();
    private final Set<Integer> sharedLines = new HashSet<>();
    private final BitSet points = new BitSet();

    /** What is known of one line. */
    private static final class LineUse {
        private int cores;
        private boolean written;
        private final BitSet instructions = new BitSet();
    }

    /** Learns from an access; the address of an instruction lies below 2 GiB. */
    void learn(Accessed access, int pc) {
        int line = access.physical() >>> LINE_SHIFT;
        LineUse use = uses.computeIfAbsent(line, unknown -> new LineUse());
        use.cores |= 1 << access.core();
        use.written |= access.kind() != Access.READ;
        use.instructions.set(pc);
        if (sharedLines.contains(line)) {
            points.set(pc);
        } else if (use.written && Integer.bitCount(use.cores) > 1) {
            sharedLines.add(line);
            points.or(use.instructions);
        }
    }

    boolean isPoint(int pc) {
        return pc >= 0 && points.get(pc);
    }

    boolean isShared(int physical) {
        return sharedLines.contains(physical >>> LINE_SHIFT);
    }

    /** Physical addresses of the shared lines. */
    Set<Integer> lines() {
        Set<Integer> addresses = new HashSet<>();
        sharedLines.forEach(line -> addresses.add(line << LINE_SHIFT));
        return addresses;
    }

    /** How many instructions are known. */
    int count() {
        return points.cardinality();
    }
}
