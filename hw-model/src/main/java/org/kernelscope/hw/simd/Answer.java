/* What a computation on one lane answers. */
package org.kernelscope.hw.simd;

/**
 * A lane with the exceptions that it met.
 *
 * @param bits of a number of 32 bits the upper half is zero
 * @param flags as in {@link org.kernelscope.hw.fpu.StatusWord}
 */
public record Answer(long bits, int flags) {
    static Answer exact(long bits) {
        return new Answer(bits, 0);
    }

    Answer with(int more) {
        return more == 0 ? this : new Answer(bits, flags | more);
    }
}
