/* Random accesses to ports and device memory, with interrupts and messages between cores. */
package org.kernelscope.engine.fuzz;

import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.interleaving.Interleavings;

/** One to four cores that run all over the devices while somebody types. */
final class DevicesTarget implements FuzzTarget {
    private static final int TURNS = 20_000;
    private static final int PART = 2_000;
    private static final int[] PORTS = {
        0x20, 0x21, 0xA0, 0xA1, 0x40, 0x41, 0x42, 0x43, 0x60, 0x61, 0x64, 0x70, 0x71, 0x80, 0x92, 0x3F8, 0x3F9, 0x3FA,
        0x3FB, 0x3FC, 0x3FD, 0x3FE, 0x3FF, 0x2F8, 0x2F9, 0x2FA, 0x2FB, 0x2FC, 0x3D4, 0x3D5, 0x3DA, 0xCF8, 0xCFC, 0xCFE,
        0x1F0, 0x1F1, 0x1F2, 0x1F3, 0x1F6, 0x1F7, 0x3F6, 0x170, 0x177, 0x376, 0xF0, 0x402, 0x510, 0x511, 0x600, 0x604,
        0x608, 0xB000, 0xB004, 0xB008, 0xC000, 0xC008, 0xFFFF
    };
    private static final int[] APIC = {
        0x20, 0x30, 0x80, 0x90, 0xA0, 0xB0, 0xC0, 0xD0, 0xE0, 0xF0, 0x100, 0x170, 0x180, 0x200, 0x280, 0x310, 0x320,
        0x330, 0x340, 0x350, 0x360, 0x370, 0x380, 0x390, 0x3E0, 0x3F0
    };

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        int cores = dice.between(1, 4);
        byte[] elf = guest(dice, cores).elf();
        Machine first = Guest.boot(Guest.config(seed, cores), elf);
        Machine second = Guest.boot(Guest.config(seed, cores), elf);
        second.compile(false);
        var policy = dice.once(2) ? Interleavings.byTime() : Interleavings.roundRobin(dice.between(1, 50));
        for (int done = 0; done < TURNS; done += PART) {
            Input typed = new Input(
                    first.now() + dice.below(5_000), dice.once(2) ? Input.Kind.KEYBOARD : Input.Kind.SERIAL, (byte)
                            dice.number());
            first.input(typed);
            second.input(typed);
            first.run(policy, PART);
            for (int turn = 0; turn < PART && second.step(policy) >= 0; turn++) {}
            FuzzTarget.require(
                    first.stateHash() == second.stateHash(),
                    "many turns at once and single turns differ between turns " + done + " and " + (done + PART));
        }
    }

    static Guest guest(Dice dice, int cores) {
        Guest guest = new Guest(dice);
        for (int block = 0; block < Guest.BLOCKS; block++) {
            boolean open = !dice.once(4);
            Assembly code = new Assembly().raw(open ? 0xFB : 0xFA);
            for (int count = dice.between(5, 40); count > 0; count--) {
                access(code, dice);
            }
            code.raw(open && dice.once(20) ? 0xF4 : 0x90);
            guest.put(
                    Guest.block(block),
                    code.raw(0xB8).dword(Guest.block(block + 1)).raw(0xFF, 0xE0).bytes());
        }
        guest.start(
                cores,
                new Assembly().raw(0xB8).dword(Guest.block(0)).raw(0xFF, 0xE0).bytes());
        return guest;
    }

    private static void access(Assembly code, Dice dice) {
        switch (dice.below(10)) {
            case 0, 1, 2 ->
                code.move(2, port(dice)).move(0, dice.odd()).raw(dice.pick(0x66, 0x90), dice.pick(0xEE, 0xEF));
            case 3, 4 -> code.move(2, port(dice)).raw(dice.pick(0x66, 0x90), dice.pick(0xEC, 0xED));
            case 5, 6 -> code.store(register(dice), dice.pick(1, 2, 4), value(dice));
            case 7 ->
                code.raw(dice.pick(0x66, 0x90), dice.pick(0x8A, 0x8B, 0x03, 0x33), 0x05)
                        .dword(register(dice));
            case 8 ->
                code.store(0xFEE0_0310, 4, dice.once(2) ? dice.below(6) << 24 : dice.odd())
                        .store(0xFEE0_0300, 4, message(dice));
            default ->
                code.move(2, port(dice))
                        .move(7, Guest.DATA + dice.below(0x1000))
                        .move(6, Guest.DATA)
                        .move(1, dice.below(20))
                        .raw(0xF3, dice.pick(0x6C, 0x6D, 0x6E, 0x6F));
        }
    }

    private static int port(Dice dice) {
        int port = dice.once(6) ? dice.below(0x1_0000) : dice.pick(PORTS) + dice.pick(0, 0, 0, 1, 2, 3);
        return port >= 0xF1 && port <= 0xF7 || port == 0x92 || port == 0x64 && dice.once(2) ? 0x3F8 : port;
    }

    private static int value(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> dice.below(256);
            case 1 -> dice.below(256) | dice.below(8) << 8 | dice.below(16) << 13;
            default -> dice.odd();
        };
    }

    private static int message(Dice dice) {
        return dice.once(200)
                ? dice.number()
                : dice.between(0x20, 0xFF) | dice.pick(0, 0x100, 0x400) | dice.below(4) << 18;
    }

    private static int register(Dice dice) {
        return switch (dice.below(8)) {
            case 0 -> 0xFEC0_0000 + dice.pick(0, 0x10);
            case 1 -> 0xFEC0_0000 + dice.below(0x100);
            case 2 -> 0xFEE0_0000 + dice.below(dice.once(20) ? 0x1000 : 0x300);
            case 3 -> 0xB_8000 + dice.below(0x8000);
            case 4 -> dice.odd();
            default -> 0xFEE0_0000 + dice.pick(APIC);
        };
    }
}
