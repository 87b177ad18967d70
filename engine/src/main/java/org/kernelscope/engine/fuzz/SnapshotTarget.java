/* Damaged saves of machines: a load that fails changes nothing, one that succeeds gives a machine that runs. */
package org.kernelscope.engine.fuzz;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.hw.state.StateHash;

/** Most cases have a right checksum nevertheless, so that all parts of the machine read damaged state. */
final class SnapshotTarget implements FuzzTarget {
    private static final int TURNS = 3_000;
    /** Where the part begins that tells nothing of the configuration, and where the devices' and cores' state ends, about. */
    private static final int HEADER = 0x60;

    private static final int SMALL_STATE = 0x2800;

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        int cores = dice.between(1, 3);
        byte[] elf = DevicesTarget.guest(dice, cores).elf();
        MachineConfig config = Guest.config(seed, cores);
        Machine machine = Guest.boot(config, elf);
        machine.run(Interleavings.byTime(), dice.below(TURNS));
        byte[] saved = machine.save();
        Machine other = Guest.boot(config, elf);
        other.run(Interleavings.byTime(), dice.below(TURNS));
        byte[] content = Arrays.copyOf(saved, saved.length - Long.BYTES);
        load(other, damaged(dice, saved, content));
    }

    static byte[] damaged(Dice dice, byte[] saved, byte[] content) {
        int small = Math.min(SMALL_STATE, content.length);
        return switch (dice.below(8)) {
            case 0 -> Mutation.of(dice, saved, small);
            case 1 -> sealed(Mutation.of(dice, content, small));
            case 2 -> sealed(Mutation.numbers(dice, content, 500, content.length - content.length / 4, content.length));
            case 3 -> sealed(Mutation.numbers(dice, content, 500, 0, content.length));
            default -> sealed(Mutation.numbers(dice, content, dice.between(1, 20), HEADER, small));
        };
    }

    private static void load(Machine machine, byte[] damaged) {
        long before = machine.stateHash();
        long steps = machine.steps();
        try {
            machine.load(damaged);
        } catch (ImageException refusal) {
            Sentences.require(refusal.getMessage());
            FuzzTarget.require(
                    machine.stateHash() == before && machine.steps() == steps,
                    "a load that was refused (" + refusal.getMessage() + ") changed the machine");
        }
        machine.run(Interleavings.byTime(), TURNS);
    }

    static byte[] sealed(byte[] content) {
        long hash = StateHash.of(content);
        return new Assembly()
                .raw(content)
                .dword((int) hash)
                .dword((int) (hash >>> 32))
                .bytes();
    }
}
