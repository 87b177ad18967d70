/* What an access costs, by where its line is found. */
package org.kernelscope.hw.cache;

import org.kernelscope.hw.ByDistance;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Topology;

/**
 * Cycles beyond an instruction's static cost.
 *
 * @param firstLevel found in the core's L1 cache
 * @param secondLevel found in its private L2 cache
 * @param lastLevel supplied by the last-level cache of the core's package; 0 where packages have none
 * @param transfer a modified line supplied by another cache, by the distance to its package
 * @param upgrade a clean line supplied by another core, or the right to write a line that others share, by the distance
 *     to the furthest of them
 * @param memory supplied by RAM, by the distance to the line's home
 * @param order how long one request keeps all later ones with the same home package, whatever their line, from being
 *     ordered
 */
public record CacheCosts(
        int firstLevel,
        int secondLevel,
        int lastLevel,
        ByDistance transfer,
        ByDistance upgrade,
        ByDistance memory,
        int order) {
    static CacheCosts from(HardwareProfile profile, Topology topology) throws ImageException {
        return new CacheCosts(
                profile.value("l1.hit"),
                profile.value("l2.hit"),
                profile.value("llc.hit"),
                ByDistance.from(profile, "line.transfer", topology),
                ByDistance.from(profile, "line.upgrade", topology),
                ByDistance.from(profile, "memory.read", topology),
                profile.value("order.occupancy"));
    }
}
