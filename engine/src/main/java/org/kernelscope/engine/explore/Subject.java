/* A machine that stands where its workload begins, to be sent down one schedule after another. */
package org.kernelscope.engine.explore;

import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.Snapshot;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.kernel.KernelImage;

/**
 * A machine of which every core stands at its first instruction of {@value #START}, with the turns that brought it
 * there. One thread at a time may use it.
 */
public final class Subject {
    /** The function whose first entry on every core is the start of a workload. */
    public static final String START = "contention_think";

    /** The function whose next entry on every core is its end. */
    public static final String END = "cpus_barrier";

    private static final long BOOT_TURNS = 2_000_000;

    private final KernelImage image;
    private final Machine machine;
    private final Snapshot start;
    private final Decisions boot;
    private final long powerOnHash;

    private Subject(KernelImage image, Machine machine, Decisions boot, long powerOnHash) {
        this.image = image;
        this.machine = machine;
        this.boot = boot;
        this.powerOnHash = powerOnHash;
        this.start = machine.snapshot();
    }

    /** Boots an image and plays it to the start of its workload; a kernel that does not get there is refused. */
    public static Subject open(KernelImage image, MachineConfig config, String commandLine) throws UserMistake {
        Machine machine;
        try {
            machine = Machine.boot(config, image.elf(), commandLine);
        } catch (ImageException refused) {
            throw new UserMistake("The kernel does not boot: " + refused.getMessage() + ".");
        }
        long powerOnHash = machine.stateHash();
        var gathering = new Gathering(address(image, START), config.cores());
        var recorder = new Decisions.Recorder(gathering);
        while (!gathering.complete() && machine.steps() < BOOT_TURNS) {
            if (machine.step(recorder) < 0) {
                break;
            }
        }
        if (!gathering.complete()) {
            throw new UserMistake("The kernel does not come to its workload: " + ending(machine) + ".");
        }
        return new Subject(image, machine, recorder.decisions(), powerOnHash);
    }

    private static String ending(Machine machine) {
        return switch (machine.state()) {
            case MachineState.Running() -> "after " + BOOT_TURNS + " instructions not all cores are there";
            case MachineState.Idle() -> "all cores have halted";
            case MachineState.Exited(int code) ->
                "it ended with code " + code + " and printed: "
                        + machine.serialOutput().strip();
            case MachineState.ShutDown(int core) -> "core " + core + " met a triple fault";
            case MachineState.ResetRequested(int core) -> "core " + core + " asked for a reset";
            case MachineState.PoweredOff(int core) -> "core " + core + " switched the machine off";
        };
    }

    public KernelImage image() {
        return image;
    }

    public int cores() {
        return machine.config().cores();
    }

    /** The turns from power-on to the start of the workload. */
    public Decisions boot() {
        return boot;
    }

    /** The machine's state hash before the first turn. */
    public long powerOnHash() {
        return powerOnHash;
    }

    /** The machine; whoever runs it calls {@link #rewind} first. */
    public Machine machine() {
        return machine;
    }

    /** Puts the machine back to the start of the workload. */
    public void rewind() {
        machine.restore(start);
    }

    /** Turns taken when the workload starts. */
    public long startStep() {
        return start.steps();
    }

    /** Address of a function or object that the kernel must have. */
    public static int address(KernelImage image, String name) {
        return image.symbol(name)
                .orElseThrow(() -> new AssertionError("the kernel has no " + name))
                .address();
    }

    /** Gives each core turns until it waits, and keeps back those that have arrived. */
    private static final class Gathering implements Interleaving {
        private final int place;
        private final boolean[] arrived;
        private int missing;

        Gathering(int place, int cores) {
            this.place = place;
            arrived = new boolean[cores];
            missing = cores;
        }

        boolean complete() {
            return missing == 0;
        }

        @Override
        public int choose(Turn turn) {
            for (int core = 0; core < arrived.length; core++) {
                if (!arrived[core] && turn.canRun(core) && turn.linearEip(core) == place) {
                    arrived[core] = true;
                    missing--;
                }
            }
            int core = turn.last();
            boolean stays = goesOn(turn, core) && !turn.paused(core);
            for (int tried = 0; !stays && tried < arrived.length; tried++) {
                core = core + 1 == arrived.length ? 0 : core + 1;
                stays = goesOn(turn, core);
            }
            return stays ? core : anyRunning(turn);
        }

        private boolean goesOn(Turn turn, int core) {
            return turn.canRun(core) && !arrived[core];
        }

        private int anyRunning(Turn turn) {
            int core = 0;
            while (!turn.canRun(core)) {
                core++;
            }
            return core;
        }
    }
}
