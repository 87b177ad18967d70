/* Which sizes of translation buffers a profile can ask for. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;

class TlbGeometryTest {
    private static HardwareProfile profile(int entries, int ways) throws ImageException {
        String changed = TestMachine.PROFILE
                .replace("tlb.data.entries = 16", "tlb.data.entries = " + entries)
                .replace("tlb.data.ways = 4", "tlb.data.ways = " + ways);
        return HardwareProfile.parse("other", changed);
    }

    @Test
    void theSizesAreThoseOfTheProfile() throws ImageException {
        TlbGeometry geometry = TlbGeometry.from(profile(96, 3));
        assertEquals(new TlbGeometry.Size(96, 3), geometry.data());
        assertEquals(new TlbGeometry.Size(0, 1), geometry.codeLarge());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "12, 4", "16, 0", "16, 5", "8192, 4"})
    void otherSizesAreRefused(int entries, int ways) {
        var e = assertThrows(ImageException.class, () -> TlbGeometry.from(profile(entries, ways)));
        assertTrue(e.getMessage().startsWith("profile other: "), e.getMessage());
    }
}
