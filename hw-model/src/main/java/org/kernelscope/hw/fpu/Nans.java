/* Answers for operands that are no numbers. */
package org.kernelscope.hw.fpu;

import org.kernelscope.hw.fpu.Extended.Kind;

/** The rules for NaNs and unsupported patterns (SDM 1, table 4-7 and 8.2.2). */
final class Nans {
    private Nans() {}

    static boolean concern(Extended a) {
        Kind kind = a.kind();
        return kind == Kind.NAN || kind == Kind.UNSUPPORTED;
    }

    static boolean concern(Extended a, Extended b) {
        return concern(a) || concern(b);
    }

    /** The answer of an operation on a NaN or an unsupported pattern. */
    static Result of(Extended a) {
        return of(a, a);
    }

    /** The answer of an operation of which at least one operand is a NaN or an unsupported pattern. */
    static Result of(Extended a, Extended b) {
        if (a.kind() == Kind.UNSUPPORTED || b.kind() == Kind.UNSUPPORTED) {
            return Result.INVALID;
        }
        int flags = a.isSignaling() || b.isSignaling() ? StatusWord.INVALID : 0;
        return new Result(chosen(a, b).quiet(), flags);
    }

    private static Extended chosen(Extended a, Extended b) {
        if (!a.isNan() || !b.isNan()) {
            return a.isNan() ? a : b;
        }
        if (a.isSignaling() != b.isSignaling()) {
            return a.isSignaling() ? b : a;
        }
        int order = Long.compareUnsigned(a.significand(), b.significand());
        if (order == 0) {
            return a.negative() ? b : a;
        }
        return order > 0 ? a : b;
    }
}
