/* One run of `kscope boot`: until the guest ends, a limit is reached, or a text appears. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.check.ModesDiffer;
import org.kernelscope.engine.check.SideBySide;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;

/** Runs a machine with its serial line connected. */
final class BootRun {
    /** What the kernel's success looks like on the debug-exit port: (0x10 << 1) | 1. */
    private static final int GUEST_SUCCESS = 33;

    /** Turns between two looks at the clock and the terminal. */
    private static final int TURNS = 100_000;

    /** Cycles between two entered bytes, about those of a line of 115200 bits a second. */
    private static final long GAP = 250_000;

    private static final long CYCLES_PER_MEGAHERTZ = 1_000_000;

    private final Machine machine;
    private final Optional<SideBySide> check;
    private final SerialEnd end;
    private final long turns;
    private final long cycles;
    private final Optional<String> wanted;
    private final StringBuilder tail = new StringBuilder();
    private boolean found;
    private final long start;
    private long nextInput;

    /**
     * A run to come.
     *
     * @param turns how many at most, from now on
     * @param cycles of the machine's clock at most
     * @param wanted the text of the serial line that ends the run
     * @param check what runs the machine beside another
     */
    BootRun(
            Machine machine,
            SerialEnd end,
            long turns,
            long cycles,
            Optional<String> wanted,
            Optional<SideBySide> check) {
        this.machine = machine;
        this.check = check;
        start = machine.steps();
        this.end = end;
        this.turns = turns;
        this.cycles = cycles;
        this.wanted = wanted;
    }

    /**
     * How a run ended.
     *
     * @param sentence for the user; empty if the guest ended with success
     */
    record Ended(int exitCode, Optional<String> sentence) {}

    /** Seconds of virtual time in cycles; without them as many as there can be. */
    static long cycles(Optional<Double> seconds, HardwareProfile profile) throws UserMistake, ImageException {
        if (seconds.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!(seconds.get() > 0)) {
            throw new UserMistake("--max-virtual-seconds must be more than 0, and is " + seconds.get() + ".");
        }
        return (long) (seconds.get() * profile.value("clock") * CYCLES_PER_MEGAHERTZ);
    }

    /** Runs to the end. */
    Ended run() throws IOException, ModesDiffer {
        machine.observe(event -> {
            if (event instanceof MachineEvent.SerialOutput output) {
                sent(output.value());
            }
        });
        while (!found && taken() < turns && machine.now() < cycles) {
            enter();
            long taken = some(Math.min(TURNS, turns - taken()));
            end.flush();
            if (taken == 0) {
                break;
            }
        }
        return found ? foundText() : ended();
    }

    private long some(long most) throws ModesDiffer {
        return check.isPresent()
                ? check.get().run(Interleavings.byTime(), most)
                : machine.run(Interleavings.byTime(), most);
    }

    private long taken() {
        return machine.steps() - start;
    }

    private void sent(int value) {
        try {
            end.take(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (wanted.isPresent()) {
            int length = wanted.get().length();
            tail.append((char) value);
            tail.delete(0, Math.max(0, tail.length() - length));
            if (tail.toString().equals(wanted.get())) {
                found = true;
                machine.requestStop();
            }
        }
    }

    private void enter() throws IOException {
        for (byte value : end.entered()) {
            nextInput = Math.max(nextInput, machine.now()) + GAP;
            Input input = new Input(nextInput, Input.Kind.SERIAL, value);
            check.ifPresentOrElse(both -> both.input(input), () -> machine.input(input));
        }
    }

    private Ended foundText() {
        return new Ended(
                ExitCode.FINE,
                Optional.of("stopped after " + taken() + " instructions: the text appeared (--until-text)."));
    }

    private Ended ended() {
        return switch (machine.state()) {
            case MachineState.Exited exited
            when exited.code() == GUEST_SUCCESS && wanted.isEmpty() -> new Ended(ExitCode.FINE, Optional.empty());
            case MachineState.Exited exited -> failed("the guest ended with exit code " + exited.code() + ".");
            case MachineState.Idle _ -> well("every core halted for good after " + taken() + " instructions.");
            case MachineState.ShutDown down -> failed("core " + down.core() + " shut down after a triple fault.");
            case MachineState.ResetRequested asked -> well("core " + asked.core() + " asked for a reset.");
            case MachineState.PoweredOff off -> well("core " + off.core() + " switched the machine off.");
            case MachineState.Running _ ->
                failed("stopped after " + taken() + " instructions ("
                        + (machine.now() >= cycles ? "--max-virtual-seconds" : "--max-instructions") + ").");
        };
    }

    /** An end that is as good as any, unless a text was waited for. */
    private Ended well(String sentence) {
        return new Ended(wanted.isEmpty() ? ExitCode.FINE : ExitCode.CHECK_FAILED, Optional.of(sentence));
    }

    private static Ended failed(String sentence) {
        return new Ended(ExitCode.CHECK_FAILED, Optional.of(sentence));
    }
}
