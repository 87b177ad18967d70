/* What a machine writes to a disk stays beside the image, in versions that share what they have in common. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class DiskSectorsTest {
    private static final int COUNT = 300;

    private record Taken(DiskSectors.Version version, byte[][] content, long hash) {}

    @Test
    void everyVersionComesBackAsItWas() {
        SplittableRandom random = new SplittableRandom(7);
        DiskSectors disk = new DiskSectors(image());
        byte[][] content = content(disk);
        List<Taken> taken = new ArrayList<>();
        for (int round = 0; round < 2000; round++) {
            switch (random.nextInt(10)) {
                case 0 -> taken.add(new Taken(disk.take(), content.clone(), disk.hash()));
                case 1 -> {
                    if (!taken.isEmpty()) {
                        Taken back = taken.get(random.nextInt(taken.size()));
                        disk.restore(back.version());
                        content = back.content().clone();
                        assertEquals(back.hash(), disk.hash());
                    }
                }
                default -> {
                    int sector = random.nextInt(COUNT);
                    byte[] bytes = random.nextInt(4) == 0 ? image().sector(sector) : filled(random.nextInt(256));
                    disk.write(sector, bytes, 0);
                    content[sector] = bytes;
                }
            }
            assertArrayEquals(content, content(disk));
        }
        assertArrayEquals(content(new DiskSectors(image())), content(new DiskSectors(image())));
    }

    @Test
    void theHashTellsWhatDiffersFromTheImage() {
        DiskSectors disk = new DiskSectors(image());
        long unchanged = disk.hash();
        disk.write(5, filled(9), 0);
        long changed = disk.hash();
        assertNotEquals(unchanged, changed);
        disk.write(6, filled(9), 0);
        disk.write(6, image().sector(6), 0);
        assertEquals(changed, disk.hash());
        disk.write(5, image().sector(5), 0);
        assertEquals(unchanged, disk.hash());
    }

    @Test
    void versionsShareWhatWasNotWrittenBetweenThem() {
        DiskSectors disk = new DiskSectors(image());
        disk.write(1, filled(7), 0);
        disk.write(200, filled(7), 0);
        DiskSectors.Version before = disk.take();
        disk.write(1, filled(8), 0);
        disk.write(2, filled(9), 0);
        DiskSectors.Version after = disk.take();
        assertEquals(2, after.sectorsUnlike(before));
        assertEquals(1, before.sectorsUnlike(after));
        assertEquals(0, after.sectorsUnlike(disk.take()));
    }

    @Test
    void whatIsSavedIsWhatDiffers() throws ImageException {
        DiskSectors disk = new DiskSectors(image());
        disk.write(0, filled(1), 0);
        disk.write(COUNT - 1, filled(2), 0);
        StateWriter out = new StateWriter();
        disk.save(out);
        assertEquals(2 * (4 + 4 + DiskImage.SECTOR) + 4, out.toBytes().length);
        DiskSectors other = new DiskSectors(image());
        other.write(3, filled(3), 0);
        other.load(new StateReader(out.toBytes()));
        assertArrayEquals(content(disk), content(other));
        assertEquals(disk.hash(), other.hash());
    }

    @Test
    void aSectorThatTheDiskDoesNotHaveIsRefused() {
        StateWriter out = new StateWriter();
        out.putInt(COUNT);
        out.putBytes(filled(1));
        out.putInt(-1);
        DiskSectors disk = new DiskSectors(image());
        assertThrows(ImageException.class, () -> disk.load(new StateReader(out.toBytes())));
    }

    private static DiskImage image() {
        byte[] bytes = new byte[COUNT * DiskImage.SECTOR];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / DiskImage.SECTOR);
        }
        return DiskImage.of(bytes);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[DiskImage.SECTOR];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[][] content(DiskSectors disk) {
        byte[][] content = new byte[disk.count()][];
        Arrays.setAll(content, disk::read);
        return content;
    }
}
