/* Vectors that we hold to be wrong. */
package org.kernelscope.hw.vector;

import java.util.List;

/**
 * Why one vector does not bind the processor. None is passed over in silence: whoever runs it is told.
 *
 * @param code the vector's instruction, hex
 * @param fill its seed, which with the code tells it from all others
 * @param section of the SDM that says otherwise
 * @param reason in one sentence
 */
public record Objection(String code, int fill, String section, String reason) {
    /** Every objection that we have: none so far. */
    public static final List<Objection> ALL = List.of();

    /** Whether this is about that vector. */
    public boolean concerns(Vector vector) {
        return code.equals(vector.code()) && fill == vector.fill();
    }
}
