/* Damaged saves of machines: a load that fails changes nothing, one that succeeds gives a machine that runs. */
package org.kernelscope.engine.fuzz;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.hw.state.StateHash;

/** Half of the cases have a right checksum nevertheless, so that all parts of the machine read damaged state. */
final class SnapshotTarget implements FuzzTarget {
    private static final int TURNS = 3_000;
    private static final int SMALL_STATE = 0x2000;

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
        boolean checked = dice.once(8);
        byte[] damaged = Mutation.of(dice, checked ? saved : content, SMALL_STATE);
        load(other, checked ? damaged : sealed(damaged));
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
