/* The multiprocessor tables, read as an operating system reads them. */
package org.kernelscope.hw.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.kernelscope.hw.memory.PhysicalMemory;

final class MultiprocessorTablesTest {
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
                        type == 0 ? "cpu" + memory.read8(at + 1) + ":" + memory.read8(at + 3) + " " : type + " ");
                at += type == 0 ? 20 : 8;
            }
            StringBuilder expected = new StringBuilder("cpu0:3 ");
            for (int core = 1; core < cores; core++) {
                expected.append("cpu").append(core).append(":1 ");
            }
            assertEquals(expected + "1 2 ", entries.toString());
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
