/* The translation buffers as software sees them: how much they hold, what stays in them, what takes it away. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.CoreState.Counters;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.Translation;
import org.kernelscope.hw.cpu.TestMachine.Accounted;

class PagingTest {
    private static final int ENTRY = Rings.TABLE + 0x50 * 4;
    private static final String READ = "a100000500";
    private static final String WRITE = "a300000500";
    private static final String INVLPG = "0f013d00000500";
    /** mov eax, cr3; mov cr3, eax. */
    private static final String RELOAD = "0f20d8 0f22d8";
    /** mov eax, cr4; xor al, n; mov cr4, eax. */
    private static final String TOGGLE_PGE = "0f20e0 3480 0f22e0";

    private static final String TOGGLE_PSE = "0f20e0 3410 0f22e0";
    /** mov eax, cr0; xor eax, 0x10000; mov cr0, eax. */
    private static final String TOGGLE_WP = "0f20c0 3500000100 0f22c0";
    /** mov eax, cr0; btc eax, 31; mov cr0, eax; the same again. */
    private static final String PAGING_OFF_AND_ON = "0f20c0 0fbaf81f 0f22c0 0fbaf81f 0f22c0";

    /** Read, change the page's frame, do something, read again: whether the entry is stale. */
    @ParameterizedTest
    @CsvSource({
        "90, 1, false, true",
        INVLPG + ", 1, false, false",
        INVLPG + ", 1, true, false",
        RELOAD + ", 2, false, false",
        RELOAD + ", 2, true, true",
        TOGGLE_PGE + ", 3, true, false",
        TOGGLE_PGE + ", 3, false, false",
        TOGGLE_PSE + ", 3, true, false",
        TOGGLE_WP + ", 3, false, true",
        PAGING_OFF_AND_ON + ", 5, true, false"
    })
    void whatInvalidatesAnEntry(String hex, int steps, boolean global, boolean stale) {
        var machine = Rings.kernel(READ + hex + READ);
        machine.core.registers().cr4 = Registers.CR4_PGE;
        machine.memory.write32(ENTRY, 0x5_0003 | (global ? PageWalk.GLOBAL : 0));
        machine.memory.write32(0x5_0000, 0x11);
        machine.memory.write32(0x6_0000, 0x22);
        machine.core.step();
        machine.memory.write32(ENTRY, 0x6_0003);
        machine.steps(steps + 1);
        assertEquals(stale ? 0x11 : 0x22, machine.register(EAX));
    }

    @Test
    void aRightThatWasTakenAwayStaysUntilTheInvalidation() {
        var machine = Rings.kernel(WRITE + WRITE + INVLPG + WRITE);
        machine.core.step();
        machine.memory.write32(ENTRY, 0x5_0001);
        machine.core.step();
        assertEquals(Rings.CODE + 10, machine.core.linearEip(), "the stale entry allows the write");
        machine.steps(2);
        assertEquals(Rings.handler(Fault.PAGE), machine.core.linearEip());
    }

    @Test
    void aRightThatWasAddedNeedsNoInvalidation() {
        var machine = Rings.kernel(READ + WRITE);
        machine.memory.write32(ENTRY, 0x5_0001);
        machine.core.step();
        machine.memory.write32(ENTRY, 0x5_0003);
        machine.core.step();
        assertEquals(Rings.CODE + 10, machine.core.linearEip());
    }

    @Test
    void aPageFaultDropsTheEntry() {
        var machine = Rings.kernel(READ + WRITE);
        machine.memory.write32(ENTRY, 0x5_0001);
        machine.core.step();
        assertTrue(holds(machine, 0x5_0000));
        machine.core.step();
        assertEquals(Rings.handler(Fault.PAGE), machine.core.linearEip());
        assertFalse(holds(machine, 0x5_0000));
    }

    @Test
    void codeHasItsOwnEntries() {
        // at 0x50000: inc eax; inc eax, and in the frame that takes its place: inc ebx
        var machine = Rings.kernel("90");
        machine.put(0x5_0000, "40 40 40");
        machine.put(0x6_0000, "43 43 43");
        machine.core.registers().eip = 0x5_0000;
        machine.core.step();
        machine.memory.write32(ENTRY, 0x6_0003);
        machine.core.step();
        assertEquals(2, machine.register(EAX));
        assertEquals(
                List.of(new Translation(true, 0x5_0000, 0x5_0000, 4096, true, true, false, false)),
                machine.core.translations());
        machine.core.registers().eip = Rings.CODE;
        machine.put(Rings.CODE, INVLPG);
        machine.core.step();
        machine.core.registers().eip = 0x5_0002;
        machine.core.step();
        assertEquals(1, machine.register(EBX));
    }

    @Test
    void aSetGivesUpItsEntriesInTurn() {
        // 16 entries in 4 ways: pages 0x50, 0x54, 0x58, 0x5c fill a set, 0x60 takes the first's place
        var machine = Rings.kernel("a100000500 a100400500 a100800500 a100c00500 a100000600 a100400500 a100000500");
        machine.steps(5);
        assertFalse(holds(machine, 0x5_0000));
        assertTrue(holds(machine, 0x5_4000) && holds(machine, 0x5_8000) && holds(machine, 0x5_C000));
        long misses = counters(machine).tlbMisses();
        machine.core.step();
        assertEquals(misses, counters(machine).tlbMisses());
        machine.core.step();
        assertEquals(misses + 1, counters(machine).tlbMisses());
        assertFalse(holds(machine, 0x5_4000));
    }

    @Test
    void asManyPagesAsEntriesMissOnceAndOneMoreMissesAlways() {
        for (int pages : new int[] {16, 20}) {
            // again: mov eax, [esi]; add esi, 0x1000; cmp esi, end; jb again; mov esi, 0x20000; jmp again
            var machine =
                    Rings.kernel("8b06 81c600100000 81fe00%02x0300 72f0 be00000200 ebe9".formatted(pages - 16 << 4));
            machine.core.registers().r[Registers.ESI] = 0x2_0000;
            machine.recording = false;
            machine.steps(10 * (4 * pages + 2));
            long data = counters(machine).tlbMisses() - 1;
            assertEquals(pages == 16 ? 16 : 200, data, pages + " pages");
        }
    }

    @Test
    void aWalkReadsAndMarksItsEntriesThroughTheCaches() {
        var machine = Rings.kernel(WRITE + READ);
        machine.core.step();
        assertEquals(
                List.of(
                        new Accounted(Rings.DIRECTORY, Access.READ),
                        new Accounted(Rings.TABLE + 0x10 * 4, Access.READ),
                        new Accounted(Rings.DIRECTORY, Access.LOCKED),
                        new Accounted(Rings.TABLE + 0x10 * 4, Access.LOCKED),
                        new Accounted(Rings.DIRECTORY, Access.READ),
                        new Accounted(ENTRY, Access.READ),
                        new Accounted(ENTRY, Access.LOCKED),
                        new Accounted(0x5_0000, Access.WRITE)),
                machine.accesses);
        assertEquals(2, counters(machine).pageWalks());
        long clock = machine.core.clock();
        machine.core.step();
        assertEquals(1 + 2, machine.core.clock() - clock, "a hit costs nothing");
    }

    @Test
    void theFirstWriteWalksAgainToMarkThePageDirty() {
        var machine = Rings.kernel(READ + WRITE);
        machine.core.step();
        assertEquals(PageWalk.ACCESSED, machine.memory.read32(ENTRY) & (PageWalk.ACCESSED | PageWalk.DIRTY));
        Counters before = counters(machine);
        long clock = machine.core.clock();
        machine.core.step();
        assertEquals(PageWalk.DIRTY, machine.memory.read32(ENTRY) & PageWalk.DIRTY);
        assertEquals(before.tlbMisses(), counters(machine).tlbMisses());
        assertEquals(before.pageWalks() + 1, counters(machine).pageWalks());
        assertEquals(1 + 1 + 20 + 17, machine.core.clock() - clock);
    }

    @Test
    void oneEntryHoldsALargePageAndOneInvalidationDropsIt() {
        // mov eax, [0x400000]; mov eax, [0x7ff000]; invlpg [0x500000]
        var machine = Rings.kernel("a100004000 a100f07f00 0f013d00005000");
        machine.core.registers().cr4 = Registers.CR4_PSE;
        machine.memory.write32(Rings.DIRECTORY + 4, PageWalk.LARGE | 3);
        machine.core.step();
        long misses = counters(machine).tlbMisses();
        machine.core.step();
        assertEquals(misses, counters(machine).tlbMisses());
        assertTrue(machine.core
                .translations()
                .contains(new Translation(false, 0x40_0000, 0, 1 << 22, true, false, false, false)));
        machine.core.step();
        assertFalse(holds(machine, 0x40_0000));
    }

    @Test
    void withoutABufferForThemLargePagesAreTakenApart() {
        // the buffers for code have no entries of 4 MiB: at 0x400000 and 0x401000 nop, then invlpg [0x7ff000]
        var machine = Rings.kernel("0f013d00f07f00");
        machine.core.registers().cr4 = Registers.CR4_PSE;
        machine.memory.write32(Rings.DIRECTORY + 4, PageWalk.LARGE | 3);
        machine.put(0x2_0000, "90");
        machine.put(0x2_1000, "90");
        for (int page : new int[] {0x42_0000, 0x42_1000}) {
            machine.core.registers().eip = page;
            machine.core.step();
            assertTrue(machine.core
                    .translations()
                    .contains(new Translation(true, page, page - 0x40_0000, 4096, true, false, false, false)));
        }
        machine.core.registers().eip = Rings.CODE;
        machine.core.step();
        assertFalse(holds(machine, 0x42_0000) || holds(machine, 0x42_1000));
        assertTrue(holds(machine, Rings.CODE));
    }

    private static boolean holds(TestMachine machine, int page) {
        return machine.core.translations().stream().anyMatch(entry -> entry.page() == page);
    }

    private static Counters counters(TestMachine machine) {
        return machine.counters();
    }
}
