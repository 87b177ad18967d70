/* The bits of EFLAGS and the conditions made of them. */
package org.kernelscope.hw.cpu;

/** EFLAGS (SDM 1, 3.4.3). */
final class Flags {
    static final int CF = 1;
    static final int FIXED = 1 << 1;
    static final int PF = 1 << 2;
    static final int AF = 1 << 4;
    static final int ZF = 1 << 6;
    static final int SF = 1 << 7;
    static final int TF = 1 << 8;
    static final int IF = 1 << 9;
    static final int DF = 1 << 10;
    static final int OF = 1 << 11;
    static final int IOPL = 3 << 12;
    static final int NT = 1 << 14;
    static final int RF = 1 << 16;
    static final int VM = 1 << 17;
    static final int AC = 1 << 18;
    static final int ID = 1 << 21;

    static final int STATUS = CF | PF | AF | ZF | SF | OF;
    /** What POPF and IRET can change at ring 0. */
    static final int WRITABLE = STATUS | TF | IF | DF | IOPL | NT | AC | ID;

    static final String[] CONDITIONS = {
        "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g"
    };

    private Flags() {}

    /** Whether condition code {@code code} (0 to 15, SDM 2, appendix B) holds. */
    static boolean holds(int code, int flags) {
        boolean positive = switch (code >> 1) {
            case 0 -> (flags & OF) != 0;
            case 1 -> (flags & CF) != 0;
            case 2 -> (flags & ZF) != 0;
            case 3 -> (flags & (CF | ZF)) != 0;
            case 4 -> (flags & SF) != 0;
            case 5 -> (flags & PF) != 0;
            case 6 -> less(flags);
            default -> (flags & ZF) != 0 || less(flags);
        };
        return positive == ((code & 1) == 0);
    }

    private static boolean less(int flags) {
        return ((flags >>> 7 ^ flags >>> 11) & 1) != 0;
    }
}
