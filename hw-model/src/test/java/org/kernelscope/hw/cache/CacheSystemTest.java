/* The caches' states, costs and queues. */
package org.kernelscope.hw.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.LineState.Mesi;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.TestProfiles;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class CacheSystemTest {
    private static final int LINE = 0x1000;
    private static final LineListener NOBODY = (core, line, source, kind, cycles) -> {};

    /** What is done, one access each (core, kind), and the states of cores 0 to 2 and the last cost after it. */
    private static final String TRANSITIONS = """
            0R          | EII | 200
            0R 0R       | EII | 1
            0R 0W       | MII | 1
            0R 0L       | MII | 1
            0W          | MII | 0
            0W 0R       | MII | 1
            0W 1R       | SSI | 70
            0R 1R       | SSI | 60
            0R 1R 2R    | SSS | 30
            0R 1R 2W    | IIM | 0
            0R 1R 0W    | MII | 0
            0R 1R 2R 1W | IMI | 0
            0W 1W       | IMI | 0
            0R 1R 1L    | IMI | 60
            0W 1L       | IMI | 70
            0R 1W       | IMI | 0
            0W 1W 0R    | SSI | 70
            0W 1R 1W 0R | SSI | 70
            """;

    @Test
    void everyTransitionLeavesTheStatesOfTheProtocol() {
        for (String row : TRANSITIONS.lines().toList()) {
            String[] parts = row.split("\\|");
            CacheSystem caches = caches(3, NOBODY);
            int cost = 0;
            long now = 0;
            for (String access : parts[0].strip().split(" ")) {
                cost = caches.access(access.charAt(0) - '0', LINE + 4, kind(access.charAt(1)), now);
                now += 1000;
            }
            String states = caches.line(LINE).byCore().stream()
                    .map(s -> String.valueOf(s.letter()))
                    .collect(Collectors.joining());
            assertEquals(parts[1].strip() + " " + parts[2].strip(), states + " " + cost, row);
        }
    }

    @Test
    void coresThatReadOneLineAtOnceAreServedOneAfterAnother() {
        CacheSystem caches = caches(4, NOBODY);
        caches.access(0, LINE, Access.WRITE, 0);
        assertEquals(70, caches.access(1, LINE, Access.READ, 1000));
        assertEquals(100, caches.access(2, LINE, Access.READ, 1000));
        assertEquals(125, caches.access(3, LINE, Access.READ, 1005));
        assertEquals(200, caches.access(3, LINE + 64, Access.READ, 1005), "another line has another home");
        assertEquals(325, caches.counters(3).stallCycles());
    }

    @Test
    void requestsForDifferentLinesAreOrderedOneAfterAnother() throws ImageException {
        HardwareProfile profile =
                HardwareProfile.parse("narrow", TestProfiles.SMALL.replace("occupancy = 0", "occupancy = 40"));
        CacheSystem caches = new CacheSystem(3, profile, NOBODY);
        assertEquals(200, caches.access(0, LINE, Access.READ, 1000));
        assertEquals(40 + 200, caches.access(1, LINE + 64, Access.READ, 1000));
        assertEquals(50 + 200, caches.access(2, LINE + 128, Access.READ, 1030));
    }

    @Test
    void aStoreDoesNotStallItsCoreButWhatNeedsItWaits() {
        List<Integer> moves = new ArrayList<>();
        CacheSystem caches = caches(3, (core, line, source, kind, cycles) -> moves.add(cycles));
        caches.access(0, LINE, Access.READ, 0);
        caches.access(1, LINE, Access.READ, 1000);
        assertEquals(0, caches.access(0, LINE, Access.WRITE, 2000));
        assertEquals(List.of(200, 60, 60), moves, "the transfer takes its time all the same");
        assertEquals(55, caches.drain(0, 2005));
        assertEquals(
                55 + 70, caches.access(1, LINE, Access.READ, 2005), "readers wait for the store, then for the line");
        assertEquals(50 + 1, caches.access(0, LINE, Access.LOCKED, 2010), "its core still has the line when it comes");
        assertEquals(200, caches.counters(0).stallCycles());
        assertEquals(0, caches.drain(0, 2060));
    }

    @Test
    void storesWithoutAPlaceInTheBufferWaitForTheOldest() {
        CacheSystem caches = caches(1, NOBODY);
        assertEquals(0, caches.access(0, LINE, Access.WRITE, 0));
        assertEquals(0, caches.access(0, LINE + 64, Access.WRITE, 50));
        assertEquals(100, caches.access(0, LINE + 128, Access.WRITE, 100));
        assertEquals(50 + 200, caches.access(0, LINE + 192, Access.LOCKED, 350), "a locked access drains the buffer");
    }

    @Test
    void aFullSetPushesTheLeastRecentlyUsedLineToTheNextLevel() {
        CacheSystem caches = caches(1, NOBODY);
        caches.access(0, 0x000, Access.WRITE, 0);
        caches.access(0, 0x080, Access.READ, 0);
        caches.access(0, 0x000, Access.READ, 0);
        caches.access(0, 0x200, Access.READ, 0);
        assertEquals(1, caches.access(0, 0x000, Access.READ, 5000));
        assertEquals(10, caches.access(0, 0x080, Access.READ, 5000), "went to L2");
        caches.access(0, 0x100, Access.READ, 6000);
        caches.access(0, 0x300, Access.READ, 7000);
        assertEquals(30, caches.access(0, 0x200, Access.READ, 9000), "left L2 too, but not the shared cache");
    }

    @Test
    void theSharedCacheTakesItsVictimsFromThePrivateOnes() {
        CacheSystem caches = caches(2, NOBODY);
        for (int way = 0; way <= 4; way++) {
            caches.access(way & 1, LINE + way * 0x200, Access.WRITE, way * 1000L);
        }
        assertFalse(caches.line(LINE).inSharedCache());
        assertEquals(List.of(Mesi.INVALID, Mesi.INVALID), caches.line(LINE).byCore());
        assertTrue(caches.line(LINE + 0x800).inSharedCache());
    }

    @Test
    void movesAreToldWithTheirSource() {
        List<String> moves = new ArrayList<>();
        CacheSystem caches = caches(
                3, (core, line, source, kind, cycles) -> moves.add(core + "<" + source + " " + kind + " " + cycles));
        caches.access(0, LINE, Access.READ, 0);
        caches.access(0, LINE, Access.WRITE, 1000);
        caches.access(1, LINE, Access.READ, 2000);
        caches.access(2, LINE, Access.READ, 3000);
        caches.access(2, LINE, Access.LOCKED, 4000);
        assertEquals(
                List.of(
                        "0<" + MachineEvent.FROM_MEMORY + " READ 200", "1<0 READ 70",
                        "2<" + MachineEvent.FROM_SHARED_CACHE + " READ 30", "2<0 LOCKED 60"),
                moves);
        assertEquals(1, caches.counters(2).locked());
        assertEquals(1, caches.counters(1).invalidations());
        assertEquals(1, caches.counters(1).transfers());
    }

    @Test
    void countersAndQueuesSurviveSaving() throws ImageException {
        CacheSystem caches = caches(2, NOBODY);
        caches.access(0, LINE, Access.WRITE, 0);
        StateWriter out = new StateWriter();
        caches.save(out);
        CacheSystem loaded = caches(2, NOBODY);
        loaded.load(new StateReader(out.toBytes()));
        assertEquals(caches.counters(0), loaded.counters(0));
        assertEquals(200 + 200 - 50, loaded.access(1, LINE, Access.READ, 50), "still behind the first transfer");
    }

    @Test
    void aGeometryThatIsNoCacheIsNamed() throws ImageException {
        HardwareProfile profile =
                HardwareProfile.parse("odd", TestProfiles.SMALL.replace("l1.ways = 2", "l1.ways = 3"));
        ImageException e = assertThrows(ImageException.class, () -> new CacheSystem(1, profile, NOBODY));
        assertTrue(e.getMessage().contains("l1.bytes = 256"), e.getMessage());
    }

    @Test
    void hardwareWithoutSecondLevelWorks() throws ImageException {
        HardwareProfile profile =
                HardwareProfile.parse("flat", TestProfiles.SMALL.replace("l2.bytes = 512", "l2.bytes = 0"));
        CacheSystem caches = new CacheSystem(2, profile, NOBODY);
        caches.access(0, LINE, Access.WRITE, 0);
        assertEquals(70, caches.access(1, LINE, Access.READ, 1000));
        assertEquals(60, caches.access(0, LINE, Access.LOCKED, 2000));
        assertEquals(List.of(Mesi.MODIFIED, Mesi.INVALID), caches.line(LINE).byCore());
    }

    private static CacheSystem caches(int cores, LineListener listener) {
        try {
            return new CacheSystem(cores, TestProfiles.small(), listener);
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    private static Access kind(char letter) {
        return switch (letter) {
            case 'R' -> Access.READ;
            case 'W' -> Access.WRITE;
            default -> Access.LOCKED;
        };
    }
}
