/* Judges whether what a core stored before it released a lock is in memory when the next one holds it. */
package org.kernelscope.engine.explore;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.kernelscope.engine.explore.Violation.Kind;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variable;

/**
 * Judges a workload that is one translation unit with its lock and keeps a note for each core in {@code leaving_note},
 * one cache line a note: 1 stored after acquiring, 2 before releasing, 0 after releasing. With a lock that keeps its
 * promise no core stores 1 while another's note is 1.
 */
public final class LeavingOracle implements Oracle {
    private static final int NOTE_BYTES = 1 << SharedPoints.LINE_SHIFT;
    private static final long INSIDE = 1;

    private final KernelImage image;
    private final int notes;
    private final int cores;
    private final int lock;
    private final int lockBytes;
    private final long[] note;
    private final int[] lastLockWrite;

    /** An oracle for one run. */
    public LeavingOracle(Subject subject) {
        image = subject.image();
        cores = subject.cores();
        notes = Subject.address(image, "leaving_note");
        Variable variable = image.variable("work_lock").orElseThrow(() -> new AssertionError("no work_lock"));
        lock = variable.address();
        lockBytes = variable.type().size();
        note = new long[cores];
        lastLockWrite = new int[cores];
        Arrays.fill(lastLockWrite, -1);
    }

    @Override
    public Set<Integer> lines() {
        Set<Integer> lines = new HashSet<>();
        for (int core = 0; core < cores; core++) {
            lines.add(notes + core * NOTE_BYTES);
        }
        lines.add(lock);
        return lines;
    }

    @Override
    public Optional<Violation> after(Machine machine, int core, int eip, long step) {
        return Optional.empty();
    }

    @Override
    public Optional<Violation> accessed(Accessed access, int pc, long step) {
        if (access.before() == access.after()) {
            return Optional.empty();
        }
        if (Integer.compareUnsigned(access.linear() - lock, lockBytes) < 0) {
            lastLockWrite[access.core()] = pc;
        }
        int offset = access.linear() - notes;
        if (offset < 0 || offset >= cores * NOTE_BYTES || offset % NOTE_BYTES != 0) {
            return Optional.empty();
        }
        int writer = offset / NOTE_BYTES;
        note[writer] = access.after();
        return access.after() == INSIDE ? othersInside(writer, step) : Optional.empty();
    }

    private Optional<Violation> othersInside(int core, long step) {
        for (int other = 0; other < cores; other++) {
            if (other != core && note[other] == INSIDE) {
                String where = " (the lock was given away at " + CodePlace.of(image, lastLockWrite[other]) + ")";
                return Optional.of(new Violation(
                        Kind.STORE_AFTER_RELEASE,
                        core,
                        step,
                        "core " + core + " holds the lock, but what core " + other
                                + " stored just before its release is not in memory: the compiler moved that store past"
                                + " the release or left it out" + where));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Violation> finished(Machine machine, long step) {
        return Optional.empty();
    }

    @Override
    public Violation stuck(Machine machine, long turns) {
        return new Violation(Kind.STUCK, -1, machine.steps(), "no core comes to the end of its work");
    }
}
