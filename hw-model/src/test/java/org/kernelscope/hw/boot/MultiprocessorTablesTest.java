/* The multiprocessor tables, read as an operating system reads them. */
package org.kernelscope.hw.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.memory.PhysicalMemory;

final class MultiprocessorTablesTest {
    /** Entry type (3 I/O, 4 local), kind (0 vectored, 1 NMI, 3 the 8259 pair), line > controller (10 I/O), pin. */
    private static final String INTERRUPTS = "3:3:0>10:0 3:0:0>10:2 3:0:1>10:1 3:0:3>10:3 3:0:4>10:4 3:0:5>10:5 "
            + "3:0:6>10:6 3:0:7>10:7 3:0:8>10:8 3:0:9>10:9 3:0:10>10:10 3:0:11>10:11 3:0:12>10:12 3:0:13>10:13 "
            + "3:0:14>10:14 3:0:15>10:15 4:3:0>ff:0 4:1:0>ff:1 ";

    @Test
    void theTablesNameEveryProcessorAndAddUpToZero() {
        for (int cores = 1; cores <= 16; cores++) {
            PhysicalMemory memory = new PhysicalMemory(4 << 20);
            MultiprocessorTables.write(memory, cores);
            int pointer = MultiprocessorTables.FLOATING_POINTER;
            assertEquals('_' | 'M' << 8 | 'P' << 16 | '_' << 24, memory.read32(pointer));
            assertEquals(0, sum(memory, pointer, 16));
            int table = memory.read32(pointer + 4);
            assertEquals('P' | 'C' << 8 | 'M' << 16 | 'P' << 24, memory.read32(table));
            assertEquals(0, sum(memory, table, memory.read16(table + 4)));
            assertEquals(0xFEE00000, memory.read32(table + 36));
            StringBuilder entries = new StringBuilder();
            int at = table + 44;
            for (int entry = 0; entry < memory.read16(table + 34); entry++) {
                int type = memory.read8(at);
                entries.append(
                        switch (type) {
                            case 0 -> "cpu" + memory.read8(at + 1) + ":" + memory.read8(at + 3);
                            case 1 -> "bus" + new String(memory.copy(at + 2, 6), StandardCharsets.US_ASCII).strip();
                            case 2 -> "apic" + memory.read8(at + 1) + ":" + memory.read8(at + 3);
                            default ->
                                "%d:%d:%d>%x:%d"
                                        .formatted(
                                                type,
                                                memory.read8(at + 1),
                                                memory.read8(at + 5),
                                                memory.read8(at + 6) == cores ? 0x10 : memory.read8(at + 6),
                                                memory.read8(at + 7));
                        });
                entries.append(' ');
                at += type == 0 ? 20 : 8;
            }
            StringBuilder expected = new StringBuilder("cpu0:3 ");
            for (int core = 1; core < cores; core++) {
                expected.append("cpu").append(core).append(":1 ");
            }
            expected.append("busISA apic").append(cores).append(":1 ").append(INTERRUPTS);
            assertEquals(expected.toString(), entries.toString());
            assertEquals(table + memory.read16(table + 4), at);
        }
    }

    private static int sum(PhysicalMemory memory, int address, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += memory.read8(address + i);
        }
        return sum & 0xFF;
    }
}
