/* Interrupts between cores and from timers, at their virtual times. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.ByDistance;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Topology;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class ApicBusTest {
    private static final int LATENCY = 500;
    private static final int EOI = 0xB0;
    private static final int LVT_TIMER = 0x320;
    private static final int COUNT = 0x380;
    private static final int DIVIDE = 0x3E0;
    private static final int BY_ONE = 0xB;

    private final List<String> signals = new ArrayList<>();
    private ApicBus bus;

    @BeforeEach
    void enable() {
        bus = fresh();
        enableAll();
    }

    private void enableAll() {
        for (int core = 0; core < 4; core++) {
            write(core, 0xF0, 0x1FF, 0);
        }
    }

    /** Shorthand and destination, and the cores that get vector 0x40 sent by core 1. */
    private static final String DESTINATIONS = """
            00004040 02000000 | 2
            00004040 FF000000 | 0123
            00044040 00000000 | 1
            00084040 00000000 | 0123
            000C4040 00000000 | 023
            00004840 05000000 | 02
            00004840 08000000 | 3
            00004040 09000000 |
            """;

    @Test
    void aMessageReachesThoseItIsMeantFor() {
        for (String row : DESTINATIONS.lines().toList()) {
            enable();
            for (int core = 0; core < 4; core++) {
                write(core, 0xD0, 1 << 24 + core, 0);
            }
            String[] words = row.split("[ |]+");
            write(1, 0x310, Integer.parseUnsignedInt(words[1], 16), 100);
            write(1, 0x300, Integer.parseUnsignedInt(words[0], 16), 100);
            bus.deliver(100 + LATENCY - 1);
            assertEquals("", pending(), row);
            bus.deliver(100 + LATENCY);
            assertEquals(words.length > 2 ? words[2] : "", pending(), row);
        }
    }

    /** Cores 0 and 1 are cluster 1, cores 2 and 3 cluster 2, each with a member's bit of its own. */
    @ParameterizedTest
    @CsvSource({"11, 0", "12, 1", "13, 01", "21, 2", "23, 23", "31, ''", "10, ''", "FF, 0123"})
    void clustersHaveMembers(String destination, String heard) {
        for (int core = 0; core < 4; core++) {
            write(core, 0xE0, 0x0FFF_FFFF, 0);
            write(core, 0xD0, (core < 2 ? 1 : 2) << 28 | 1 << 24 + core % 2, 0);
        }
        write(0, 0x310, Integer.parseInt(destination, 16) << 24, 0);
        write(0, 0x300, 0x4840, 0);
        bus.deliver(LATENCY);
        assertEquals(heard, pending());
    }

    @Test
    void lowestPriorityGoesToTheLeastUrgentWork() {
        write(0, 0x80, 0x40, 0);
        write(1, 0x300, 0x44035, 0);
        write(3, 0x80, 0x20, 0);
        bus.deliver(LATENCY);
        assertEquals(0x35, bus.acknowledge(1), "core 1 serves class 3");
        write(2, 0xF0, 0xFF, LATENCY);
        write(1, 0x310, 0xFF00_0000, LATENCY);
        write(1, 0x300, 0x4140, LATENCY);
        bus.deliver(2 * LATENCY);
        assertEquals("3", pending(), "core 2 is disabled");
        assertEquals(0x30, bus.read(1, ApicBus.BASE + 0xA0, 0));
        assertEquals(0x40, bus.read(0, ApicBus.BASE + 0xA0, 0));
    }

    @Test
    void anErrorInterruptsOnceUntilItIsShown() {
        write(0, 0x370, 0x33, 0);
        write(0, 0x300, 0x84007, 0);
        assertEquals(0x33, bus.acknowledge(0));
        write(0, EOI, 0, 0);
        write(0, 0x300, 0x84007, 0);
        assertFalse(bus.apic(0).pending(), "the same error is known already");
        write(0, 0x280, 0, 0);
        write(0, 0x300, 0x84007, 0);
        assertTrue(bus.apic(0).pending());
    }

    /** The register's value, and the cycles of one count. */
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "2, 8", "3, 16", "8, 32", "9, 64", "10, 128", "11, 1"})
    void theTimerDivides(int divide, int cycles) {
        write(0, DIVIDE, divide, 0);
        write(0, LVT_TIMER, 0x40, 0);
        write(0, COUNT, 1000, 7);
        assertEquals(7 + 1000L * cycles, bus.next());
    }

    @Test
    void initAndStartupReachTheCore() {
        write(0, 0x310, 2 << 24, 0);
        write(0, 0x300, 0x4500, 0);
        write(0, 0x300, 0x8500, 10);
        write(0, 0x300, 0x4608, 20);
        assertEquals(LATENCY, bus.next());
        bus.deliver(LATENCY + 20);
        assertEquals(List.of("init 2", "startup 2 at page 8"), signals, "the de-assertion in between is no INIT");
    }

    @Test
    void theMostUrgentInterruptComesFirstAndHoldsBackLesserOnes() {
        for (int vector : new int[] {0x31, 0x52, 0x51}) {
            write(0, 0x300, 0x44000 | vector, 0);
        }
        bus.deliver(LATENCY);
        assertEquals(0x52, bus.acknowledge(0));
        assertFalse(bus.apic(0).pending(), "same priority class waits for the end of interrupt");
        write(0, EOI, 0, 0);
        assertEquals(0x51, bus.acknowledge(0));
        write(0, EOI, 0, 0);
        write(0, 0x80, 0x30, 0);
        assertFalse(bus.apic(0).pending(), "task priority holds back class 3");
        write(0, 0x80, 0x20, 0);
        assertEquals(0x31, bus.acknowledge(0));
        assertEquals(1 << 0x11, bus.read(0, ApicBus.BASE + 0x110, 0));
        assertEquals(0xFF, bus.acknowledge(0), "spurious when nothing waits");
    }

    @Test
    void aOneShotTimerFiresOnce() {
        write(0, DIVIDE, 0x3, 0);
        write(0, LVT_TIMER, 0x40, 0);
        write(0, COUNT, 100, 1000);
        assertEquals(2600, bus.next());
        assertEquals(50, bus.read(0, ApicBus.BASE + 0x390, 1800));
        bus.deliver(2600);
        assertEquals("0", pending());
        assertEquals(LocalApic.NEVER, bus.next());
        assertEquals(0, bus.read(0, ApicBus.BASE + 0x390, 9000));
    }

    @Test
    void aPeriodicTimerKeepsItsPaceAndMissedPeriodsAreOne() {
        write(0, DIVIDE, BY_ONE, 0);
        write(0, LVT_TIMER, 0x20040, 0);
        write(0, COUNT, 100, 0);
        bus.deliver(100);
        assertEquals(200, bus.next());
        bus.deliver(555);
        assertEquals(600, bus.next());
        assertEquals(LocalApic.NEVER, bus.nextWake(), "a vector that waits already cannot wake anybody again");
        bus.acknowledge(0);
        assertEquals(600, bus.nextWake());
        assertEquals(40, bus.read(0, ApicBus.BASE + 0x390, 560));
    }

    @Test
    void aMaskedTimerCountsInSilence() {
        write(0, LVT_TIMER, 0x10040, 0);
        write(0, COUNT, 100, 0);
        assertEquals(LocalApic.NEVER, bus.next());
        assertEquals(75, bus.read(0, ApicBus.BASE + 0x390, 50));
    }

    @Test
    void aDisabledApicTakesNothing() {
        write(2, 0xF0, 0xFF, 0);
        write(0, 0x300, 0x84040, 0);
        bus.deliver(LATENCY);
        assertEquals("013", pending());
    }

    @Test
    void aReservedVectorIsAnErrorOfTheSender() {
        write(0, 0x300, 0x84007, 0);
        assertEquals(LocalApic.NEVER, bus.next());
        assertEquals(0, bus.read(0, ApicBus.BASE + 0x280, 0), "errors show after a write");
        write(0, 0x280, 0, 0);
        assertEquals(0x20, bus.read(0, ApicBus.BASE + 0x280, 0));
        write(0, 0x280, 0, 0);
        assertEquals(0, bus.read(0, ApicBus.BASE + 0x280, 0));
    }

    @Test
    void messagesUnderWaySurviveSaving() throws ImageException {
        write(0, 0x300, 0xC4040, 0);
        write(1, LVT_TIMER, 0x41, 0);
        write(1, COUNT, 1000, 0);
        StateWriter out = new StateWriter();
        bus.save(out);
        ApicBus loaded = fresh();
        loaded.load(new StateReader(out.toBytes()));
        StateWriter again = new StateWriter();
        loaded.save(again);
        assertTrue(java.util.Arrays.equals(out.toBytes(), again.toBytes()));
        assertEquals(bus.next(), loaded.next());
    }

    /** Four cores in a square of packages; core 2 is far from core 0. */
    @Test
    void messagesArriveByDistanceWhateverTheOrderOfSending() {
        bus = fresh(new Topology(4, 1, 4096), new ByDistance(100, 300, 500));
        enableAll();
        write(0, 0x310, 2 << 24, 0);
        write(0, 0x300, 0x4041, 0);
        write(0, 0x310, 1 << 24, 50);
        write(0, 0x300, 0x4042, 50);
        write(0, 0x300, 0x44043, 60);
        assertEquals(160, bus.next());
        bus.deliver(160);
        assertEquals("0", pending());
        assertEquals(350, bus.next());
        bus.deliver(350);
        assertEquals("01", pending());
        assertEquals(500, bus.next());
        bus.deliver(500);
        assertEquals("012", pending());
    }

    private ApicBus fresh() {
        return fresh(new Topology(4, 4, 4096), ByDistance.everywhere(LATENCY));
    }

    private ApicBus fresh(Topology topology, ByDistance latency) {
        return new ApicBus(topology, latency, new ApicBus.Cores() {
            @Override
            public void init(int core) {
                signals.add("init " + core);
            }

            @Override
            public void startup(int core, int page) {
                signals.add("startup " + core + " at page " + page);
            }

            @Override
            public void nmi(int core) {
                signals.add("nmi " + core);
            }
        });
    }

    private String pending() {
        StringBuilder cores = new StringBuilder();
        for (int core = 0; core < 4; core++) {
            cores.append(bus.apic(core).pending() ? String.valueOf(core) : "");
        }
        return cores.toString();
    }

    private void write(int core, int register, int value, long now) {
        bus.write(core, ApicBus.BASE + register, value, now);
    }
}
