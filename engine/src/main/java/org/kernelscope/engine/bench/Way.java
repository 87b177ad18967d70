/* The ways in which this project's machine runs a guest. */
package org.kernelscope.engine.bench;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;

/** All reach the same states of the guest, those without timing cycle by cycle. */
public enum Way implements Place {
    COMPILED("compiled", "untimed", true),
    INTERPRETED("interpreted", "untimed", false),
    TIMED("timed", "core-i7", true);

    private static final long SLICE = 20_000_000;

    private final String label;
    private final String profile;
    private final boolean compiles;

    Way(String label, String profile, boolean compiles) {
        this.label = label;
        this.profile = profile;
        this.compiles = compiles;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean isFast() {
        return this == COMPILED;
    }

    @Override
    public boolean takes(Guest guest) {
        return true;
    }

    @Override
    public Run run(Guest guest, Desk desk) throws UserMistake {
        Machine machine = guest.powerOn(Profiles.load(profile));
        machine.compile(compiles);
        long begin = System.nanoTime();
        long patience = begin + TimeUnit.SECONDS.toNanos(Peer.PATIENCE_SECONDS);
        while (machine.state() instanceof MachineState.Running && !saidItsEnd(machine, guest)) {
            if (System.nanoTime() > patience) {
                throw new UserMistake(guest.name() + ": it did not end within " + Peer.PATIENCE_SECONDS
                        + " seconds; name the text at which it is done with --until-text.");
            }
            machine.run(Interleavings.byTime(), SLICE);
        }
        double seconds = (double) (System.nanoTime() - begin) / TimeUnit.SECONDS.toNanos(1);
        requireGoodEnd(machine, guest);
        long retired = IntStream.range(0, guest.cores())
                .mapToLong(core -> machine.core(core).retired())
                .sum();
        return new Run(OptionalLong.of(retired), seconds);
    }

    private static boolean saidItsEnd(Machine machine, Guest guest) {
        return guest.end().isPresent()
                && machine.serialOutput().contains(guest.end().get());
    }

    private static void requireGoodEnd(Machine machine, Guest guest) throws UserMistake {
        if (guest.end().isPresent() && !saidItsEnd(machine, guest)) {
            throw new UserMistake(guest.name() + ": it ended without the text \""
                    + guest.end().get().strip() + "\"; the last that it said was \""
                    + machine.serialOutput().lines().reduce("", (_, last) -> last) + "\".");
        }
        if (machine.state() instanceof MachineState.ShutDown(int core)) {
            throw new UserMistake(guest.name() + ": core " + core + " shut down after a triple fault.");
        }
    }
}
