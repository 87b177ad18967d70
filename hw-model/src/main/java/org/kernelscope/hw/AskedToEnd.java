/* What a guest asks of the whole machine ends its run. */
package org.kernelscope.hw;

import java.util.function.Consumer;
import org.kernelscope.hw.cpu.Watch;

/**
 * Tells how the machine ends.
 *
 * @param watch hears of an exit
 * @param end takes the state in which the machine ends
 */
record AskedToEnd(Watch watch, Consumer<MachineState> end) implements Board.Ends {
    @Override
    public void exit(int core, int code) {
        end.accept(new MachineState.Exited(code));
        watch.tell(new MachineEvent.ExitRequested(core, code));
    }

    @Override
    public void reset(int core) {
        end.accept(new MachineState.ResetRequested(core));
    }

    @Override
    public void switchOff(int core) {
        end.accept(new MachineState.PoweredOff(core));
    }
}
