/* Packages, distances and homes. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopologyTest {
    /** Cores, cores of a package, two cores, the distance between them. */
    @ParameterizedTest
    @CsvSource({
        "16, 4, 0, 3, 0",
        "16, 4, 3, 4, 1",
        "16, 4, 0, 15, 1",
        "16, 4, 0, 8, 2",
        "16, 4, 5, 12, 2",
        "12, 4, 0, 11, 1",
        "8, 1, 0, 4, 2",
        "2, 1, 0, 1, 1",
        "16, 16, 0, 15, 0"
    })
    void packagesAreJoinedInARing(int cores, int packageCores, int one, int other, int distance) {
        Topology topology = new Topology(cores, packageCores, 4096);
        assertEquals(distance, topology.between(one, other));
        assertEquals(distance, topology.between(other, one));
    }

    @Test
    void memoryIsDealtOutByPages() {
        Topology topology = new Topology(12, 4, 4096);
        assertEquals(3, topology.packages());
        assertEquals(0, topology.home(0xFFF));
        assertEquals(1, topology.home(0x1000));
        assertEquals(0, topology.home(0x3000));
        assertEquals(2, topology.home(0x5FC0));
        assertEquals(0, new Topology(12, 4, 0).home(0x5FC0), "one memory for all");
    }

    @Test
    void onlyAMachineOfSeveralPackagesAsksForDistances() throws ImageException {
        HardwareProfile profile = profile("cpuid.package-cores = 2 cores ; test\nipi.latency = 5 cycles ; test\n");
        Topology one = Topology.from(2, profile);
        assertEquals(1, one.packages());
        assertEquals(ByDistance.everywhere(5), ByDistance.from(profile, "ipi.latency", one));
        ImageException lacks = assertThrows(ImageException.class, () -> Topology.from(3, profile));
        assertTrue(lacks.getMessage().contains("memory.interleave"), lacks.getMessage());
    }

    @Test
    void figuresAreReadByDistance() throws ImageException {
        HardwareProfile profile = profile("""
                cpuid.package-cores = 2 cores ; test
                memory.interleave = 64 bytes ; test
                ipi.latency = 5 cycles ; test
                ipi.latency.near = 6 cycles ; test
                ipi.latency.far = 7 cycles ; test
                """);
        ByDistance latency = ByDistance.from(profile, "ipi.latency", Topology.from(8, profile));
        assertEquals(5, latency.at(Topology.HERE));
        assertEquals(6, latency.at(Topology.NEAR));
        assertEquals(7, latency.at(Topology.FAR));
    }

    @Test
    void anInterleavingThatIsNoPowerOfTwoIsNamed() throws ImageException {
        HardwareProfile profile =
                profile("cpuid.package-cores = 2 cores ; test\nmemory.interleave = 96 bytes ; test\n");
        ImageException wrong = assertThrows(ImageException.class, () -> Topology.from(8, profile));
        assertTrue(wrong.getMessage().contains("96"), wrong.getMessage());
    }

    private static HardwareProfile profile(String text) throws ImageException {
        return HardwareProfile.parse("test", text);
    }
}
