/* What a policy may know of a machine when it chooses the next turn. */
package org.kernelscope.hw;

import org.kernelscope.hw.cpu.Core;

/** The turn that is about to be given. */
final class OpenTurn implements Interleaving.Turn {
    private final Turns turns;
    private final Core[] cores;
    private final long lead;

    OpenTurn(Turns turns, Core[] cores, long lead) {
        this.turns = turns;
        this.cores = cores;
        this.lead = lead;
    }

    @Override
    public long step() {
        return turns.steps();
    }

    @Override
    public int cores() {
        return cores.length;
    }

    @Override
    public boolean canRun(int core) {
        return cores[core].canRun();
    }

    @Override
    public long clock(int core) {
        return cores[core].clock();
    }

    @Override
    public long lead() {
        return lead;
    }

    @Override
    public int linearEip(int core) {
        return cores[core].linearEip();
    }

    @Override
    public int last() {
        return turns.last();
    }

    @Override
    public boolean paused(int core) {
        return cores[core].paused();
    }

    @Override
    public boolean storesWait() {
        for (Core core : cores) {
            if (core.storeDue() != Interleaving.NEVER) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long storeDue(int core) {
        return cores[core].storeDue();
    }
}
