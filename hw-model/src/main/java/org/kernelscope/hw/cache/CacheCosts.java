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
 * @param transfer supplied by another core's private cache
 * @param upgrade the right to write a line that other cores share
 * @param memory supplied by RAM
 * @param turnaround how long a line's home stays busy after the requester has gone on, until it has its acknowledgement
 */
public record CacheCosts(
        int firstLevel, int secondLevel, int lastLevel, int transfer, int upgrade, int memory, int turnaround) {
    static CacheCosts from(HardwareProfile profile) throws ImageException {
        return new CacheCosts(
                profile.value("l1.hit"),
                profile.value("l2.hit"),
                profile.value("llc.hit"),
                profile.value("line.transfer"),
                profile.value("line.upgrade"),
                profile.value("memory.read"),
                profile.value("home.turnaround"));
    }
}
