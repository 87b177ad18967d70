/* Where a guest is run to see how long it takes. */
package org.kernelscope.engine.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;

/** This project's machine in one of its ways, or another emulator. */
public sealed interface Place permits Way, Peer {
    /** For tables. */
    String label();

    /** Whether it is so fast that it gets several times as much work, or starting would be all that is measured. */
    boolean isFast();

    /** Whether it can start this guest at all. */
    boolean takes(Guest guest);

    /**
     * Runs a guest to its end.
     *
     * @param desk what is at hand
     * @throws UserMistake where the guest does not end
     */
    Run run(Guest guest, Desk desk) throws UserMistake, ToolchainException, IOException, InterruptedException;

    /**
     * What a place may need.
     *
     * @param folder for files, which each run writes over
     * @param disks makes a bootable disk of a guest
     */
    record Desk(Path folder, Disks disks) {}

    /** Makes a disk from which a PC's firmware starts a guest. */
    @FunctionalInterface
    interface Disks {
        byte[] of(Guest guest) throws ToolchainException;
    }

    /**
     * One run.
     *
     * @param instructions of all cores together, where they can be counted
     * @param seconds of wall time
     * @param start seconds that starting took and that are not among them
     */
    record Run(OptionalLong instructions, double seconds, double start) {
        /** One of which nothing was taken away. */
        Run(OptionalLong instructions, double seconds) {
            this(instructions, seconds, 0);
        }

        /** What this run did beyond another that does no more than start. */
        Run beyond(Run start) {
            OptionalLong more = instructions.isPresent() && start.instructions.isPresent()
                    ? OptionalLong.of(instructions.getAsLong() - start.instructions.getAsLong())
                    : OptionalLong.empty();
            return new Run(more, Math.max(0, seconds - start.seconds), start.seconds);
        }
    }
}
