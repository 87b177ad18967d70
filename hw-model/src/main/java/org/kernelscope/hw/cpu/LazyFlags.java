/* The status flags of the latest computation, kept as what they are made of until someone asks. */
package org.kernelscope.hw.cpu;

/**
 * Flags as two words: the sign-extended result, which gives ZF, SF and PF; and the carries out of each bit, aligned so that
 * bit 31 is CF, bits 31 and 30 differ if OF is set, and bit 3 is AF. While nothing waits here, EFLAGS itself is true.
 */
final class LazyFlags {
    private static final int TOP = 0xC000_0000;
    private static final int HALF = 1 << 3;

    private final Registers registers;
    private int result;
    private int carries;
    private boolean waiting;

    LazyFlags(Registers registers) {
        this.registers = registers;
    }

    /** Puts what waits into EFLAGS. */
    void settle() {
        if (waiting) {
            waiting = false;
            registers.eflags = registers.eflags & ~Flags.STATUS | status();
        }
    }

    private int status() {
        return carries >>> 31
                | (parityEven() ? Flags.PF : 0)
                | (carries & HALF) << 1
                | (result == 0 ? Flags.ZF : 0)
                | result >>> 31 << 7
                | ((carries ^ carries << 1) >>> 31) << 11;
    }

    /** Lends the flags to a region; false if they are a combination that no computation leaves. */
    boolean lend(Region.Frame frame) {
        if (!waiting) {
            int eflags = registers.eflags;
            boolean zero = (eflags & Flags.ZF) != 0;
            if (zero && (eflags & (Flags.SF | Flags.PF)) != Flags.PF) {
                return false;
            }
            int carry = eflags & Flags.CF;
            result = zero ? 0 : (eflags & Flags.SF) << 24 | ((eflags & Flags.PF) != 0 ? 3 : 1);
            carries = carry << 31 | (carry ^ eflags >>> 11 & 1) << 30 | (eflags & Flags.AF) >>> 1;
        }
        frame.result = result;
        frame.carries = carries;
        return true;
    }

    /** Takes back what a region made of them. */
    void takeBack(Region.Frame frame) {
        take(frame.result, frame.carries);
    }

    int carry() {
        return waiting ? carries >>> 31 : registers.eflags & Flags.CF;
    }

    /** Whether a condition of SDM 2, appendix B holds. */
    boolean holds(int code) {
        if (!waiting) {
            return Flags.holds(code, registers.eflags);
        }
        return RegionCode.holds(code, result, carries);
    }

    private boolean parityEven() {
        return (Integer.bitCount(result & 0xFF) & 1) == 0;
    }

    private int take(int newResult, int newCarries) {
        result = newResult;
        carries = newCarries;
        waiting = true;
        return newResult;
    }

    int add(int a, int b) {
        return sum(a, b, a + b);
    }

    int addWithCarry(int a, int b) {
        return sum(a, b, a + b + carry());
    }

    private int sum(int a, int b, int r) {
        return take(r, RegionCode.sumCarries(a, b, r));
    }

    int subtract(int a, int b) {
        return difference(a, b, a - b);
    }

    int subtractWithBorrow(int a, int b) {
        return difference(a, b, a - b - carry());
    }

    private int difference(int a, int b, int r) {
        return take(r, RegionCode.differenceCarries(a, b, r));
    }

    int logical(int r) {
        return take(r, 0);
    }

    int increment(int a) {
        int r = a + 1;
        return take(r, RegionCode.keepCarry(a & ~r, carry() << 31));
    }

    int decrement(int a) {
        int r = a - 1;
        return take(r, RegionCode.keepCarry(~a & r, carry() << 31));
    }

    /** A shift by 1 to 31 places. */
    int shift(Operation operation, int a, int count) {
        return switch (operation) {
            case SHL -> take(a << count, RegionCode.shiftLeftCarries(a, count, a << count));
            case SHR -> take(a >>> count, RegionCode.shiftRightCarries(a, count));
            default -> take(a >> count, RegionCode.shiftSignedCarries(a, count));
        };
    }

    /** A rotation by 1 to 31 places; flags but CF and OF stay. */
    int rotate(Operation operation, int a, int count) {
        boolean left = operation == Operation.ROL;
        int r = left ? Integer.rotateLeft(a, count) : Integer.rotateRight(a, count);
        if (waiting) {
            carries = left ? RegionCode.rotateLeftCarries(carries, r) : RegionCode.rotateRightCarries(carries, r);
        } else {
            int flags = registers.eflags;
            registers.eflags = Alu.flags(left ? Alu.rol(a, count, 32, flags) : Alu.ror(a, count, 32, flags));
        }
        return r;
    }

    /** CF and OF of a product that fits in its lower half, or does not; the other flags stay. */
    void product(boolean fits) {
        if (waiting) {
            carries = carries & ~TOP | (fits ? 0 : 1 << 31);
        } else {
            registers.eflags = Alu.product(fits, registers.eflags);
        }
    }

    /** CF and OF of a product; the other flags stay (SDM 2A, IMUL leaves them undefined). */
    int product(long exact) {
        int r = (int) exact;
        product(r == exact);
        return r;
    }

    /** An operation of two operands of 4 bytes, by its {@link MicroOp#arithmetic}. */
    int compute(int arithmetic, int a, int b) {
        return switch (arithmetic) {
            case 0 -> add(a, b);
            case 1 -> logical(a | b);
            case 2 -> addWithCarry(a, b);
            case 3 -> subtractWithBorrow(a, b);
            case 4 -> logical(a & b);
            case 5 -> subtract(a, b);
            default -> logical(a ^ b);
        };
    }

    /** The same of 1 or 2 bytes: operands and result zero-extended. */
    int computeNarrow(Operation operation, int a, int b, int bytes) {
        int shift = 32 - bytes * 8;
        int r = switch (operation) {
            case ADD -> a + b;
            case OR -> a | b;
            case ADC -> a + b + carry();
            case SBB -> a - b - carry();
            case AND, TEST -> a & b;
            case SUB, CMP -> a - b;
            default -> a ^ b;
        };
        int flows = switch (operation) {
            case ADD, ADC -> RegionCode.sumCarries(a, b, r);
            case SBB, SUB, CMP -> RegionCode.differenceCarries(a, b, r);
            default -> 0;
        };
        take(r << shift >> shift, RegionCode.narrow(flows, shift));
        return r & -1 >>> shift;
    }

    int unary(Operation operation, int a) {
        return switch (operation) {
            case INC -> increment(a);
            case DEC -> decrement(a);
            case NEG -> subtract(0, a);
            default -> ~a;
        };
    }
}
