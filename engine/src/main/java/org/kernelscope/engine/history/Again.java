/* A second machine that goes through the past while the first stands in the present. */
package org.kernelscope.engine.history;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.Snapshot;

/**
 * A twin with all that makes it go the same way.
 *
 * @param machine the twin
 * @param policy who has the turns; a function of the turn, which other threads use too
 * @param inputs what arrives from outside
 */
public record Again(Machine machine, Interleaving policy, List<Input> inputs) {
    /** Turns between two looks at whether to go on. */
    public static final long SLICE = 1 << 14;

    /** Stands at this moment. */
    public void returnTo(Snapshot moment) {
        machine.restore(moment);
        machine.inputs(inputs);
    }

    public long step() {
        return machine.steps();
    }

    /** Takes turns up to this step, or to a moment after so many if it is told to stop; false if there are no more. */
    public boolean runTo(long step, BooleanSupplier stop) {
        boolean more = true;
        while (more && step() < step && !stop.getAsBoolean()) {
            more = machine.run(policy, Math.min(SLICE, step - step())) > 0;
        }
        return more && !stop.getAsBoolean();
    }

    /** Takes one turn; the core that had it or whose store it was. */
    public int turn() {
        int core = machine.step(policy);
        assert core >= 0 : "a turn that was taken cannot be taken again";
        return core;
    }
}
