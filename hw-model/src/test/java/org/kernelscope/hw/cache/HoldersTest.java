/* Lines that several packages hold, last-level caches that take in victims, and hardware without any. */
package org.kernelscope.hw.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.TestProfiles;

final class HoldersTest {
    /** Its home is package 0. */
    private static final int LINE = 0x4000;

    private static final LineListener NOBODY = (core, line, source, kind, cycles) -> {};

    /** Four packages of two cores in a square: cores 0 and 1 here, 2 and 3 and 6 and 7 near, 4 and 5 far. */
    private static final String SQUARE = TestProfiles.SMALL.replace("package-cores = 16", "package-cores = 2") + """
            memory.interleave = 4096 bytes ; test
            line.transfer.near = 170 cycles ; test
            line.transfer.far = 270 cycles ; test
            line.upgrade.near = 160 cycles ; test
            line.upgrade.far = 260 cycles ; test
            memory.read.near = 300 cycles ; test
            memory.read.far = 400 cycles ; test
            ipi.latency.near = 600 cycles ; test
            ipi.latency.far = 700 cycles ; test
            """;

    private static final String VICTIMS = SQUARE.replace("llc.inclusive = 1", "llc.inclusive = 0");
    private static final String NONE = SQUARE.replace("llc.bytes = 2048", "llc.bytes = 0");

    /** What is done, one access each (core, kind), the states of cores 0 to 7 and the last cost, which a lock waits for. */
    private static final String TRANSITIONS = """
            0R          | EIIIIIII | 200
            2R          | IIEIIIII | 300
            4R          | IIIIEIII | 400
            6L          | IIIIIIMI | 300
            0L 1R       | SSIIIIII | 70
            0L 2R       | SISIIIII | 170
            0L 4R       | SIIISIII | 270
            4L 0R       | SIIISIII | 270
            0R 1R       | SSIIIIII | 60
            0R 2R       | SISIIIII | 160
            0R 2R 3R    | SISSIIII | 30
            0R 2R 4R    | SISISIII | 400
            0R 1R 0L    | MIIIIIII | 60
            0R 2R 0L    | MIIIIIII | 160
            0R 4R 0L    | MIIIIIII | 260
            0R 2R 4R 2L | IIMIIIII | 160
            0R 4R 5L    | IIIIIMII | 260
            0L 2L       | IIMIIIII | 170
            0L 4L 0L    | MIIIIIII | 270
            """;

    @Test
    void whatComesFromAnotherPackageCostsByDistance() {
        for (String row : TRANSITIONS.lines().toList()) {
            check(SQUARE, row);
        }
    }

    /** The same without caches that packages share: a clean line of another core is fetched from memory. */
    @Test
    void packagesWithoutASharedCacheGoToMemory() {
        check(NONE, "0R 2R 3R | SISSIIII | 60");
        check(NONE, "0R 2R 4R | SISISIII | 400");
        check(NONE, "0L 2R 0L | MIIIIIII | 160");
        CacheSystem caches = caches(NONE);
        caches.access(0, LINE, Access.READ, 0);
        assertFalse(caches.line(LINE).inSharedCache());
        assertEquals(1, caches.counters(0).lastMisses(), "all requests miss what is not there");
    }

    @Test
    void aSharedCacheOfVictimsTakesInWhatACoreGivesUp() {
        CacheSystem caches = caches(VICTIMS);
        caches.access(0, LINE, Access.LOCKED, 0);
        assertFalse(caches.line(LINE).inSharedCache(), "it does not include the private ones");
        evict(caches);
        assertTrue(caches.line(LINE).inSharedCache());
        assertEquals("IIIIIIII", states(caches));
        assertEquals(30, caches.access(1, LINE, Access.READ, 100_000));
        assertFalse(caches.line(LINE).inSharedCache(), "it went back");
        assertEquals("IMIIIIII", states(caches), "with what RAM does not have yet");
    }

