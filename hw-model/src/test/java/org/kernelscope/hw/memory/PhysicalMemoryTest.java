/* A memory tells who asks which of its bytes are written. */
package org.kernelscope.hw.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.Written;

class PhysicalMemoryTest {
    private static final int PAGE = PhysicalMemory.PAGE_BYTES;
    private static final int SIZE = 6 * PAGE;

    private final PhysicalMemory memory = new PhysicalMemory(SIZE);

    @Test
    void everyWrittenByteIsTraced() {
        PageVersions versions = new PageVersions(memory);
        memory.write32(0x100, 1);
        memory.traceWrites();
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            BitSet wanted = new BitSet(SIZE);
            for (int i = 0; i < 20; i++) {
                write(random, wanted);
            }
            Written traced = memory.traced();
            for (int at = 0; at < SIZE; at++) {
                assertEquals(wanted.get(at), traced.meets(at, 1), "byte " + at + " in round " + round);
            }
            versions.take();
        }
        assertFalse(memory.traced().meets(0, SIZE), "told once");
    }

    private void write(Random random, BitSet wanted) {
        int near = (1 + random.nextInt(4)) * PAGE - 4 + random.nextInt(8);
        int at = random.nextBoolean() ? near : random.nextInt(SIZE - PAGE);
        int length = switch (random.nextInt(8)) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 1 + random.nextInt(PAGE);
            default -> 4;
        };
        switch (length) {
            case 1 -> memory.write8(at, 0);
            case 2 -> memory.write16(at, 0);
            case 4 -> memory.write32(at, 0);
            default -> memory.fill(at, new byte[length], 0, length);
        }
        wanted.set(at, at + length);
    }

    @Test
    void aTraceDisturbsNobodyElse() {
        memory.traceWrites();
        PageVersions versions = new PageVersions(memory);
        memory.write32(0x1000, 1);
        PageVersions.Version first = versions.take();
        memory.holdCode(1);
        int generation = memory.generation(1);
        memory.write32(0x1004, 1);
        assertNotEquals(generation, memory.generation(1), "code that was decoded is old");
        assertTrue(memory.dirty(1));
        memory.noteWrites(0x2000, 4);
        memory.write32(0x2004, 1);
        assertFalse(memory.noted());
        memory.write32(0x2000, 1);
        assertTrue(memory.noted());
        Written traced = memory.traced();
        assertTrue(traced.meets(0x1000, 1) && traced.meets(0x1007, 1) && traced.meets(0x2000, 4));
        assertFalse(traced.meets(0x1008, 0x2000 - 0x1008));
        memory.write32(0x3000, 1);
        versions.restore(first);
        memory.forgetWrites();
        assertFalse(memory.traced().meets(0, SIZE), "what a return changed was not written");
    }

    @Test
    void compiledCodeMayWriteWhereNobodyNeedsMoreThanATrace() {
        memory.write32(0x1000, 1);
        assertTrue(memory.admits(0x1000, 4));
        memory.noteWrites(0x1010, 4);
        assertTrue(memory.admits(0x100C, 4) && memory.admits(0x1014, 4), "beside the bytes");
        assertFalse(memory.admits(0x100F, 2) || memory.admits(0x1013, 1) || memory.admits(0x1010, 4), "on them");
        assertFalse(memory.admits(0x2000, 4), "the first write to a page");
        memory.traceWrites();
        assertFalse(memory.admits(0x1010, 4) || memory.admits(0x2000, 4));
        assertFalse(memory.traced().meets(0, SIZE), "what was not admitted did not happen");
        assertTrue(memory.admits(0x1014, 2));
        Written traced = memory.traced();
        assertTrue(traced.meets(0x1014, 1) && traced.meets(0x1015, 1));
        assertFalse(traced.meets(0x1016, 1) || traced.meets(0x1013, 1));
        memory.holdCode(1);
        assertFalse(memory.admits(0x1014, 4), "code is on the page");
    }
}
