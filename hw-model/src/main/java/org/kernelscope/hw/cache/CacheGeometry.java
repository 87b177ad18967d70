/* Size and shape of one cache. */
package org.kernelscope.hw.cache;

import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;

/**
 * A set-associative cache of 64-byte lines.
 *
 * @param sets a power of two; 0 for a cache that this hardware does not have
 * @param ways lines in a set
 */
public record CacheGeometry(int sets, int ways) {
    private static final int MOST_BYTES = 1 << 28;

    /** Reads {@code NAME.bytes} and {@code NAME.ways} from a profile. */
    static CacheGeometry from(HardwareProfile profile, String cache) throws ImageException {
        int bytes = profile.value(cache + ".bytes");
        int ways = profile.value(cache + ".ways");
        if (bytes == 0) {
            return new CacheGeometry(0, 0);
        }
        if (bytes > MOST_BYTES) {
            throw new ImageException("profile " + profile.name() + ": " + cache + ".bytes = " + bytes
                    + " is more than the " + MOST_BYTES + " that a modelled cache can have");
        }
        int sets = ways == 0 ? 0 : bytes / CacheSystem.LINE_BYTES / ways;
        if (Integer.bitCount(sets) != 1 || sets * ways * CacheSystem.LINE_BYTES != bytes) {
            throw new ImageException("profile " + profile.name() + ": " + cache + ".bytes = " + bytes + " with " + ways
                    + " ways does not make a power of two of sets of 64-byte lines");
        }
        return new CacheGeometry(sets, ways);
    }

    boolean present() {
        return sets > 0;
    }

    int tagBytes() {
        return sets * ways * Integer.BYTES;
    }
}
