/* Reads the data that the contention workload's lock guards. */
package org.kernelscope.engine.explore;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.kernelscope.hw.Machine;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.StructType;
import org.kernelscope.kernel.Type;
import org.kernelscope.kernel.Variable;

/** Knows where {@code work_log} lies and what must be in it after every core has worked its rounds. */
final class WorkLog {
    private final Variable variable;
    private final StructType type;
    private final int cores;
    private final int rounds;

    WorkLog(KernelImage image, int cores, int rounds) {
        variable = image.variable("work_log").orElseThrow(() -> new AssertionError("no work_log"));
        type = image.struct("work_log").orElseThrow(() -> new AssertionError("no struct work_log"));
        this.cores = cores;
        this.rounds = rounds;
    }

    /** Physical addresses of its lines; the kernel maps its data one to one. */
    Set<Integer> lines() {
        Set<Integer> lines = new HashSet<>();
        for (int offset = 0; offset < type.size(); offset += 1 << SharedPoints.LINE_SHIFT) {
            lines.add(variable.address() + offset);
        }
        return lines;
    }

    /** What is wrong with the log now that all rounds are over; empty if nothing. */
    Optional<String> damage(Machine machine) {
        byte[] bytes = machine.peekLinear(0, variable.address(), type.size());
        int head = word(bytes, offset("head"));
        int expected = cores * rounds;
        if (head != expected) {
            return Optional.of("entries of the work log are lost: it counts " + Integer.toUnsignedString(head)
                    + ", but the cores wrote " + expected);
        }
        Type.Array ring = (Type.Array) type.member("entry").orElseThrow().type();
        StructType entry = (StructType) ring.element();
        int size = entry.size();
        int[] next = new int[cores];
        for (int i = 0; i < Math.min(expected, ring.count()); i++) {
            int place = offset("entry") + i * size;
            int cpu = word(bytes, place + entry.member("cpu").orElseThrow().offset());
            int round = word(bytes, place + entry.member("round").orElseThrow().offset());
            if (cpu < 0 || cpu >= cores || round != next[cpu]++) {
                return Optional.of("the work log is damaged: entry " + i + " says processor "
                        + Integer.toUnsignedString(cpu) + ", round " + Integer.toUnsignedString(round));
            }
        }
        return Optional.empty();
    }

    private int offset(String member) {
        return type.member(member).orElseThrow().offset();
    }

    static int word(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }
}
