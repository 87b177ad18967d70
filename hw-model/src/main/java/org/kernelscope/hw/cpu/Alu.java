/* The arithmetic of the instruction set, as pure functions. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Flags.AF;
import static org.kernelscope.hw.cpu.Flags.CF;
import static org.kernelscope.hw.cpu.Flags.OF;
import static org.kernelscope.hw.cpu.Flags.PF;
import static org.kernelscope.hw.cpu.Flags.SF;
import static org.kernelscope.hw.cpu.Flags.STATUS;
import static org.kernelscope.hw.cpu.Flags.ZF;

/**
 * Operations named as their opcodes (SDM 2). Operands are zero-extended from {@code bits} (8, 16 or 32) and {@code flags}
 * is EFLAGS before. An answer packs EFLAGS after in its upper half and the zero-extended result in its lower half. Flags
 * that the SDM leaves undefined get some fixed value.
 */
final class Alu {
    private Alu() {}

    static int result(long answer) {
        return (int) answer;
    }

    static int flags(long answer) {
        return (int) (answer >>> 32);
    }

    static int mask(int bits) {
        return -1 >>> (32 - bits);
    }

    static int signExtend(int value, int bits) {
        return value << (32 - bits) >> (32 - bits);
    }

    static long add(int a, int b, int bits, int flags) {
        return sum(a, b, (a + b) & mask(bits), bits, flags);
    }

    static long adc(int a, int b, int bits, int flags) {
        return sum(a, b, (a + b + (flags & CF)) & mask(bits), bits, flags);
    }

    static long sub(int a, int b, int bits, int flags) {
        return difference(a, b, (a - b) & mask(bits), bits, flags);
    }

    static long sbb(int a, int b, int bits, int flags) {
        return difference(a, b, (a - b - (flags & CF)) & mask(bits), bits, flags);
    }

    static long and(int a, int b, int bits, int flags) {
        return logical(a & b, bits, flags);
    }

    static long or(int a, int b, int bits, int flags) {
        return logical(a | b, bits, flags);
    }

    static long xor(int a, int b, int bits, int flags) {
        return logical(a ^ b, bits, flags);
    }

    static long inc(int a, int bits, int flags) {
        long answer = add(a, 1, bits, flags);
        return pack(result(answer), flags(answer) & ~CF | flags & CF);
    }

    static long dec(int a, int bits, int flags) {
        long answer = sub(a, 1, bits, flags);
        return pack(result(answer), flags(answer) & ~CF | flags & CF);
    }

    static long neg(int a, int bits, int flags) {
        return sub(0, a, bits, flags);
    }

    static long shl(int a, int count, int bits, int flags) {
        if (count == 0) {
            return pack(a, flags);
        }
        long wide = (a & 0xFFFF_FFFFL) << count;
        int r = (int) wide & mask(bits);
        int carry = (int) (wide >>> bits) & 1;
        return pack(r, shifted(r, bits, flags, carry, carry ^ r >>> (bits - 1)));
    }

    static long shr(int a, int count, int bits, int flags) {
        if (count == 0) {
            return pack(a, flags);
        }
        int r = a >>> count;
        return pack(r, shifted(r, bits, flags, a >>> (count - 1) & 1, a >>> (bits - 1)));
    }

    static long sar(int a, int count, int bits, int flags) {
        if (count == 0) {
            return pack(a, flags);
        }
        int wide = signExtend(a, bits);
        int r = wide >> count & mask(bits);
        return pack(r, shifted(r, bits, flags, wide >> (count - 1) & 1, 0));
    }

    static long rol(int a, int count, int bits, int flags) {
        if (count == 0) {
            return pack(a, flags);
        }
        int r = rotateLeft(a, count & (bits - 1), bits);
        int carry = r & 1;
        return pack(r, rotated(flags, carry, carry ^ r >>> (bits - 1)));
    }

    static long ror(int a, int count, int bits, int flags) {
        if (count == 0) {
            return pack(a, flags);
        }
        int r = rotateLeft(a, -count & (bits - 1), bits);
        int top = r >>> (bits - 1);
        return pack(r, rotated(flags, top, (top ^ r >>> (bits - 2)) & 1));
    }

    static long rcl(int a, int count, int bits, int flags) {
        return throughCarryLeft(a, count % (bits + 1), bits, flags, count);
    }

    static long rcr(int a, int count, int bits, int flags) {
        int left = (bits + 1 - count % (bits + 1)) % (bits + 1);
        long answer = throughCarryLeft(a, left, bits, flags, count);
        if (count == 0) {
            return answer;
        }
        int r = result(answer);
        return pack(r, rotated(flags, flags(answer) & CF, (r >>> (bits - 1) ^ r >>> (bits - 2)) & 1));
    }

