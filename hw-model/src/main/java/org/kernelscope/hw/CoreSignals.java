/* What the interrupt controllers' bus tells the cores. */
package org.kernelscope.hw;

import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.device.ApicBus;

/** Hands INIT, start-up and non-maskable interrupts to the core they are for. */
final class CoreSignals implements ApicBus.Cores {
    private final Core[] cores;

    CoreSignals(Core[] cores) {
        this.cores = cores;
    }

    @Override
    public void init(int core) {
        cores[core].init();
    }

    @Override
    public void startup(int core, int page) {
        if (cores[core].activity() == Activity.WAITING_FOR_STARTUP) {
            cores[core].startup(page);
        }
    }

    @Override
    public void nmi(int core) {
        cores[core].nmi();
    }
}
