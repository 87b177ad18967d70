/* Which of two numbers is larger. */
package org.kernelscope.hw.fpu;

/** What comparing finds; the condition codes are those of SDM 1, table 8-6. */
public final class Comparison {
    /** The four outcomes. */
    public enum Order {
        GREATER(0),
        LESS(StatusWord.C0),
        EQUAL(StatusWord.C3),
        UNORDERED(StatusWord.C0 | StatusWord.C2 | StatusWord.C3);

        /** C0, C2 and C3, which stand for CF, PF and ZF. */
        public final int conditions;

        Order(int conditions) {
            this.conditions = conditions;
        }
    }

    /**
     * What a comparison answers.
     *
     * @param order how the first stands to the second
     * @param flags exceptions
     */
    public record Outcome(Order order, int flags) {
        /** The same with an operand that was widened. */
        public Outcome widened(Result operand) {
            return order == Order.UNORDERED ? this : new Outcome(order, flags | operand.flags());
        }
    }

    private Comparison() {}

    /**
     * Compares.
     *
     * @param tolerant whether quiet NaNs are no exception
     */
    public static Outcome compare(Extended a, Extended b, boolean tolerant) {
        if (Nans.concern(a, b)) {
            boolean silent = tolerant && Nans.of(a, b).flags() == 0;
            return new Outcome(Order.UNORDERED, silent ? 0 : StatusWord.INVALID);
        }
        return new Outcome(order(a, b), Elementary.denormals(a, b));
    }

    private static Order order(Extended a, Extended b) {
        if (a.isZero() && b.isZero()) {
            return Order.EQUAL;
        }
        if (a.isZero() || b.isZero() || a.negative() != b.negative()) {
            boolean less = a.isZero() ? !b.negative() : a.negative();
            return less ? Order.LESS : Order.GREATER;
        }
        int byExponent = Integer.compare(a.trueExponent(), b.trueExponent());
        int bySize = byExponent != 0 ? byExponent : Long.compareUnsigned(a.normalized(), b.normalized());
        if (bySize == 0) {
            return Order.EQUAL;
        }
        return bySize < 0 != a.negative() ? Order.LESS : Order.GREATER;
    }
}
