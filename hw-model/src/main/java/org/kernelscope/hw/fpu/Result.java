/* What a computation answers. */
package org.kernelscope.hw.fpu;

/**
 * A value with what the status word learns from it.
 *
 * @param value the answer with all exceptions masked; with overflow or underflow unmasked, that with the exponent wrapped
 * @param flags exceptions, and C1 where the magnitude was rounded up
 */
public record Result(Extended value, int flags) {
    static final Result INVALID = new Result(Extended.INDEFINITE, StatusWord.INVALID);

    static Result exact(Extended value) {
        return new Result(value, 0);
    }

    /** The same from an operand that was widened, whose being denormal counts unless something graver was found. */
    public Result widened(Result operand) {
        boolean graver = value.isNan() || (flags & (StatusWord.INVALID | StatusWord.ZERO_DIVIDE)) != 0;
        return graver ? this : with(operand.flags);
    }

    Result with(int more) {
        return new Result(value, flags | more);
    }
}