    static long shld(int a, int b, int count, int bits, int flags) {
        if (count == 0) {
            return pack(a, flags);
        }
        int r;
        int carry;
        if (bits == 32) {
            r = a << count | b >>> (32 - count);
            carry = a >>> (32 - count) & 1;
        } else {
            long wide = ((long) a << 32 | (long) b << 16 | a) << count;
            r = (int) (wide >>> 32) & 0xFFFF;
            carry = (int) (wide >>> 48) & 1;
        }
        return pack(r, shifted(r, bits, flags, carry, (r ^ a) >>> (bits - 1) & 1));
    }

    static long shrd(int a, int b, int count, int bits, int flags) {
        if (count == 0) {
            return pack(a, flags);
        }
        int r;
        int carry;
        if (bits == 32) {
            r = a >>> count | b << (32 - count);
            carry = a >>> (count - 1) & 1;
        } else {
            long wide = (long) a << 32 | (long) b << 16 | a;
            r = (int) (wide >>> count) & 0xFFFF;
            carry = (int) (wide >>> (count - 1)) & 1;
        }
        return pack(r, shifted(r, bits, flags, carry, (r ^ a) >>> (bits - 1) & 1));
    }

    /** EFLAGS after a multiplication whose product does, or does not, fit in the lower half. */
    static int product(boolean fits, int flags) {
        return fits ? flags & ~(CF | OF) : flags | CF | OF;
    }

    /** AL after DAA. */
    static long daa(int al, int flags) {
        int r = al;
        int out = 0;
        if ((al & 0xF) > 9 || (flags & AF) != 0) {
            r += 6;
            out |= AF;
        }
        if (al > 0x99 || (flags & CF) != 0) {
            r += 0x60;
            out |= CF;
        }
        return pack(r & 0xFF, flags & ~STATUS | out | szp(r & 0xFF, 8));
    }

    /** AL after DAS. */
    static long das(int al, int flags) {
        int r = al;
        int out = 0;
        if ((al & 0xF) > 9 || (flags & AF) != 0) {
            r -= 6;
            out |= AF | (al < 6 ? CF : 0);
        }
        if (al > 0x99 || (flags & CF) != 0) {
            r -= 0x60;
            out |= CF;
        }
        return pack(r & 0xFF, flags & ~STATUS | out | szp(r & 0xFF, 8));
    }

    /** AX after AAA ({@code step} 0x106) or AAS ({@code step} -0x106). */
    static long asciiAdjust(int ax, int step, int flags) {
        boolean adjust = (ax & 0xF) > 9 || (flags & AF) != 0;
        int r = (adjust ? ax + step : ax) & 0xFF0F;
        return pack(r, flags & ~STATUS | szp(r & 0xFF, 8) | (adjust ? AF | CF : 0));
    }

    /** EFLAGS with SF, ZF and PF of a result and the other status flags clear. */
    static long logical(int r, int bits, int flags) {
        return pack(r, flags & ~STATUS | szp(r, bits));
    }

    private static long sum(int a, int b, int r, int bits, int flags) {
        int top = bits - 1;
        int carry = (a & b | (a | b) & ~r) >>> top & 1;
        int overflow = (a ^ r) & (b ^ r);
        return pack(r, flags & ~STATUS | szp(r, bits) | carry | (a ^ b ^ r) & AF | (overflow >>> top & 1) << 11);
    }

    private static long difference(int a, int b, int r, int bits, int flags) {
        int top = bits - 1;
        int borrow = (~a & b | (~a | b) & r) >>> top & 1;
        int overflow = (a ^ b) & (a ^ r);
        return pack(r, flags & ~STATUS | szp(r, bits) | borrow | (a ^ b ^ r) & AF | (overflow >>> top & 1) << 11);
    }

    private static long throughCarryLeft(int a, int count, int bits, int flags, int given) {
        if (given == 0) {
            return pack(a, flags);
        }
        long value = (a & 0xFFFF_FFFFL) | (long) (flags & CF) << bits;
        long turned = count == 0 ? value : value << count | value >>> (bits + 1 - count);
        int r = (int) turned & mask(bits);
        int carry = (int) (turned >>> bits) & 1;
        return pack(r, rotated(flags, carry, carry ^ r >>> (bits - 1)));
    }

    private static int rotateLeft(int a, int count, int bits) {
        return count == 0 ? a : (a << count | a >>> (bits - count)) & mask(bits);
    }

    private static int shifted(int r, int bits, int flags, int carry, int overflow) {
        return flags & ~STATUS | szp(r, bits) | carry | overflow << 11;
    }

    private static int rotated(int flags, int carry, int overflow) {
        return flags & ~(CF | OF) | carry | overflow << 11;
    }

    private static int szp(int r, int bits) {
        return (r == 0 ? ZF : 0) | r >>> (bits - 8) & SF | ((Integer.bitCount(r & 0xFF) & 1) == 0 ? PF : 0);
    }

    private static long pack(int r, int flags) {
        return (long) flags << 32 | r & 0xFFFF_FFFFL;
    }
}
