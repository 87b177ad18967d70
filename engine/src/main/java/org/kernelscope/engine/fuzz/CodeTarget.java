/* Random code: no turn fails, and compiled, interpreted and single turns agree. */
package org.kernelscope.engine.fuzz;

import org.kernelscope.engine.check.ModesDiffer;
import org.kernelscope.engine.check.SideBySide;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;

/** Blocks of random instructions, with random registers, flags and memory, on one core or two. */
final class CodeTarget implements FuzzTarget {
    private static final int TURNS = 16_000;
    private static final int PART = 4_000;

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        int cores = dice.once(4) ? 2 : 1;
        agree(Guest.config(seed, cores), guest(dice, cores).elf(), TURNS);
    }

    static Guest guest(Dice dice, int cores) {
        Guest guest = new Guest(dice);
        for (int block = 0; block < Guest.BLOCKS; block++) {
            guest.put(Guest.block(block), RandomCode.block(dice, Guest.block(block + 1)));
        }
        guest.start(cores, start(dice));
        return guest;
    }

    private static byte[] start(Dice dice) {
        Assembly code = new Assembly();
        if (dice.once(2)) {
            code.control(4, 0x600);
        }
        code.push(dice.number() & 0xCD5).raw(0x9D);
        for (int register : new int[] {1, 2, 3, 5, 6, 7}) {
            code.move(register, dice.once(2) ? dice.odd() : Guest.DATA + dice.below(0x8000));
        }
        return code.raw(0xB8)
                .dword(Guest.block(dice.below(Guest.BLOCKS)))
                .raw(0xFF, 0xE0)
                .bytes();
    }

    /** Runs the same in every way; all must end in the same state. */
    static void agree(MachineConfig config, byte[] elf, int turns) throws ModesDiffer {
        Machine compiled = Guest.boot(config, elf);
        Machine interpreted = Guest.boot(config, elf);
        Machine single = Guest.boot(config, elf);
        SideBySide checked = new SideBySide(Guest.boot(config, elf), interpreted, SideBySide.USUAL);
        Interleaving policy = Interleavings.byTime();
        for (int done = 0; done < turns && single.state() instanceof MachineState.Running; done += PART) {
            compiled.run(policy, PART);
            checked.run(policy, PART);
            for (int turn = 0; turn < PART && single.step(policy) >= 0; turn++) {}
            String where = " between turns " + done + " and " + (done + PART);
            long expected = single.stateHash();
            FuzzTarget.require(interpreted.stateHash() == expected, "interpreted and single turns differ" + where);
            FuzzTarget.require(compiled.stateHash() == expected, "compiled and single turns differ" + where);
        }
    }
}
