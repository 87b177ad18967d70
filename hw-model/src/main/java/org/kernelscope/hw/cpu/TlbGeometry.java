/* How large the translation buffers of one kind of hardware are. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;

/**
 * The four translation buffers of a core: for data and for code, each for pages of 4 KiB and of 4 MiB.
 *
 * @param data 4 KiB pages of data
 * @param dataLarge 4 MiB pages of data; without entries, the 4 KiB buffer takes each 4 KiB of them apart
 * @param code 4 KiB pages of code
 * @param codeLarge 4 MiB pages of code; as for data
 */
public record TlbGeometry(Size data, Size dataLarge, Size code, Size codeLarge) {
    private static final int MOST_ENTRIES = 4096;

    /**
     * One buffer.
     *
     * @param entries 0 for none; the number of sets is a power of two
     * @param ways entries of a set
     */
    public record Size(int entries, int ways) {
        public Size {
            assert fits(entries, ways);
        }

        static boolean fits(int entries, int ways) {
            return entries == 0
                    || entries > 0
                            && entries <= MOST_ENTRIES
                            && ways > 0
                            && entries % ways == 0
                            && Integer.bitCount(entries / ways) == 1;
        }
    }

    /** Reads {@code tlb.data}, {@code tlb.data-large}, {@code tlb.code} and {@code tlb.code-large}. */
    public static TlbGeometry from(HardwareProfile profile) throws ImageException {
        Size data = size(profile, "tlb.data");
        Size code = size(profile, "tlb.code");
        if (data.entries() == 0 || code.entries() == 0) {
            throw new ImageException("profile " + profile.name() + ": tlb.data and tlb.code need entries");
        }
        return new TlbGeometry(data, size(profile, "tlb.data-large"), code, size(profile, "tlb.code-large"));
    }

    private static Size size(HardwareProfile profile, String name) throws ImageException {
        int entries = profile.value(name + ".entries");
        int ways = profile.value(name + ".ways");
        if (!Size.fits(entries, ways)) {
            throw new ImageException("profile " + profile.name() + ": " + entries + " entries of " + name + " in "
                    + ways + " ways do not make a power of two of sets, or are more than " + MOST_ENTRIES);
        }
        return new Size(entries, ways);
    }
}
