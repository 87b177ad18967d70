/* Bytes that are instructions more often than chance would have it. */
package org.kernelscope.engine.fuzz;

/** Writes blocks of random 32-bit code. */
final class RandomCode {
    private static final int[] ALU = {0x00, 0x01, 0x02, 0x03};
    private static final int[] PLAIN_0F = {
        0x40, 0x42, 0x44, 0x4C, 0x90, 0x94, 0x9F, 0xB6, 0xB7, 0xBE, 0xBF, 0xAF, 0xA3, 0xBC
    };
    private static final int[] SYSTEM_0F = {
        0x00, 0x01, 0x02, 0x03, 0x06, 0x08, 0x09, 0x20, 0x21, 0x22, 0x23, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0xA0,
        0xA1, 0xA2, 0xA8, 0xA9, 0xAE, 0xB2, 0xB4, 0xB5, 0xC7
    };
    private static final int[] SEGMENTS = {0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65};

    private final Dice dice;
    private final Assembly code = new Assembly();

    private RandomCode(Dice dice) {
        this.dice = dice;
    }

    /** A block with a loop in it; after it comes a jump to the next block. */
    static byte[] block(Dice dice, int next) {
        return new RandomCode(dice).block(next);
    }

    private byte[] block(int next) {
        boolean tame = dice.once(4);
        int loops = tame ? dice.between(100, 1500) : dice.between(1, 5);
        if (tame) {
            for (int register : new int[] {0, 2, 3, 5, 6, 7}) {
                code.move(register, dice.once(2) ? Guest.DATA + dice.below(0x8000) : dice.odd());
            }
        }
        code.store(Guest.DATA - 4, 4, loops);
        int top = code.size();
        int end = top + dice.between(8, tame && !dice.once(8) ? 100 : Guest.BLOCK_BYTES - 0x100);
        while (code.size() < end) {
            if (tame) {
                plain();
            } else {
                any();
            }
        }
        code.raw(0xFF, 0x0D).dword(Guest.DATA - 4);
        code.raw(0x0F, 0x85).dword(top - code.size() - 4);
        return code.raw(0xB8).dword(next).raw(0xFF, 0xE0).bytes();
    }

    /** What compilers write: arithmetic, moves, comparisons, short jumps forward. */
    private void plain() {
        switch (dice.below(10)) {
            case 0, 1 -> {
                code.raw(dice.below(8) << 3 | dice.pick(ALU));
                memoryOrRegister();
            }
            case 2 -> code.raw(dice.pick(0x40, 0x48) | dice.pick(0, 2, 3, 5, 6, 7));
            case 3 -> {
                code.raw(dice.pick(0x88, 0x89, 0x8A, 0x8B, 0x8D, 0x84, 0x85));
                memoryOrRegister();
            }
            case 4 ->
                code.raw(0x81, 0xC0 | dice.below(8) << 3 | dice.pick(0, 2, 3, 5, 6, 7))
                        .dword(dice.odd());
            case 5 -> code.raw(dice.pick(0xC1, 0xC0), 0xC0 | dice.below(8) << 3 | dice.pick(0, 2, 3), dice.number());
            case 6 -> {
                code.raw(0x0F, dice.pick(PLAIN_0F));
                memoryOrRegister();
            }
            case 7 -> code.raw(0x70 | dice.below(16), 3, 0x83, 0xC0 | dice.pick(0, 2, 3), dice.number());
            case 8 -> code.raw(0x50 | dice.below(8), 0x58 | dice.pick(0, 2, 3, 5, 6, 7));
            default -> code.raw(dice.pick(0xF7, 0xD1, 0xD3), 0xC0 | dice.below(4) << 3 | dice.pick(0, 2, 3));
        }
    }

    /** A register or memory operand whose memory is there, mostly. */
    private void memoryOrRegister() {
        int register = dice.pick(0, 2, 3, 5, 6, 7) << 3;
        switch (dice.below(4)) {
            case 0 -> code.raw(0xC0 | register | dice.pick(0, 2, 3, 5, 6, 7));
            case 1, 2 -> code.raw(register | 5).dword(Guest.DATA + dice.below(0x8000));
            default -> code.raw(0x80 | register | dice.pick(3, 6, 7)).dword(dice.below(0x1000));
        }
    }

    /** Anything. */
    private void any() {
        prefixes();
        switch (dice.below(10)) {
            case 0, 1, 2 -> code.raw(dice.below(256));
            case 3 -> code.raw(0xD8 | dice.below(8));
            case 4, 5 -> code.raw(0x0F, dice.pick(0x10, 0x50, 0x60, 0x70, 0xC0, 0xD0, 0xE0, 0xF0) | dice.below(16));
            case 6 -> code.raw(0x0F, dice.below(256));
            case 7 -> code.raw(0x0F, dice.pick(SYSTEM_0F));
            case 8 -> {
                plain();
                return;
            }
            default -> {
                code.raw(dice.bytes(dice.between(1, 6)));
                return;
            }
        }
        operand();
    }

    private void prefixes() {
        while (dice.once(3)) {
            code.raw(
                    switch (dice.below(5)) {
                        case 0 -> dice.pick(SEGMENTS);
                        case 1 -> dice.pick(0xF0, 0x67);
                        case 2 -> 0x66;
                        default -> dice.pick(0x66, 0xF2, 0xF3);
                    });
        }
    }

    private void operand() {
        switch (dice.below(5)) {
            case 0 -> code.raw(dice.below(256));
            case 1 -> code.raw(0xC0 | dice.below(64));
            case 2, 3 ->
                code.raw(dice.below(8) << 3 | 5).dword(dice.once(6) ? dice.odd() : Guest.DATA + dice.below(0xC000));
            default -> code.raw(dice.below(256)).dword(dice.odd());
        }
        if (dice.once(3)) {
            code.raw(dice.bytes(dice.pick(1, 4)));
        }
    }
}
