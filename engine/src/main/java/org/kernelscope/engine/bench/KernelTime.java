/* How long a machine of one core is inside a kernel that has one lock. */
package org.kernelscope.engine.bench;

import java.util.List;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Symbol;

/**
 * The only schedule that one core has, and a clock that runs from the first instruction of kernel_enter to the last of
 * kernel_leave, the operations on the lock among them.
 */
final class KernelTime implements Interleaving {
    private final Interleaving byTime = Interleavings.byTime();
    private final Symbol enter;
    private final List<Symbol> leave;
    private boolean inside;
    private boolean leaving;
    private long since;
    private long cycles;

    KernelTime(KernelImage image) {
        enter = image.symbol("kernel_enter").orElseThrow();
        leave = List.of(
                image.symbol("kernel_leave").orElseThrow(),
                image.symbol("lock_release").orElseThrow());
    }

    /** Cycles inside so far. */
    long cycles() {
        return cycles;
    }

    @Override
    public int choose(Turn turn) {
        int eip = turn.linearEip(0);
        if (!inside && eip == enter.address()) {
            inside = true;
            since = turn.clock(0);
        }
        boolean now = leave.stream().anyMatch(function -> function.contains(eip));
        if (inside && leaving && !now) {
            inside = false;
            cycles += turn.clock(0) - since;
        }
        leaving = now;
        return byTime.choose(turn);
    }
}
