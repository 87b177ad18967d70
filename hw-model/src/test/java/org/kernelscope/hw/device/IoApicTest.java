/* The I/O APIC with four local APICs: edges, levels, masks, destinations, and ends of interrupt. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ByDistance;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Topology;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class IoApicTest {
    private static final int LATENCY = 500;
    private static final int PIN = 5;

    private final List<String> signals = new ArrayList<>();
    private long now;
    private ApicBus bus;
    private IoApic ioApic;

    @BeforeEach
    void fresh() {
        now = 0;
        signals.clear();
        bus = new ApicBus(new Topology(4, 4, 4096), ByDistance.everywhere(LATENCY), new ApicBus.Cores() {
            @Override
            public void init(int core) {
                signals.add("init " + core);
            }

            @Override
            public void startup(int core, int page) {
                signals.add("startup " + core);
            }

            @Override
            public void nmi(int core) {
                signals.add("nmi " + core);
            }
        });
        ioApic = new IoApic(4, bus, () -> now);
        for (int core = 0; core < 4; core++) {
            local(core, 0xF0, 0x1FF);
            local(core, 0xD0, 1 << 24 + core);
        }
    }

    @Test
    void registersReadAsTheDataSheetSays() {
        assertEquals(4 << 24, register(0));
        assertEquals(0x00170011, register(1));
        assertEquals(4 << 24, register(2));
        for (int pin = 0; pin < IoApic.PINS; pin++) {
            assertEquals(0x10000, register(0x10 + 2 * pin));
            write(0x10 + 2 * pin, -1);
            write(0x11 + 2 * pin, -1);
            assertEquals(0x1AFFF, register(0x10 + 2 * pin), "status and remote request cannot be written");
            assertEquals(0xFF000000, register(0x11 + 2 * pin));
        }
        write(0x40, 5);
        assertEquals(0, register(0x40));
        write(0, 0x0A000000);
        assertEquals(0x0A000000, register(0));
    }

    /** Entry low, destination, and who hears of a rising edge. */
    private static final String DESTINATIONS = """
            00045 00 | 0
            00045 02 | 2
            00045 FF | 0123
            00045 09 |
            00845 0A | 13
            00845 10 |
            00145 FF | 0
            00945 0C | 2
            10045 00 |
            00445 01 | nmi 1
            00545 03 | init 3
            00245 01 |
            """;

    @Test
    void anEdgeReachesThoseItIsMeantFor() {
        for (String row : DESTINATIONS.lines().toList()) {
            fresh();
            String[] words = row.split("[ |]+", 3);
            entry(Integer.parseInt(words[0], 16), Integer.parseInt(words[1], 16));
            ioApic.set(PIN, true);
            pass(LATENCY - 1);
            assertEquals("", heard(), row);
            pass(1);
            assertEquals(words[2].strip(), heard(), row);
        }
    }

    @Test
    void lowestPriorityPassesDisabledCoresOver() {
        local(0, 0xF0, 0xFF);
        entry(0x145, 0xFF);
        ioApic.set(PIN, true);
        pass(LATENCY);
        assertEquals("1", heard());
    }

    @Test
    void anEdgeIsOneMessageAndAMaskedOneIsLost() {
        entry(0x45, 0);
        ioApic.set(PIN, true);
        ioApic.set(PIN, true);
        assertEquals(0x1045, register(0x10 + 2 * PIN), "under way");
        pass(LATENCY);
        assertEquals(0x45, register(0x10 + 2 * PIN));
        finish(0x45);
        pass(LATENCY);
        assertEquals("", heard());
        entry(0x10045, 0);
        ioApic.set(PIN, false);
        ioApic.set(PIN, true);
        entry(0x45, 0);
        pass(LATENCY);
        assertEquals("", heard());
    }

    @Test
    void aLevelComesAgainAfterTheEndOfInterruptForAsLongAsItIsHigh() {
        entry(0x8045, 0);
        ioApic.set(PIN, true);
        pass(LATENCY);
        assertEquals(0xC045, register(0x10 + 2 * PIN));
        assertEquals(0x45, bus.acknowledge(0));
        assertEquals(1 << 5, bus.read(0, ApicBus.BASE + 0x1A0, now), "trigger mode register");
        pass(LATENCY);
        assertEquals("", heard());
        local(0, 0xB0, 0);
        pass(LATENCY);
        assertEquals("0", heard());
        bus.acknowledge(0);
        ioApic.set(PIN, false);
        local(0, 0xB0, 0);
        pass(LATENCY);
        assertEquals("", heard());
        assertEquals(0x8045, register(0x10 + 2 * PIN));
    }

    @Test
    void aLevelThatIsHighComesWhenItIsUnmasked() {
        ioApic.set(PIN, true);
        entry(0x8045, 0);
        pass(LATENCY);
        assertEquals("0", heard());
    }

    @Test
    void onlyWhatIsNewMatters() {
        assertFalse(ioApic.matters(PIN), "masked");
        entry(0x45, 0);
        assertTrue(ioApic.matters(PIN));
        ioApic.set(PIN, true);
        pass(LATENCY);
        assertFalse(ioApic.matters(PIN), "requested already");
        bus.acknowledge(0);
        assertTrue(ioApic.matters(PIN));
    }

    @Test
    void the8259PairComesThroughPin0OrLint0() {
        bus.legacy(() -> 0x21);
        ioApic.write(IoApic.BASE, 0x10);
        ioApic.write(IoApic.BASE + 0x10, 0x700);
        ioApic.set(0, true);
        pass(LATENCY);
        assertEquals("0", heard());
        assertEquals(0x21, bus.acknowledge(0));
        assertEquals("", heard());
        bus.lint0(true);
        assertEquals("", heard(), "masked");
        bus.virtualWire();
        assertEquals("0", heard());
        local(0, 0x350, 0x10700);
        assertEquals("", heard());
        bus.lint0(false);
        local(0, 0x350, 0x400);
        bus.lint0(true);
        assertEquals("nmi 0", heard());
        signals.clear();
        local(0, 0x350, 0x44);
        bus.lint0(false);
        bus.lint0(true);
        assertEquals(0x44, bus.acknowledge(0));
    }

    @Test
    void stateIsSaved() throws ImageException {
        entry(0x8045, 2);
        ioApic.set(PIN, true);
        StateWriter out = new StateWriter();
        bus.save(out);
        ioApic.save(out);
        fresh();
        StateReader in = new StateReader(out.toBytes());
        bus.load(in);
        ioApic.load(in);
        in.finish();
        assertEquals(0xD045, register(0x10 + 2 * PIN));
        pass(LATENCY);
        assertEquals("2", heard());
    }

    private void finish(int vector) {
        assertEquals(vector, bus.acknowledge(0));
        local(0, 0xB0, 0);
    }

    private void pass(long cycles) {
        now += cycles;
        bus.deliver(now);
    }

    private String heard() {
        StringBuilder heard = new StringBuilder(String.join(" ", signals));
        for (int core = 0; core < 4; core++) {
            heard.append(bus.apic(core).pending() ? String.valueOf(core) : "");
        }
        return heard.toString();
    }

    private void entry(int low, int destination) {
        write(0x11 + 2 * PIN, destination << 24);
        write(0x10 + 2 * PIN, low);
    }

    private void write(int register, int value) {
        ioApic.write(IoApic.BASE, register);
        ioApic.write(IoApic.BASE + 0x10, value);
    }

    private int register(int register) {
        ioApic.write(IoApic.BASE, register);
        return ioApic.read(IoApic.BASE + 0x10);
    }

    private void local(int core, int register, int value) {
        bus.write(core, ApicBus.BASE + register, value, now);
    }
}
