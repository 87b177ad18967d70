/* Arithmetic on ordinary numbers, straight in the registers. */
package org.kernelscope.hw.fpu;

import static org.kernelscope.hw.fpu.StatusWord.C1;
import static org.kernelscope.hw.fpu.StatusWord.PRECISION;

/**
 * The operations of {@link Elementary} and {@link Conversion} on zeros and normal numbers, where nothing can come of them
 * but an answer that is zero, or normal and perhaps not precise. What is asked for is done whole, or nothing of it: then
 * the answer is false. No exception may wait. Registers are numbered from the top of the stack.
 */
public final class OrdinaryNumbers {
    /** Operations, numbered as in their encoding (SDM 2D, table A-8). */
    public static final int ADD = 0;

    public static final int MULTIPLY = 1;
    public static final int SUBTRACT = 4;
    public static final int SUBTRACT_FROM = 5;
    public static final int DIVIDE = 6;
    public static final int DIVIDE_INTO = 7;

    private static final int SIGN = 0x8000;
    private static final int SPECIAL = Extended.SPECIAL;
    private static final long TOP_BIT = Long.MIN_VALUE;
    private static final long LOW = 0xFFFF_FFFFL;
    private static final int DOWN = 1;
    private static final int UP = 2;
    private static final int CHOP = 3;

    private final FloatRegisters floats;
    private final int[] heads;
    private final long[] significands;
    private int head;
    private long significand;
    private int exponent;
    private long high;
    private long low;
    private long stored;
    private int storedFlags;

    /** Works on these registers. */
    public OrdinaryNumbers(FloatRegisters floats) {
        this.floats = floats;
        heads = floats.heads;
        significands = floats.significands;
    }

    private int register(int i) {
        return floats.top + i & 7;
    }

    private boolean holds(int register) {
        return (floats.occupied >>> register & 1) != 0;
    }

    private boolean raise(int flags) {
        floats.status = floats.status & ~C1 | flags;
        return true;
    }

    private boolean pop(int pops) {
        for (int i = pops; i > 0; i--) {
            floats.pop();
        }
        return true;
    }

    /** Combines two registers into the first of them. */
    public boolean combine(int operation, int target, int source, int pops) {
        int first = register(target);
        int second = register(source);
        return holds(first)
                && holds(second)
                && combine(operation, first, heads[second], significands[second])
                && pop(pops);
    }

    /** Combines the top with a number of 4 bytes. */
    public boolean combineSingle(int operation, int bits) {
        int first = register(0);
        return holds(first) && widenSingle(bits) && combine(operation, first, head, significand);
    }

    /** Combines the top with a number of 8 bytes. */
    public boolean combineDouble(int operation, long bits) {
        int first = register(0);
        return holds(first) && widenDouble(bits) && combine(operation, first, head, significand);
    }

    /**
     * Computes an exponent and 128 bits, and rounds them. Long enough that the host's compiler calls it instead of making
     * it part of every place in a region that needs it.
     */
    private boolean combine(int operation, int at, int h, long s) {
        boolean reversed = operation == SUBTRACT_FROM || operation == DIVIDE_INTO;
        boolean subtracts = operation == SUBTRACT || operation == SUBTRACT_FROM;
        int h1 = reversed ? h : heads[at];
        long s1 = reversed ? s : significands[at];
        int h2 = (reversed ? heads[at] : h) ^ (subtracts ? SIGN : 0);
        long s2 = reversed ? significands[at] : s;
        if (!normal(h1, s1) || !normal(h2, s2)) {
            return combineZero(operation, at, h1, s1, h2, s2);
        }
        int sign = (h1 ^ h2) & SIGN;
        switch (operation) {
            case MULTIPLY -> multiply(h1, s1, h2, s2);
            case DIVIDE, DIVIDE_INTO -> divide(h1, s1, h2, s2);
            default -> sign = sum(h1, s1, h2, s2) & SIGN;
        }
        int place = exponent;
        long upper = high;
        long lower = low;
        if (upper == 0) {
            if (lower == 0) {
                return put(at, rounding() == DOWN ? SIGN : 0, 0);
            }
            place -= 64;
            upper = lower;
            lower = 0;
        }
        int shift = Long.numberOfLeadingZeros(upper);
        if (shift != 0) {
            place -= shift;
            upper = upper << shift | lower >>> 64 - shift;
            lower <<= shift;
        }
        if (place < 1 || place >= SPECIAL - 1) {
            return false;
        }
        long unit = unit();
        boolean inexact = (upper & unit - 1 | lower) != 0;
        boolean up = inexact && up(sign, upper, lower, unit, rounding());
        long rounded = (upper & -unit) + (up ? unit : 0);
        if (rounded == 0) {
            rounded = TOP_BIT;
            place++;
        }
        heads[at] = sign | place;
        significands[at] = rounded;
        floats.status = floats.status & ~C1 | (inexact ? PRECISION : 0) | (up ? C1 : 0);
        return true;
    }

