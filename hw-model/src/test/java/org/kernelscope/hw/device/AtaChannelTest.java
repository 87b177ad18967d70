/* Two disks on a channel as drivers use them: found, identified, read and written, with their errors and interrupts. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class AtaChannelTest {
    private static final int SECTORS = 16 * 63 * 3 + 5;
    private static final int DATA = 0x1F0;
    private static final int ERROR = 0x1F1;
    private static final int COUNT = 0x1F2;
    private static final int LOW = 0x1F3;
    private static final int MIDDLE = 0x1F4;
    private static final int TOP = 0x1F5;
    private static final int DEVICE = 0x1F6;
    private static final int STATUS = 0x1F7;
    private static final int CONTROL = 0x3F6;
    private static final int LBA = 0xE0;
    private static final int SECOND = 0x10;

    private final Lines lines = new Lines();
    private final DiskSectors first = new DiskSectors(image(1));
    private final DiskSectors second = new DiskSectors(image(101));
    private long now;
    private AtaChannel channel = channel(Optional.of(first), Optional.of(second));

    @Test
    void identifiesItself() {
        out(DEVICE, 0xA0);
        command(0xEC);
        assertEquals(0x80, in(STATUS) & 0x88);
        assertFalse(lines.high(14));
        finish();
        assertTrue(lines.high(14));
        assertEquals(0x58, in(STATUS));
        assertFalse(lines.high(14), "reading the status takes the interrupt back");
        int[] words = words(256);
        assertEquals(0x40, in(STATUS) & 0xC9);
        assertEquals(0, words[0] & 0x8000, "an ATA device");
        assertArrayEquals(new int[] {3, 16, 63}, new int[] {words[1], words[3], words[6]});
        assertEquals(SECTORS, words[60] | words[61] << 16);
        assertEquals("KERNELSCOPE DISK", text(words, 27, 20).strip());
        assertEquals(0x0200, words[49] & 0x0300, "addresses by number, and no DMA");
    }

    @ParameterizedTest
    @CsvSource({"0x20, 1, 7, 0", "0x20, 3, 1000, 0", "0x21, 2, 0, 1", "0x20, 256, 100, 1", "0xC4, 9, 3, 0"})
    void readsByNumber(int command, int sectors, int start, int device) {
        setMultiple(4, device);
        address(start, sectors, device);
        command(command);
        int block = command == 0xC4 ? 4 : 1;
        for (int done = 0; done < sectors; ) {
            assertTrue((in(CONTROL) & 0x80) != 0);
            finish();
            assertTrue(lines.high(14));
            assertEquals(0x58, in(STATUS));
            int part = Math.min(block, sectors - done);
            for (int i = 0; i < part; i++, done++) {
                assertArrayEquals((device == 0 ? first : second).read(start + done), bytes());
            }
        }
        assertEquals(0x50, in(STATUS));
        assertEquals(start + sectors - 1 & 0xFF, in(LOW));
    }

    @ParameterizedTest
    @CsvSource({"0x30, 1, 7", "0x30, 5, 1000", "0xC5, 7, 20"})
    void writesByNumber(int command, int sectors, int start) {
        setMultiple(4, 0);
        address(start, sectors, 0);
        command(command);
        int block = command == 0xC5 ? 4 : 1;
        assertEquals(0x58, in(STATUS), "the first block is taken at once");
        assertFalse(lines.high(14));
        for (int done = 0; done < sectors; ) {
            for (int part = Math.min(block, sectors - done); part > 0; part--, done++) {
                for (int word = 0; word < 128; word++) {
                    channel.write(0, DATA, 4, (start + done & 0xFF) * 0x0101_0101);
                }
            }
            assertEquals(0xD0, in(CONTROL));
            finish();
            assertTrue(lines.high(14));
            assertEquals(done < sectors ? 0x58 : 0x50, in(STATUS));
        }
        for (int sector = start; sector < start + sectors; sector++) {
            byte[] expected = new byte[DiskImage.SECTOR];
            Arrays.fill(expected, (byte) sector);
            assertArrayEquals(expected, first.read(sector));
        }
        assertArrayEquals(image(1).sector(start + sectors), first.read(start + sectors));
    }

    @Test
    void readsByCylinderHeadAndSector() {
        place(1, 2, 3, 1);
        command(0x20);
        finish();
        assertEquals(0x58, in(STATUS));
        assertArrayEquals(first.read((16 + 2) * 63 + 2), bytes());
        out(DEVICE, 0xA0 | 3);
        out(COUNT, 17);
        command(0x91);
        finish();
        assertEquals(0x50, in(STATUS));
        place(5, 2, 17, 2);
        command(0x20);
        finish();
        in(STATUS);
        assertArrayEquals(first.read((5 * 4 + 2) * 17 + 16), bytes());
        finish();
        assertArrayEquals(first.read((5 * 4 + 3) * 17), bytes());
        assertEquals(0xA0 | 3, in(DEVICE));
        assertEquals(1, in(LOW));
    }

    /** A command, a number of sectors, the first of them; the error that comes of it. */
    @ParameterizedTest
    @CsvSource({
        "0x20, 1, 3029, 0x10",
        "0x20, 2, 3028, 0x10",
        "0x40, 9, 3025, 0x10",
        "0x30, 1, 3029, 0x10",
        "0x25, 1, 0, 0x04",
        "0xC8, 1, 0, 0x04",
        "0xC4, 1, 0, 0x04",
        "0xA1, 1, 0, 0x04",
        "0x08, 1, 0, 0x04"
    })
    void refuses(int command, int sectors, int start, int error) {
        address(start, sectors, 0);
        command(command);
        finish();
        if ((in(STATUS) & 0x08) != 0) {
            bytes();
            finish();
        }
        assertEquals(0x51, in(STATUS));
        assertEquals(error, in(ERROR));
    }

    @ParameterizedTest
    @CsvSource({"0xE7, 0", "0x40, 9", "0x10, 0", "0x70, 1", "0xE0, 0", "0xE1, 0", "0xEF, 8"})
    void obeysCommandsWithoutData(int command, int sectors) {
        address(3, sectors, 0);
        out(ERROR, 0x03);
        command(command);
        finish();
        assertTrue(lines.high(14));
        assertEquals(0x50, in(STATUS));
        assertEquals(0, in(ERROR));
    }

    @Test
    void anAbsentSecondDiskAnswersWithZeros() {
        channel = channel(Optional.of(first), Optional.empty());
        out(DEVICE, LBA | SECOND);
        assertEquals(0, in(STATUS));
        out(COUNT, 0x55);
        assertEquals(0, in(COUNT));
        command(0xEC);
        assertEquals(LocalApic.NEVER, channel.next());
        out(DEVICE, LBA);
        assertEquals(0x50, in(STATUS));
        assertEquals(0x55, in(COUNT));
    }

    @Test
    void aResetLeavesTheSignature() {
        setMultiple(4, 0);
        address(9, 3, 1);
        command(0x20);
        out(CONTROL, 0x04);
        out(CONTROL, 0x00);
        assertEquals(LocalApic.NEVER, channel.next());
        for (int device : new int[] {0, SECOND}) {
            out(DEVICE, 0xA0 | device);
            assertEquals(0x50, in(STATUS));
            assertArrayEquals(new int[] {1, 1, 1, 0, 0}, signature());
        }
        out(DEVICE, 0xA0);
        command(0xC4);
        finish();
        assertEquals(0x51, in(STATUS), "blocks of several sectors have to be set up again");
        command(0x90);
        finish();
        assertArrayEquals(new int[] {1, 1, 1, 0, 0}, signature());
    }

    private int[] signature() {
        return new int[] {in(ERROR), in(COUNT), in(LOW), in(MIDDLE), in(TOP)};
    }

    @Test
    void theControlRegisterHoldsInterruptsBack() {
        out(CONTROL, 0x02);
        address(0, 1, 0);
        command(0x20);
        finish();
        assertFalse(lines.high(14));
        out(CONTROL, 0x00);
        assertTrue(lines.high(14));
        in(CONTROL);
        assertTrue(lines.high(14), "the copy of the status leaves the interrupt alone");
        out(DEVICE, LBA | SECOND);
        assertFalse(lines.high(14), "the line is the selected disk's");
    }

    @Test
    void goesOnInAnotherMachineInTheMiddleOfATransfer() throws ImageException {
        address(40, 2, 0);
        command(0x20);
        finish();
        in(STATUS);
        words(100);
        StateWriter out = new StateWriter();
        channel.save(out);
        int[] rest = words(156);
        channel = channel(Optional.of(first), Optional.of(second));
        channel.load(new StateReader(out.toBytes()));
        assertArrayEquals(rest, words(156));
        finish();
        assertArrayEquals(first.read(41), bytes());
    }

    private AtaChannel channel(Optional<DiskSectors> one, Optional<DiskSectors> other) {
        return new AtaChannel(AtaChannel.FIRST, AtaChannel.FIRST_LINE, lines, List.of(one, other), 1000, () -> now);
    }

    private static DiskImage image(int seed) {
        byte[] bytes = new byte[SECTORS * DiskImage.SECTOR];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i / DiskImage.SECTOR + seed) * 31 + i);
        }
        return DiskImage.of(bytes);
    }

    private void setMultiple(int sectors, int device) {
        out(DEVICE, LBA | device * SECOND);
        out(COUNT, sectors);
        command(0xC6);
        finish();
        assertEquals(0x50, in(STATUS));
    }

    private void address(int start, int sectors, int device) {
        out(DEVICE, LBA | device * SECOND | start >>> 24);
        out(COUNT, sectors);
        out(LOW, start);
        out(MIDDLE, start >>> 8);
        out(TOP, start >>> 16);
    }

    private void place(int cylinder, int head, int sector, int sectors) {
        out(DEVICE, 0xA0 | head);
        out(COUNT, sectors);
        out(LOW, sector);
        out(MIDDLE, cylinder);
        out(TOP, cylinder >>> 8);
    }

    private void command(int value) {
        out(STATUS, value);
    }

    private void out(int port, int value) {
        channel.write(0, port, 1, value & 0xFF);
    }

    private int in(int port) {
        return channel.read(port, 1) & 0xFF;
    }

    private void finish() {
        assertTrue(channel.next() == LocalApic.NEVER || channel.next() > now, "later, not at once");
        now = channel.next() == LocalApic.NEVER ? now : channel.next();
        channel.deliver(now);
    }

    private int[] words(int count) {
        int[] words = new int[count];
        Arrays.setAll(words, i -> channel.read(DATA, 2) & 0xFFFF);
        return words;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[DiskImage.SECTOR];
        for (int i = 0; i < bytes.length; i += 4) {
            int value = channel.read(DATA, 4);
            for (int part = 0; part < 4; part++) {
                bytes[i + part] = (byte) (value >>> part * 8);
            }
        }
        return bytes;
    }

    private static String text(int[] words, int at, int length) {
        byte[] bytes = new byte[length * 2];
        for (int i = 0; i < length; i++) {
            bytes[i * 2] = (byte) (words[at + i] >>> 8);
            bytes[i * 2 + 1] = (byte) words[at + i];
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
