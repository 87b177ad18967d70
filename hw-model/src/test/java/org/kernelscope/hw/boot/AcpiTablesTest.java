/* The tables of ACPI, read as an operating system reads them. */
package org.kernelscope.hw.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.device.ApicBus;
import org.kernelscope.hw.device.PowerManagement;
import org.kernelscope.hw.memory.PhysicalMemory;

class AcpiTablesTest {
    private final PhysicalMemory memory = new PhysicalMemory(4 << 20);

    @Test
    void everyTableIsReachedAndAddsUpToZero() {
        for (int cores = 1; cores <= 16; cores++) {
            AcpiTables.write(memory, cores);
            int pointer = AcpiTables.ROOT_POINTER;
            assertEquals(0, pointer % 16);
            assertEquals("RSD PTR ", text(pointer, 8));
            assertEquals(0, sum(pointer, 20));
            List<String> names = new ArrayList<>();
            int root = table(memory.read32(pointer + 16), names);
            for (int at = root + 36; at < root + memory.read32(root + 4); at += 4) {
                table(memory.read32(at), names);
            }
            int fixed = memory.read32(root + 36);
            table(memory.read32(fixed + 40), names);
            assertEquals(List.of("RSDT", "FACP", "APIC", "DSDT"), names);
            assertEquals("FACS", text(memory.read32(fixed + 36), 4));
            assertEquals(0, memory.read32(fixed + 36) % 64);
        }
    }

    @Test
    void processorsAndInterruptsAreThoseOfTheMachine() {
        AcpiTables.write(memory, 3);
        int table = memory.read32(memory.read32(AcpiTables.ROOT_POINTER + 16) + 40);
        assertEquals(ApicBus.BASE, memory.read32(table + 36));
        List<String> entries = new ArrayList<>();
        int end = table + memory.read32(table + 4);
        int at = table + 44;
        for (; at < end; at += memory.read8(at + 1)) {
            entries.add(
                    switch (memory.read8(at)) {
                        case 0 -> "processor " + memory.read8(at + 3) + ":" + memory.read32(at + 4);
                        case 1 -> "controller " + memory.read8(at + 2) + ":" + memory.read32(at + 8);
                        case 2 ->
                            "line " + memory.read8(at + 3) + ":" + memory.read32(at + 4) + ":" + memory.read16(at + 8);
                        default -> "nmi " + memory.read8(at + 2) + ":" + memory.read8(at + 5);
                    });
        }
        assertEquals(end, at);
        assertEquals(
                List.of(
                        "processor 0:1",
                        "processor 1:1",
                        "processor 2:1",
                        "controller 3:0",
                        "line 0:2:0",
                        "line 9:9:13",
                        "nmi 255:1"),
                entries);
    }

    @Test
    void theFixedDescriptionNamesThePortsThatAnswer() {
        AcpiTables.write(memory, 1);
        int fixed = memory.read32(memory.read32(AcpiTables.ROOT_POINTER + 16) + 36);
        assertEquals(PowerManagement.EVENTS, memory.read32(fixed + 56));
        assertEquals(PowerManagement.CONTROL, memory.read32(fixed + 64));
        assertEquals(PowerManagement.TIMER, memory.read32(fixed + 76));
        assertEquals(PowerManagement.LINE, memory.read16(fixed + 46));
        assertEquals(0xCF9, memory.read32(fixed + 120));
        assertEquals(6, memory.read8(fixed + 128));
        assertEquals(0, memory.read32(fixed + 48), "the machine is in ACPI mode without a command");
    }

    /** The code of the description, byte by byte (ACPI 2.0, 17.2): Name (_S5, Package (4) {5, 5, 0, 0}). */
    @Test
    void theDescriptionTellsHowToSwitchOff() {
        AcpiTables.write(memory, 1);
        int fixed = memory.read32(memory.read32(AcpiTables.ROOT_POINTER + 16) + 36);
        int code = memory.read32(fixed + 40) + 36;
        int end = memory.read32(fixed + 40) + memory.read32(memory.read32(fixed + 40) + 4);
        assertEquals(0x08, memory.read8(code));
        assertEquals("_S5_", text(code + 1, 4));
        assertEquals(0x12, memory.read8(code + 5));
        assertEquals(end, code + 6 + memory.read8(code + 6), "the package ends with the table");
        assertEquals(4, memory.read8(code + 7));
        assertEquals(PowerManagement.SOFT_OFF, memory.read8(code + 9));
    }

    private int table(int at, List<String> names) {
        names.add(text(at, 4));
        assertEquals(0, sum(at, memory.read32(at + 4)), names.getLast());
        return at;
    }

    private String text(int at, int length) {
        return new String(memory.copy(at, length), StandardCharsets.US_ASCII);
    }

    private int sum(int address, int length) {
        int sum = 0;
        for (byte value : memory.copy(address, length)) {
            sum += value;
        }
        return sum & 0xFF;
    }
}
