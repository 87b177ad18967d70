/* What compiled regions call; small enough to become part of them. */
package org.kernelscope.hw.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.kernelscope.hw.cache.FirstLevel;

/** Pure functions of ints, and accesses to RAM. An address in RAM is never negative; -1 says that the region must end. */
final class RegionCode {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int PAGE = ~0xFFF;
    private static final int PAGE_SHIFT = 12;
    private static final int TOP = 0xC000_0000;
    private static final int HALF = 1 << 3;
    private static final int LINE_SHIFT = 6;
    private static final int LINE = 1 << LINE_SHIFT;
    private static final int MODIFIED = FirstLevel.MODIFIED;

    private RegionCode() {}

    /** Where an aligned access goes without paging. */
    static int direct(byte[] ram, int linear, int align) {
        return (linear & align) == 0 && Integer.compareUnsigned(linear, ram.length) < 0 ? linear : -1;
    }

    /** Where an aligned access goes by a translation that was used lately and has all these marks. */
    static int paged(byte[] ram, int[] keys, int[] frames, int linear, int align, int need) {
        int slot = Tlb.slot(linear);
        if ((keys[slot] & (PAGE | need)) != (linear & (PAGE | align) | need)) {
            return -1;
        }
        int physical = frames[slot] | linear & ~PAGE;
        return Integer.compareUnsigned(physical, ram.length) < 0 ? physical : -1;
    }

    /** The same address if writing there concerns nobody else. */
    static int quiet(Region.Frame frame, byte[] attention, int physical, int bytes) {
        return physical >= 0 && (attention[physical >>> PAGE_SHIFT] == 0 || frame.memory.admits(physical, bytes))
                ? physical
                : -1;
    }

    /** Whether the first-level cache has the line, which is the one used latest then. */
    static boolean readsCached(Region.Frame frame, byte[] tags, int offset, int setMask, int setBytes, int physical) {
        int word = read32(tags, offset + (physical >>> LINE_SHIFT & setMask) * setBytes);
        return ((word ^ physical) & -LINE) == 0 && (word & LINE - 1) != 0
                || frame.caches.orElseThrow().usesFirst(frame.core, physical, false);
    }

    /** The same for a line that the core may write without a word to the others. */
    static boolean writesCached(Region.Frame frame, byte[] tags, int offset, int setMask, int setBytes, int physical) {
        int word = read32(tags, offset + (physical >>> LINE_SHIFT & setMask) * setBytes);
        return ((word ^ physical) & -LINE | word & LINE - 1) == MODIFIED
                || frame.caches.orElseThrow().usesFirst(frame.core, physical, true);
    }

    static int read8(byte[] ram, int at) {
        return ram[at] & 0xFF;
    }

    static int read16(byte[] ram, int at) {
        return (short) SHORTS.get(ram, at) & 0xFFFF;
    }

    static int read32(byte[] ram, int at) {
        return (int) INTS.get(ram, at);
    }

    static void write8(byte[] ram, int at, int value) {
        ram[at] = (byte) value;
    }

    static void write16(byte[] ram, int at, int value) {
        SHORTS.set(ram, at, (short) value);
    }

    static void write32(byte[] ram, int at, int value) {
        INTS.set(ram, at, value);
    }

    static int sumCarries(int a, int b, int r) {
        return a & b | (a | b) & ~r;
    }

    static int differenceCarries(int a, int b, int r) {
        return ~a & b | (~a | b) & r;
    }

    /** Carries of an operation on the low bytes alone. */
    static int narrow(int flows, int shift) {
        return flows << shift & TOP | flows & HALF;
    }

    /** Carries with OF and AF of some and CF of others. */
    static int keepCarry(int flows, int before) {
        int overflow = (flows ^ flows << 1) & 1 << 31;
        return before & 1 << 31 | (before & 1 << 31 ^ overflow) >>> 1 | flows & HALF;
    }

    static int shiftLeftCarries(int a, int count, int r) {
        return a << count - 1 & 1 << 31 | r >>> 1 & 1 << 30;
    }

