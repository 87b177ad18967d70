/* Random descriptor tables, page tables and control registers, and every way of using them. */
package org.kernelscope.engine.fuzz;

/** Tables of all kinds in odd states; loads of them, far transfers, task switches, virtual 8086 mode, privileged moves. */
final class TablesTarget implements FuzzTarget {
    private static final int TURNS = 6_000;
    private static final int DESCRIPTORS = 64;
    private static final int[] TYPES = {
        0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x89, 0x8B, 0x8C, 0x8E, 0x8F, 0x90, 0x92, 0x93, 0x96, 0x98,
        0x9A, 0x9C, 0x9E, 0xE5, 0xE9, 0xEB, 0xEC, 0xEE, 0xEF, 0xF0, 0xF2, 0xF6, 0xF8, 0xFA, 0xFC, 0xFE, 0x12, 0x1A
    };
    private static final int[] BASES = {
        0,
        0,
        0,
        Guest.TASK,
        Guest.TASK + 0x200,
        Guest.LDT,
        Guest.GDT,
        Guest.IDT,
        Guest.DATA,
        0x3F_FFF0,
        0x40_0000,
        0x8000,
        0xFFFF_FFF0,
        0xFEE0_0000
    };
    private static final int[] MODEL_REGISTERS = {0x10, 0x1B, 0x174, 0x175, 0x176, 0x277, 0x2FF, 0xC000_0080, 0xFE, 0x8B
    };

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        int cores = dice.once(5) ? 2 : 1;
        CodeTarget.agree(Guest.config(seed, cores), guest(dice, cores).elf(), TURNS);
    }

    static Guest guest(Dice dice, int cores) {
        Guest guest = new Guest(dice);
        tables(guest, dice);
        for (int block = 0; block < Guest.BLOCKS; block++) {
            guest.put(Guest.block(block), block(dice, block));
        }
        guest.start(
                cores,
                new Assembly().raw(0xB8).dword(Guest.block(0)).raw(0xFF, 0xE0).bytes());
        return guest;
    }

    private static void tables(Guest guest, Dice dice) {
        for (int entry = 5; entry < DESCRIPTORS; entry++) {
            guest.putLong(Guest.GDT + entry * 8, descriptor(dice));
            guest.putLong(Guest.LDT + entry * 8, descriptor(dice));
        }
        for (int vector = 0; vector < 256; vector++) {
            if (dice.once(vector < 32 ? 25 : 3)) {
                guest.gate(
                        vector,
                        dice.once(2) ? Guest.HANDLER : dice.odd(),
                        dice.once(2) ? 8 : selector(dice),
                        dice.pick(TYPES));
            }
        }
        for (int task = 0; task < 4; task++) {
            task(guest, dice, Guest.TASK + task * 0x200);
        }
        for (int entry = 0; entry < 0x400; entry++) {
            guest.putInt(Guest.DIRECTORY + entry * 4, dice.once(3) ? dice.odd() : pageEntry(dice, entry));
            guest.putInt(Guest.PAGES + entry * 4, dice.once(20) ? dice.odd() : entry << 12 | pageBits(dice));
        }
        guest.putInt(Guest.DIRECTORY, Guest.PAGES | 0x67);
    }

    private static int pageEntry(Dice dice, int entry) {
        return switch (dice.below(4)) {
            case 0 -> entry << 22 | 0x80 | pageBits(dice);
            case 1 -> Guest.DIRECTORY | pageBits(dice);
            case 2 -> dice.pick(Guest.DATA, 0x3F_F000, 0x40_0000, 0xFFFF_F000, 0xFEE0_0000) | pageBits(dice);
            default -> Guest.PAGES | pageBits(dice);
        };
    }

    private static int pageBits(Dice dice) {
        return dice.once(10) ? dice.below(0x1000) : 0x67;
    }

    private static long descriptor(Dice dice) {
        int base = dice.once(4) ? dice.odd() : dice.pick(BASES);
        int limit = dice.pick(0, 1, 0x1F, 0x2B, 0x67, 0x68, 0xFF, 0xFFF, 0xFFFF, 0xF_FFFF, 0xF_FFFF, 0xF_FFFF);
        int type = dice.once(8) ? dice.below(256) : dice.pick(TYPES);
        long words = limit & 0xFFFFL
                | (base & 0xFF_FFFFL) << 16
                | (long) type << 40
                | (limit >>> 16 & 0xFL) << 48
                | (long) dice.pick(0, 0x4, 0x8, 0xC, 0xC, 0xC, 0xF) << 52
                | (base >>> 24 & 0xFFL) << 56;
        boolean gate = (type & 0x1F) == 0x0C || (type & 0x1F) == 4 || (type & 0x1F) == 5;
        int offset = dice.once(2) ? Guest.block(dice.number()) : dice.odd();
        return gate
                ? offset & 0xFFFFL
                        | (long) selector(dice) << 16
                        | (long) (dice.pick(0, 1, 2, 31) | type << 8) << 32
                        | (offset & 0xFFFF_0000L) << 32
                : words;
    }

    private static int selector(Dice dice) {
        return switch (dice.below(8)) {
            case 0 -> dice.below(0x1_0000);
            case 1 -> dice.below(4);
            case 2 -> 8 | dice.below(4);
            case 3 -> 16 | dice.below(4);
            case 4 -> 0x1B + dice.pick(0, 8);
            default -> dice.below(DESCRIPTORS + 1) << 3 | dice.below(8);
        };
    }

    /** A task state that could be run, with some fields spoilt. */
    private static void task(Guest guest, Dice dice, int address) {
        int[] fields = {
            selector(dice),
            Guest.STACK,
            16,
            Guest.STACK - 0x1000,
            selector(dice),
            Guest.STACK,
            selector(dice),
            dice.once(2) ? 0 : Guest.DIRECTORY,
            Guest.block(dice.number()),
            flags(dice),
            1,
            2,
            3,
            4,
            Guest.STACK,
            6,
            7,
            8,
            dice.once(2) ? 16 : selector(dice),
            dice.once(2) ? 8 : selector(dice),
            16,
            16,
            0,
            0,
            dice.once(2) ? 0 : selector(dice),
            dice.pick(0x68_0000, 0x68_0001, 0xFFFF_0000, 0)
        };
        for (int field = 0; field < fields.length; field++) {
            guest.putInt(address + field * 4, dice.once(15) ? dice.odd() : fields[field]);
        }
    }

    private static int flags(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> 0x2_0202 | dice.below(4) << 12;
            case 1 -> dice.number();
            default -> 2;
        };
    }

    private static byte[] block(Dice dice, int index) {
        Assembly code = Guest.reload(new Assembly());
        for (int count = dice.between(1, 12); count > 0; count--) {
            if (dice.once(3)) {
                registers(code, dice);
            } else {
                transfer(code, dice);
            }
        }
        return code.raw(0xB8).dword(Guest.block(index + 1)).raw(0xFF, 0xE0).bytes();
    }

    private static void registers(Assembly code, Dice dice) {
        switch (dice.below(9)) {
            case 0 -> code.control(0, (dice.once(2) ? 0x8000_0011 : 0x11) ^ (dice.once(3) ? 1 << dice.below(32) : 0));
            case 1 -> code.control(4, dice.once(4) ? dice.number() : dice.pick(0, 0x10, 0x20, 0x30, 0x90, 0xB0, 0x6FF));
            case 2 -> code.control(3, dice.once(4) ? dice.odd() : dice.pick(Guest.DIRECTORY, Guest.DIRECTORY + 0x20));
            case 3 ->
                code.move(1, dice.pick(MODEL_REGISTERS))
                        .move(0, dice.odd())
                        .move(2, dice.once(2) ? 0 : dice.odd())
                        .raw(0x0F, 0x30);
            case 4 -> code.move(0, dice.odd()).raw(0x0F, 0x23, 0xC0 | dice.below(8) << 3);
            case 5 -> code.push(flags(dice)).raw(0x9D);
            case 6 -> code.move(0, dice.once(2) ? dice.number() : Guest.DATA).raw(0x0F, 0x01, 0x38);
            case 7 -> code.raw(0x0F, 0x32 - dice.below(3) * 0x11 & 0xFF);
            default -> code.raw(0x0F, dice.pick(0x34, 0x35, 0x06, 0x08, 0x09));
        }
    }

    private static void transfer(Assembly code, Dice dice) {
        switch (dice.below(12)) {
            case 0, 1 -> code.segment(dice.pick(0, 2, 3, 4, 5), selector(dice));
            case 2 -> code.raw(0x66, 0xB8).word(selector(dice)).raw(0x0F, 0x00, 0xC0 | dice.below(6) << 3);
            case 3 -> code.raw(0xEA).dword(place(dice)).word(selector(dice));
            case 4 -> code.raw(0x9A).dword(place(dice)).word(selector(dice));
            case 5 -> code.raw(0xCD, dice.below(256));
            case 6, 7 -> interruptReturn(code, dice);
            case 8 -> code.push(selector(dice)).push(place(dice)).raw(0xCB);
            case 9 -> code.raw(0x66, 0xB8).word(selector(dice)).raw(0x0F, dice.pick(2, 3), 0xD8);
            case 10 ->
                code.store(Guest.DATA, 4, dice.odd())
                        .store(Guest.DATA + 4, 4, dice.odd())
                        .loadTable(dice.pick(2, 3), dice.once(6) ? Guest.DATA : Guest.START + 0x3FC0 + dice.pick(0, 8));
            default -> code.store(Guest.GDT + dice.between(5, DESCRIPTORS) * 8 + dice.pick(0, 4), 4, dice.odd());
        }
    }

    private static int place(Dice dice) {
        return dice.once(4) ? dice.odd() : Guest.block(dice.number());
    }

    private static void interruptReturn(Assembly code, Dice dice) {
        if (dice.once(2)) {
            for (int segments = 0; segments < 4; segments++) {
                code.push(dice.once(2) ? 0x23 : selector(dice));
            }
            code.push(dice.once(2) ? 0x23 : selector(dice)).push(dice.once(3) ? dice.odd() : 0x8000);
        }
        code.push(flags(dice)).push(dice.once(2) ? 0x1B : selector(dice)).push(place(dice));
        code.raw(dice.once(5) ? 0x66 : 0x90, 0xCF);
    }
}
