/* Versions of a memory: back and forth, shared pages, equal hashes for equal contents. */
package org.kernelscope.hw.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class PageVersionsTest {
    private final PhysicalMemory memory = new PhysicalMemory(300 * PhysicalMemory.PAGE_BYTES);
    private final PageVersions versions = new PageVersions(memory);

    @Test
    void anyVersionCanBeRestoredFromAnyOther() {
        PageVersions.Version empty = versions.take();
        memory.write32(0x1000, 1);
        memory.write32(0x90000, 2);
        PageVersions.Version first = versions.take();
        memory.write32(0x1000, 3);
        PageVersions.Version second = versions.take();
        memory.write32(0x5000, 4);

        versions.restore(first);
        assertEquals("1 2 0", words());
        versions.restore(second);
        assertEquals("3 2 0", words());
        versions.restore(empty);
        assertEquals("0 0 0", words());
        versions.restore(second);
        memory.write32(0x5000, 5);
        versions.take();
        versions.restore(first);
        assertEquals("1 2 0", words());
        assertSame(first, versions.take());
    }

    @Test
    void theHashIsOfTheContentAlone() {
        long empty = versions.hash();
        memory.write32(0x2000, 7);
        long seven = versions.hash();
        assertNotEquals(empty, seven);
        memory.write32(0x2000, 8);
        assertNotEquals(seven, versions.hash());
        memory.write32(0x2000, 7);
        assertEquals(seven, versions.hash());
        memory.write32(0x2000, 0);
        assertEquals(empty, versions.hash());
        memory.write32(0x3000, 7);
        assertNotEquals(seven, versions.hash(), "the same page elsewhere is another content");
    }

    @Test
    void writesToChosenBytesAreNotedAndNoOthers() {
        memory.noteWrites(0x2FFE, 4);
        memory.write32(0x2FF8, 1);
        memory.write8(0x3002, 1);
        assertFalse(memory.noted());
        assertTrue(memory.unnoticed(0x2800), "the page's other bytes are as free as before");
        memory.write32(0x2FFB, 1);
        assertTrue(memory.noted());
        assertFalse(memory.noted(), "told once");
        memory.write16(0x3001, 1);
        assertTrue(memory.noted());
        memory.fill(0x2000, new byte[0x1000], 0, 0x1000);
        assertTrue(memory.noted());
        versions.take();
        memory.write32(0x3000, 0);
        assertTrue(memory.noted(), "looking at versions does not end it");
        memory.noteWrites(0, 0);
        memory.write32(0x3000, 1);
        assertFalse(memory.noted());
    }

    @Test
    void aSavedMemoryLoadsOverAnother() throws ImageException {
        memory.write32(0x1000, 1);
        memory.write32(0x90000, 2);
        StateWriter out = new StateWriter();
        versions.save(out);
        long hash = versions.hash();
        memory.write32(0x5000, 9);
        versions.take();
        memory.write32(0x6000, 9);
        versions.load(new StateReader(out.toBytes()));
        assertEquals("1 2 0", words());
        assertEquals(hash, versions.hash());
    }

    @Test
    void writtenPagesAreFoundOneAfterTheOther() {
        for (int page : new int[] {3, 8, 9, 15, 16, 127, 128, 299}) {
            memory.write8(page << PhysicalMemory.PAGE_SHIFT | 5, 1);
        }
        assertEquals("3 8 9 15 16 127 128 299", dirty());
        memory.markClean(9);
        memory.markClean(299);
        assertEquals("3 8 15 16 127 128", dirty());
        versions.take();
        assertEquals("", dirty());
    }

    @Test
    void goingBackDisturbsOnlyCodeThatChanged() {
        memory.write32(0x1000, 1);
        memory.write32(0x2000, 2);
        PageVersions.Version first = versions.take();
        for (int page = 1; page <= 3; page++) {
            memory.holdCode(page);
        }
        memory.write32(0x2000, 3);
        memory.write32(0x3000, 0);
        memory.holdCode(2);
        memory.holdCode(3);
        int[] before = {memory.generation(1), memory.generation(2), memory.generation(3)};
        versions.restore(first);
        assertEquals(before[0], memory.generation(1), "never written");
        assertNotEquals(before[1], memory.generation(2), "holds other bytes now");
        assertEquals(before[2], memory.generation(3), "written, but with what it held");
        memory.write32(0x1000, 4);
        assertNotEquals(before[0], memory.generation(1), "still watched");
    }

    private String dirty() {
        StringBuilder found = new StringBuilder();
        for (int page = memory.nextDirty(0); page >= 0; page = memory.nextDirty(page + 1)) {
            found.append(page).append(' ');
        }
        return found.toString().strip();
    }

    private String words() {
        return memory.read32(0x1000) + " " + memory.read32(0x90000) + " " + memory.read32(0x5000);
    }
}