    /** The lowest bit that precision control leaves. */
    private long unit() {
        return switch (floats.control().bits() >>> 8 & 3) {
            case 0 -> Format.EXTENDED_24.unit();
            case 2 -> Format.EXTENDED_53.unit();
            default -> 1;
        };
    }

    private boolean combineZero(int operation, int at, int h1, long s1, int h2, long s2) {
        boolean zero1 = zero(h1, s1);
        boolean zero2 = zero(h2, s2);
        boolean known1 = zero1 || normal(h1, s1);
        boolean known2 = zero2 || normal(h2, s2);
        if (operation == MULTIPLY) {
            return known1 && known2 && put(at, (h1 ^ h2) & SIGN, 0);
        }
        if (operation == DIVIDE || operation == DIVIDE_INTO) {
            return zero1 && known2 && !zero2 && put(at, (h1 ^ h2) & SIGN, 0);
        }
        if (zero1 && zero2) {
            boolean same = ((h1 ^ h2) & SIGN) == 0;
            return put(at, same ? h1 : rounding() == DOWN ? SIGN : 0, 0);
        }
        return known1 && known2 && unit() == 1 && put(at, zero1 ? h2 : h1, zero1 ? s2 : s1);
    }

    private static boolean normal(int h, long s) {
        int exponent = h & SPECIAL;
        return s < 0 && exponent != 0 && exponent != SPECIAL;
    }

    private static boolean zero(int h, long s) {
        return (h & SPECIAL | s) == 0;
    }

    private boolean put(int at, int h, long s) {
        heads[at] = h;
        significands[at] = s;
        return raise(0);
    }

    private int rounding() {
        return floats.control().bits() >>> 10 & 3;
    }

    /** Answers with the head of the larger. */
    private int sum(int h1, long s1, int h2, long s2) {
        int order = (h1 & SPECIAL) - (h2 & SPECIAL);
        boolean first = order > 0 || order == 0 && Long.compareUnsigned(s1, s2) >= 0;
        int shift = first ? order : -order;
        long larger = first ? s1 : s2;
        long smaller = first ? s2 : s1;
        exponent = (first ? h1 : h2) & SPECIAL;
        high = shift < 64 ? smaller >>> shift : 0;
        low = shift == 0 ? 0 : Rounder.shiftedOut(smaller, 0, shift);
        if (((h1 ^ h2) & SIGN) != 0) {
            high = larger - high - (low != 0 ? 1 : 0);
            low = -low;
            return first ? h1 : h2;
        }
        long total = larger + high;
        if (Long.compareUnsigned(total, high) < 0) {
            low = low >>> 1 | low & 1 | total << 63;
            total = total >>> 1 | TOP_BIT;
            exponent++;
        }
        high = total;
        return first ? h1 : h2;
    }

    private void multiply(int h1, long s1, int h2, long s2) {
        exponent = (h1 & SPECIAL) + (h2 & SPECIAL) - Extended.BIAS + 1;
        high = Math.unsignedMultiplyHigh(s1, s2);
        low = s1 * s2;
    }

    private void divide(int h1, long s1, int h2, long s2) {
        boolean whole = Long.compareUnsigned(s1, s2) >= 0;
        exponent = (h1 & SPECIAL) - (h2 & SPECIAL) + Extended.BIAS - (whole ? 0 : 1);
        long dividend = whole ? s1 - s2 << 63 : 0;
        long bits = quotient(whole ? s1 - s2 >>> 1 : s1, dividend, s2);
        high = bits | (whole ? TOP_BIT : 0);
        low = beyond(dividend - bits * s2, s2);
    }

    /** What follows the quotient's last bit: half, or a stand-in for more or less. */
    private static long beyond(long rest, long divisor) {
        long other = divisor - rest;
        return rest == 0 ? 0 : rest == other ? TOP_BIT : Long.compareUnsigned(rest, other) > 0 ? -1 : 1;
    }

    /**
     * Of 128 bits by 64, the highest of which is set; the upper half of the first is less (Knuth, The Art of Computer
     * Programming 2, 4.3.1, algorithm D with digits of 32 bits).
     */
    static long quotient(long high, long low, long divisor) {
        long upper = digit(high, low >>> 32, divisor);
        long rest = (high << 32 | low >>> 32) - upper * divisor;
        return upper << 32 | digit(rest, low & LOW, divisor);
    }

    private static long digit(long rest, long next, long divisor) {
        long top = divisor >>> 32;
        long digit = Long.divideUnsigned(rest, top);
        long left = rest - digit * top;
        while (digit >>> 32 != 0 || Long.compareUnsigned(digit * (divisor & LOW), left << 32 | next) > 0) {
            digit--;
            left += top;
            if (left >>> 32 != 0) {
                break;
            }
        }
        return digit;
    }