    @Test
    void aModifiedLineInAnotherPackagesSharedCacheComesFromThere() {
        for (String profile : List.of(SQUARE, VICTIMS)) {
            CacheSystem caches = caches(profile);
            caches.access(0, LINE, Access.LOCKED, 0);
            evict(caches);
            assertEquals(270, caches.access(4, LINE, Access.READ, 100_000), "written back on the way");
            assertEquals(1, caches.counters(4).transfers());
            assertEquals("IIIISIII", states(caches));
            assertEquals(300, caches.access(6, LINE, Access.READ, 200_000), "clean now");
            assertEquals(260, caches.access(4, LINE, Access.LOCKED, 300_000), "the first package gives its copy up");
            assertEquals("IIIIMIII", states(caches));
            assertEquals(270, caches.access(0, LINE, Access.READ, 400_000));
        }
    }

    @Test
    void aLineThatTheSharedCacheGivesUpLeavesTheCoresOfItsPackageOnly() {
        CacheSystem caches = caches(SQUARE);
        caches.access(0, LINE, Access.READ, 0);
        caches.access(2, LINE, Access.READ, 1000);
        for (int way = 1; way <= 4; way++) {
            caches.access(1, LINE + way * 0x200, Access.READ, 10_000L * way);
        }
        assertEquals("IISIIIII", states(caches));
        assertTrue(caches.line(LINE).inSharedCache(), "in that of the other package");
    }

    @Test
    void requestsQueueWhereTheirLineIsAtHome() {
        String narrow = SQUARE.replace("occupancy = 0", "occupancy = 40");
        CacheSystem caches = caches(narrow);
        assertEquals(200, caches.access(0, LINE, Access.READ, 0));
        assertEquals(40 + 200, caches.access(0, LINE + 64, Access.READ, 0));
        assertEquals(300, caches.access(0, LINE + 0x1000, Access.READ, 0), "another home");
        assertEquals(
                40 + 400, caches.access(4, LINE + 0x1000 + 64, Access.READ, 0) + 100, "40 + 300 from its neighbour");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theSourceOfALineIsTold(int inclusive) {
        String profile = inclusive == 2 ? NONE : inclusive == 1 ? SQUARE : VICTIMS;
        List<Integer> sources = new ArrayList<>();
        CacheSystem caches = caches(profile, (core, line, source, kind, cycles) -> sources.add(source));
        caches.access(0, LINE, Access.LOCKED, 0);
        caches.access(4, LINE, Access.READ, 1000);
        caches.access(5, LINE, Access.READ, 2000);
        int third = inclusive == 1 ? MachineEvent.FROM_SHARED_CACHE : MachineEvent.FROM_MEMORY;
        assertEquals(0, sources.get(1));
        assertEquals(MachineEvent.FROM_MEMORY, sources.getFirst());
        assertEquals(inclusive == 1 ? third : 4, sources.get(2));
    }

    /** Core 0 reads other lines of the same set until its private caches have given up everything else. */
    private static void evict(CacheSystem caches) {
        caches.access(0, LINE + 0x100, Access.READ, 10_000);
        caches.access(0, LINE + 0x300, Access.READ, 20_000);
    }

    private static void check(String profile, String row) {
        String[] parts = row.split("\\|");
        CacheSystem caches = caches(profile);
        int cost = 0;
        long now = 0;
        for (String access : parts[0].strip().split(" ")) {
            Access kind = access.charAt(1) == 'R' ? Access.READ : Access.LOCKED;
            cost = caches.access(access.charAt(0) - '0', LINE + 8, kind, now);
            now += 10_000;
        }
        assertEquals(parts[1].strip() + " " + parts[2].strip(), states(caches) + " " + cost, row);
    }

    private static String states(CacheSystem caches) {
        return caches.line(LINE).byCore().stream()
                .map(state -> String.valueOf(state.letter()))
                .collect(Collectors.joining());
    }

    private static CacheSystem caches(String profile) {
        return caches(profile, NOBODY);
    }

    private static CacheSystem caches(String profile, LineListener listener) {
        try {
            return new CacheSystem(8, HardwareProfile.parse("square", profile), listener);
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }
}
