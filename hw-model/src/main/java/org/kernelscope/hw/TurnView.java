/* What an interleaving sees of a machine. */
package org.kernelscope.hw;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.kernelscope.hw.cpu.Core;

/** The machine just before a turn. */
final class TurnView implements Interleaving.Turn {
    private final Core[] cores;
    private final LongSupplier steps;
    private final IntSupplier last;

    TurnView(Core[] cores, LongSupplier steps, IntSupplier last) {
        this.cores = cores;
        this.steps = steps;
        this.last = last;
    }

        @Override
        public long step() {
            return steps.getAsLong();
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
        public int linearEip(int core) {
            return cores[core].linearEip();
        }

        @Override
        public int last() {
            return last.getAsInt();
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