    private static int flags(boolean inexact, boolean up) {
        return (inexact ? PRECISION : 0) | (up ? C1 : 0);
    }

    private static boolean up(int sign, long high, long low, long unit, int rounding) {
        long rest = high & unit - 1;
        if ((rest | low) == 0 || rounding == CHOP) {
            return false;
        }
        if (rounding != 0) {
            return rounding == UP == (sign == 0);
        }
        if (unit == 1) {
            return low < 0 && (low != TOP_BIT || (high & 1) != 0);
        }
        long half = unit >>> 1;
        return rest > half || rest == half && (low != 0 || (high & unit) != 0);
    }

    private boolean widenSingle(int bits) {
        int biased = bits >>> 23 & 0xFF;
        head = bits >>> 16 & SIGN | (biased == 0 ? 0 : biased - 1 + Format.SINGLE.least());
        significand = biased == 0 ? 0 : (long) bits << 40 | TOP_BIT;
        return biased == 0 ? bits << 1 == 0 : biased != 0xFF;
    }

    private boolean widenDouble(long bits) {
        int biased = (int) (bits >>> 52) & 0x7FF;
        head = (int) (bits >>> 48) & SIGN | (biased == 0 ? 0 : biased - 1 + Format.DOUBLE.least());
        significand = biased == 0 ? 0 : bits << 11 | TOP_BIT;
        return biased == 0 ? bits << 1 == 0 : biased != 0x7FF;
    }

    private boolean push(int h, long s) {
        int at = register(-1);
        if (holds(at)) {
            return false;
        }
        floats.turn(-1);
        floats.occupied |= 1 << at;
        return put(at, h, s);
    }

    /** FLD of a number of 4 bytes. */
    public boolean loadSingle(int bits) {
        return widenSingle(bits) && push(head, significand);
    }

    /** FLD of a number of 8 bytes. */
    public boolean loadDouble(long bits) {
        return widenDouble(bits) && push(head, significand);
    }

    /** FILD. */
    public boolean loadInteger(int value) {
        long magnitude = Math.abs((long) value);
        int shift = Long.numberOfLeadingZeros(magnitude);
        int sign = value < 0 ? SIGN : 0;
        return value == 0 ? push(0, 0) : push(sign | Extended.BIAS + 63 - shift, magnitude << shift);
    }

    /** FLD of a register. */
    public boolean load(int i) {
        int from = register(i);
        return holds(from) && push(heads[from], significands[from]);
    }

    /** A constant by its number, as {@link Constants} has them. */
    public boolean loadConstant(int number) {
        Extended value = Constants.of(number, floats.control());
        return push(value.head(), value.significand());
    }

    /** FST to a register. */
    public boolean store(int i, int pops) {
        int from = register(0);
        if (!holds(from)) {
            return false;
        }
        int to = register(i);
        heads[to] = heads[from];
        significands[to] = significands[from];
        floats.occupied |= 1 << to;
        return raise(0) && pop(pops);
    }

    public boolean exchange(int i) {
        int first = register(0);
        int second = register(i);
        if (!holds(first) || !holds(second)) {
            return false;
        }
        int h = heads[first];
        long s = significands[first];
        heads[first] = heads[second];
        significands[first] = significands[second];
        return put(second, h, s);
    }

    /** FCHS, or FABS. */
    public boolean changeSign(boolean toPositive) {
        int at = register(0);
        int h = heads[at];
        return holds(at) && put(at, toPositive ? h & ~SIGN : h ^ SIGN, significands[at]);
    }

    /** What FST of the top stores in 4 bytes is in {@link #stored} then; {@link #complete} is still to be done. */
    public boolean toSingle() {
        return narrow(Format.SINGLE, 31);
    }

    /** The same in 8 bytes. */
    public boolean toDouble() {
        return narrow(Format.DOUBLE, 63);
    }

    private boolean narrow(Format format, int width) {
        int at = register(0);
        int h = heads[at];
        long s = significands[at];
        int place = h & SPECIAL;
        long sign = (long) (h >>> 15 & 1) << width;
        stored = sign;
        storedFlags = 0;
        if (!holds(at) || zero(h, s)) {
            return holds(at);
        }
        if (s >= 0 || place < format.least() || place >= format.greatest()) {
            return false;
        }
        long unit = format.unit();
        boolean up = up(h & SIGN, s, 0, unit, rounding());
        long rounded = (s & -unit) + (up ? unit : 0);
        long biased = place - format.least() + 1 + (rounded == 0 ? 1 : 0);
        stored = sign | biased << format.bits() - 1 | (rounded & Long.MAX_VALUE) >>> 64 - format.bits();
        storedFlags = flags((s & unit - 1) != 0, up);
        return true;
    }

    /** The bits to store. */
    public long stored() {
        return stored;
    }

    /** What is to be done when they are stored. */
    public void complete(int pops) {
        raise(storedFlags);
        pop(pops);
    }
}
