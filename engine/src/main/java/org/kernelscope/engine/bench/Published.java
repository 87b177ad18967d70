/* Figures that others published, to be laid beside ours. */
package org.kernelscope.engine.bench;

import java.util.List;

/**
 * A published figure.
 *
 * @param lock the lock's id
 * @param cores number of cores
 * @param cycles per acquire and release pair
 * @param source where it was published
 */
public record Published(String lock, int cores, double cycles, String source) {
    /** The single-core figures of mC2 (CertiKOS). */
    public static List<Published> lockLatency() {
        String source = "mC2 (CertiKOS), Core i7, one core, empty critical section";
        return List.of(new Published("ticket", 1, 34, source), new Published("mcs", 1, 74, source));
    }
}
