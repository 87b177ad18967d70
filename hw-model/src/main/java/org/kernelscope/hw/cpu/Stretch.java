/* Many turns of one core in a row. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.CoreState.Activity;

/** What a core does while nobody else has a turn. */
public final class Stretch {
    /** In less time than this it is not worth while to look for repetitions. */
    private static final int LEAST_CYCLES = 64;

    private final Core core;
    private final Registers registers;
    private final Interpreter interpreter;
    private final Environment environment;
    private final Watch watch;
    private final PendingStores stores;
    private final Quiet quiet;
    private long latest;
    private boolean ends;

    Stretch(
            Core core,
            Registers registers,
            Interpreter interpreter,
            Environment environment,
            Watch watch,
            PendingStores stores,
            Quiet quiet) {
        this.core = core;
        this.registers = registers;
        this.interpreter = interpreter;
        this.environment = environment;
        this.watch = watch;
        this.stores = stores;
        this.quiet = quiet;
    }

    /** When the latest turn of the latest {@link #run} began. */
    public long latest() {
        return latest;
    }

    /** When the turn began that is under way in {@link #run}, or the latest. */
    public long began() {
        return Math.max(latest, interpreter.latest());
    }

    /** The turn that is under way is the last of its {@link #run}. */
    public void end() {
        ends = true;
        interpreter.end();
    }

    /**
     * Takes at least one turn and at most so many, none but the first at this time or later. Ends after a turn that may
     * have changed anything outside the core, or how interrupts reach it; where there is an observer, before a turn of
     * which it may hear, unless that is the first or follows a compiled region; and after each turn around which a store
     * waits. The core can run.
     *
     * @param afterPause the time at which no turn begins after a PAUSE, no later than {@code before}
     * @return turns taken
     */
    public long run(long turns, long before, long afterPause) {
        latest = registers.clock;
        interpreter.begin(latest);
        ends = false;
        if (turns == 1 || registers.clock >= before || !core.undisturbed()) {
            core.step();
            return 1;
        }
        long taken = 0;
        boolean alone = true;
        while (alone && taken < turns && registers.clock < before) {
            long plain = interpreter.run(turns - taken, before);
            if (plain > 0) {
                taken += plain;
                latest = interpreter.latest();
                core.paused(false);
                alone = !ends && interpreter.callOut().alone() && (!watch.observed() || interpreter.inRegion());
                core.deliverRaised();
            }
            if (alone && taken < turns && registers.clock < before) {
                latest = registers.clock;
                environment.now(latest);
                alone = stepAlone() && interpreter.regions().ended().isEmpty();
                taken++;
                if (alone && core.paused()) {
                    taken += spin(turns - taken, before, afterPause);
                    alone = !core.paused() || registers.clock < afterPause;
                }
            }
        }
        return taken;
    }

    /** Goes on after a PAUSE. */
    private long spin(long turns, long before, long afterPause) {
        if (turns == 0 || afterPause < registers.clock + LEAST_CYCLES) {
            return 0;
        }
        long taken = quiet.run(turns, before, afterPause);
        latest = taken > 0 ? quiet.latest() : latest;
        return taken;
    }

    /** Takes a turn; whether it concerned this core alone, and interrupts reach it as before. */
    private boolean stepAlone() {
        int changes = environment.changes();
        int flags = registers.eflags;
        core.step();
        return environment.changes() == changes
                && !ends
                && core.activity() == Activity.RUNNING
                && ((flags ^ registers.eflags) & Flags.IF) == 0
                && !registers.shadow
                && stores.isEmpty()
                && !watch.observed();
    }
}