    static int shiftRightCarries(int a, int count) {
        int carry = a >>> count - 1 & 1;
        return carry << 31 | (carry ^ a >>> 31) << 30;
    }

    static int shiftSignedCarries(int a, int count) {
        return -(a >> count - 1 & 1) & TOP;
    }

    static int productCarries(int carries, long product) {
        return carries & ~TOP | ((int) product == product ? 0 : 1 << 31);
    }

    static int rotateLeftCarries(int carries, int r) {
        return carries & ~TOP | r << 31 | r >>> 1 & 1 << 30;
    }

    static int rotateRightCarries(int carries, int r) {
        return carries & ~TOP | r & 1 << 31 | r & 1 << 30;
    }

    static long productUnsigned(int a, int b) {
        return (a & 0xFFFF_FFFFL) * (b & 0xFFFF_FFFFL);
    }

    static int productCarriesUnsigned(int carries, long product) {
        return carries & ~TOP | (product >>> 32 == 0 ? 0 : 1 << 31);
    }

    /** Whether the quotient of an unsigned division exists and fits. */
    static boolean divides(int high, int divisor) {
        return Integer.compareUnsigned(high, divisor) < 0;
    }

    static int quotient(int high, int low, int divisor) {
        return high == 0
                ? Integer.divideUnsigned(low, divisor)
                : (int) Long.divideUnsigned(wide(high, low), divisor & 0xFFFF_FFFFL);
    }

    static int remainder(int high, int low, int divisor) {
        return high == 0
                ? Integer.remainderUnsigned(low, divisor)
                : (int) Long.remainderUnsigned(wide(high, low), divisor & 0xFFFF_FFFFL);
    }

    /** Whether the quotient of a signed division exists and fits. */
    static boolean dividesSigned(int high, int low, int divisor) {
        long dividend = wide(high, low);
        if (divisor == 0 || dividend == Long.MIN_VALUE) {
            return false;
        }
        long quotient = dividend / divisor;
        return quotient == (int) quotient;
    }

    static int quotientSigned(int high, int low, int divisor) {
        return (int) (wide(high, low) / divisor);
    }

    static int remainderSigned(int high, int low, int divisor) {
        return (int) (wide(high, low) % divisor);
    }

    private static long wide(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    /** The lowest bit of a value that is not zero, or the highest. */
    static int found(int value, boolean lowest) {
        return lowest ? Integer.numberOfTrailingZeros(value) : 31 - Integer.numberOfLeadingZeros(value);
    }

    static long product(int a, int b) {
        return (long) a * b;
    }

    /** Whether a condition of SDM 2, appendix B holds. */
    static boolean holds(int code, int result, int carries) {
        boolean positive = switch (code >> 1) {
            case 0 -> (carries ^ carries << 1) < 0;
            case 1 -> carries < 0;
            case 2 -> result == 0;
            case 3 -> result == 0 || carries < 0;
            case 4 -> result < 0;
            case 5 -> (Integer.bitCount(result & 0xFF) & 1) == 0;
            case 6 -> (carries ^ carries << 1 ^ result) < 0;
            default -> result == 0 || (carries ^ carries << 1 ^ result) < 0;
        };
        return positive == ((code & 1) == 0);
    }

    /** Whether a condition holds after a comparison of these operands. */
    static boolean compares(int code, int a, int b) {
        boolean positive = switch (code >> 1) {
            case 0 -> ((a ^ b) & (a ^ a - b)) < 0;
            case 1 -> Integer.compareUnsigned(a, b) < 0;
            case 2 -> a == b;
            case 3 -> Integer.compareUnsigned(a, b) <= 0;
            case 4 -> a - b < 0;
            case 6 -> a < b;
            default -> a <= b;
        };
        return positive == ((code & 1) == 0);
    }

    static int set8(int register, int shift, int value) {
        return register & ~(0xFF << shift) | (value & 0xFF) << shift;
    }

    static int set16(int register, int value) {
        return register & ~0xFFFF | value & 0xFFFF;
    }
}
