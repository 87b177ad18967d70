/* Sets, ways and the order in which entries leave. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class TranslationBufferTest {
    private static TranslationBuffer buffer() {
        return new TranslationBuffer(new TlbGeometry.Size(8, 2), 12);
    }

    private static int key(int page) {
        return page << 12 | TranslationBuffer.VALID;
    }

    @Test
    void pagesWithTheSameLowBitsShareASet() {
        var buffer = buffer();
        assertEquals(0, buffer.insert(key(1), 0x1000));
        assertEquals(0, buffer.insert(key(5), 0x2000));
        assertEquals(0, buffer.insert(key(2), 0x3000));
        assertEquals(key(1), buffer.insert(key(9), 0x4000));
        assertEquals(key(5), buffer.insert(key(13), 0x5000));
        assertEquals(key(9), buffer.insert(key(1), 0x6000));
        assertEquals(0x6000, buffer.frame(buffer.find(0x1FFF)));
        assertEquals(0x3000, buffer.frame(buffer.find(0x2000)));
        assertEquals(-1, buffer.find(0x5000));
    }

    @Test
    void aPlaceThatIsFreeIsTakenBeforeAnEntryLeaves() {
        var buffer = buffer();
        buffer.insert(key(1), 0);
        buffer.insert(key(5), 0);
        assertTrue(buffer.drop(0x5123));
        assertFalse(buffer.drop(0x5123));
        assertEquals(0, buffer.insert(key(9), 0));
        assertTrue(buffer.find(0x1000) >= 0);
    }

    @Test
    void whoseTurnItIsIsSaved() throws ImageException {
        var buffer = buffer();
        for (int page : new int[] {1, 5, 9}) {
            buffer.insert(key(page), page);
        }
        StateWriter out = new StateWriter();
        buffer.save(out);
        var copy = buffer();
        copy.load(new StateReader(out.toBytes()));
        assertEquals(key(5), buffer.insert(key(13), 0));
        assertEquals(key(5), copy.insert(key(13), 0));
    }

    @Test
    void aSavedStateOfAnotherSizeIsRefused() {
        var large = new TranslationBuffer(new TlbGeometry.Size(16, 4), 12);
        large.insert(key(3), 0);
        StateWriter out = new StateWriter();
        large.save(out);
        assertThrows(ImageException.class, () -> buffer().load(new StateReader(out.toBytes())));
    }
}
