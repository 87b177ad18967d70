/* What an access costs, by where its line is found. */
package org.kernelscope.hw.cache;

import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;

/**
 * Cycles beyond an instruction's static cost.
 *
 * @param firstLevel found in the core's L1 cache
 * @param secondLevel found in its private L2 cache
 * @param lastLevel supplied by the shared cache
 * @param transfer a modified line supplied by another core's private cache
 * @param upgrade a clean line supplied by another core, or the right to write a line that other cores share
 * @param memory supplied by RAM
 * @param order how long one request keeps all later ones, whatever their line, from being ordered
 */
public record CacheCosts(
        int firstLevel, int secondLevel, int lastLevel, int transfer, int upgrade, int memory, int order) {
    static CacheCosts from(HardwareProfile profile) throws ImageException {
        return new CacheCosts(
                profile.value("l1.hit"),
                profile.value("l2.hit"),
                profile.value("llc.hit"),
                profile.value("line.transfer"),
                profile.value("line.upgrade"),
                profile.value("memory.read"),
                profile.value("order.occupancy"));
    }
}
