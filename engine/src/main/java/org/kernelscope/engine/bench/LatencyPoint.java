/* One measured point of the lock-latency benchmark. */
package org.kernelscope.engine.bench;

import org.kernelscope.kernel.Variant;

/**
 * A lock on a number of cores.
 *
 * @param lock which one
 * @param cores how many cores contend
 * @param cycles virtual cycles per acquire and release pair of one core, mean over all rounds
 * @param normalised {@code cores × cycles(1) / cycles(cores)}: 1 where the lock adds nothing beyond taking turns
 * @param transfers cache lines that came to a core from beyond its private caches, per pair
 */
public record LatencyPoint(Variant.Lock lock, int cores, double cycles, double normalised, double transfers) {}
