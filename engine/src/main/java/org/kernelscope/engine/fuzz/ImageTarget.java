/* Damaged kernel files: they boot, or one sentence says why not. */
package org.kernelscope.engine.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.interleaving.Interleavings;

/** Mutations of one kind of file. */
final class ImageTarget implements FuzzTarget {
    private static final int TURNS = 500;
    private static final int LONGEST_LINE = 5_000;

    private final Function<Dice, byte[]> valid;
    private final int head;
    private final boolean surroundings;

    /**
     * @param valid makes a file
     * @param head how many bytes of it a loader looks at
     * @param surroundings whether command line and modules vary as well
     */
    ImageTarget(Function<Dice, byte[]> valid, int head, boolean surroundings) {
        this.valid = valid;
        this.head = head;
        this.surroundings = surroundings;
    }

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        byte[] image = valid.apply(dice);
        byte[] damaged = dice.once(8) ? image : Mutation.of(dice, image, head);
        MachineConfig config = Guest.config(seed, 1 + dice.below(2));
        String commandLine = "";
        if (surroundings) {
            config = config.withModules(modules(dice));
            commandLine = text(dice);
        }
        try {
            Machine machine = Machine.boot(config, damaged, commandLine);
            machine.run(Interleavings.byTime(), TURNS);
        } catch (ImageException refusal) {
            Sentences.require(refusal.getMessage());
        }
    }

    private static List<MachineConfig.Module> modules(Dice dice) {
        List<MachineConfig.Module> modules = new ArrayList<>();
        for (int count = dice.pick(0, 0, 1, 1, 2, 5, 300); count > 0; count--) {
            int bytes = dice.once(20) ? dice.below(4 << 20) : dice.below(2_000);
            modules.add(new MachineConfig.Module(text(dice), new byte[bytes]));
        }
        return modules;
    }

    private static String text(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int length = dice.once(6) ? dice.below(LONGEST_LINE) : dice.below(20); length > 0; length--) {
            text.append((char) (dice.once(50) ? dice.below(0x1_0000) : dice.between(' ', '~')));
        }
        return text.toString();
    }

    /** A Multiboot file with random code. */
    static byte[] multiboot(Dice dice) {
        return DevicesTarget.guest(dice, 1).elf();
    }

    /** A bzImage of one setup sector and random code, well formed otherwise. */
    static byte[] linux(Dice dice) {
        byte[] file = dice.bytes(0x400 + 0x1000);
        Assembly header = new Assembly()
                .raw(1, 0, 0)
                .dword(0x100)
                .word(0)
                .word(0)
                .word(0xFFFF)
                .word(0xAA55)
                .raw(0xEB, 0x6A)
                .dword(0x5372_6448)
                .word(0x20F)
                .dword(0)
                .word(0x1000)
                .word(0)
                .raw(0, 1)
                .word(0x8000)
                .dword(0x10_0000)
                .dword(0)
                .dword(0)
                .dword(0)
                .word(0)
                .raw(0, 0)
                .dword(0)
                .dword(0x3F_BFFF)
                .dword(0x1000)
                .raw(1, 0)
                .word(0)
                .dword(0x100);
        byte[] bytes = header.bytes();
        System.arraycopy(bytes, 0, file, 0x1F1, bytes.length);
        byte[] places =
                new Assembly().dword(0x20_0000).dword(0).dword(0x10_0000).bytes();
        System.arraycopy(places, 0, file, 0x258, places.length);
        return file;
    }
}
