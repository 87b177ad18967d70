/* Walks as values: their steps, what they lead to, what they refuse. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.cpu.PageWalk.Level;
import org.kernelscope.hw.memory.PhysicalMemory;

class PageWalkTest {
    private static final int DIRECTORY = 0x1000;
    private static final int TABLE = 0x2000;
    private static final int LINEAR = 0x40_3456;

    private final PhysicalMemory memory = new PhysicalMemory(1 << 16);

    private PageWalk walk(int directoryEntry, int tableEntry) {
        memory.write32(DIRECTORY + 4, directoryEntry);
        memory.write32(TABLE + 12, tableEntry);
        return PageWalk.of(memory, Registers.CR0_PG, DIRECTORY, Registers.CR4_PSE | Registers.CR4_PGE, LINEAR);
    }

    @Test
    void theStepsAreTheEntriesRead() {
        PageWalk walk = walk(TABLE | 7, 0x5000 | 3 | PageWalk.GLOBAL);
        assertEquals(
                new PageWalk(
                        LINEAR,
                        List.of(
                                new PageWalk.Step(Level.DIRECTORY, 1, DIRECTORY + 4, TABLE | 7),
                                new PageWalk.Step(Level.TABLE, 3, TABLE + 12, 0x5103)),
                        OptionalInt.of(0x5456),
                        true,
                        false,
                        true,
                        true,
                        false,
                        false,
                        false),
                walk);
    }

    @Test
    void withoutPagingTheAddressIsTheAnswer() {
        PageWalk walk = PageWalk.of(memory, Registers.CR0_PE, DIRECTORY, 0, LINEAR);
        assertEquals(OptionalInt.of(LINEAR), walk.physical());
        assertEquals(List.of(), walk.steps());
        assertEquals(OptionalInt.empty(), walk.fault(true, true, true));
    }

    @Test
    void tablesOutsideMemoryMapNothing() {
        PageWalk walk = walk(0x7FFF_F007, 0);
        assertEquals(
                List.of(
                        new PageWalk.Step(Level.DIRECTORY, 1, DIRECTORY + 4, 0x7FFF_F007),
                        new PageWalk.Step(Level.TABLE, 3, 0x7FFF_F00C, 0)),
                walk.steps());
        assertEquals(OptionalInt.of(0), walk.fault(false, false, false));
    }

    /** Entries; write, ring 3, WP; error code, -1 for none. */
    @ParameterizedTest
    @CsvSource({
        "2007, 5007, true, true, true, -1",
        "2005, 5007, true, true, true, 7",
        "2005, 5007, true, false, true, 3",
        "2005, 5007, true, false, false, -1",
        "2003, 5007, false, true, true, 5",
        "2003, 5007, false, false, true, -1",
        "2006, 5007, false, false, true, 0",
        "2007, 5006, true, true, true, 6",
        "000087, 0, true, true, true, -1",
        "400083, 0, false, true, true, 5",
        "401087, 0, false, false, true, 9",
        "600087, 0, true, true, true, 15"
    })
    void faultsNameTheirReason(
            String directoryEntry, String tableEntry, boolean write, boolean ring3, boolean protect, int code) {
        PageWalk walk = walk(Integer.parseInt(directoryEntry, 16), Integer.parseInt(tableEntry, 16));
        assertEquals(code, walk.fault(write, ring3, protect).orElse(-1));
    }
}
