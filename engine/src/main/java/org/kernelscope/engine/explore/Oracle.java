/* Judges one run while it happens. */
package org.kernelscope.engine.explore;

import java.util.Optional;
import java.util.Set;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent.Accessed;

/**
 * Judges one run of a {@link Subject} while it happens, from positions and accesses alone. An oracle is good for one
 * run. It may peek at the machine, and must not change it.
 */
public interface Oracle {
    /** Makes an oracle for each run. */
    @FunctionalInterface
    interface Factory {
        Oracle judge(Subject subject);
    }

    /** Physical addresses of lines whose accesses {@link #accessed} must hear of. */
    Set<Integer> lines();

    /**
     * A core has had a turn.
     *
     * @param eip where it stands now
     * @param step turns since power-on
     */
    Optional<Violation> after(Machine machine, int core, int eip, long step);

    /**
     * A data access took place.
     *
     * @param pc the instruction that made it
     */
    Optional<Violation> accessed(Accessed access, int pc, long step);

    /** All cores came to the end of the workload. */
    Optional<Violation> finished(Machine machine, long step);

    /**
     * No core came to the end, however fairly turns were given.
     *
     * @param turns how many turns were given since the workload began
     */
    Violation stuck(Machine machine, long turns);
}
