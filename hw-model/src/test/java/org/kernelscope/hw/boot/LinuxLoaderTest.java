/* What the loader of Linux puts into memory, and what it says about images that it cannot load. */
package org.kernelscope.hw.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.TestImage;
import org.kernelscope.hw.memory.PhysicalMemory;

final class LinuxLoaderTest {
    private static final int FOUR_MEBIBYTES = 4 << 20;
    private static final Module DISK = new Module("disk", new byte[] {'D', 'I', 'S', 'K'});

    @Test
    void kernelDiskAndParametersAreInMemory() throws ImageException {
        PhysicalMemory memory = new PhysicalMemory(FOUR_MEBIBYTES);
        byte[] image = LinuxImage.bytes();
        var loaded = LinuxLoader.load(memory, image, "console=ttyS0", List.of(DISK));
        assertEquals(0x100000, loaded.entry());
        int kernelBytes = image.length - LinuxImage.SETUP_BYTES;
        assertArrayEquals(
                Arrays.copyOfRange(image, LinuxImage.SETUP_BYTES, image.length), memory.copy(0x100000, kernelBytes));
        int parameters = loaded.parameters();
        assertArrayEquals(
                Arrays.copyOfRange(image, LinuxLoader.SETUP_SECTORS, LinuxLoader.LOADER),
                memory.copy(parameters + LinuxLoader.SETUP_SECTORS, LinuxLoader.LOADER - LinuxLoader.SETUP_SECTORS));
        assertEquals(0xFF, memory.read8(parameters + LinuxLoader.LOADER));
        int line = memory.read32(parameters + LinuxLoader.COMMAND_LINE_POINTER);
        assertEquals("console=ttyS0\0", new String(memory.copy(line, 14), StandardCharsets.ISO_8859_1));
        int disk = memory.read32(parameters + LinuxLoader.DISK_START);
        assertEquals(0x3FB000, disk, "the highest page below the kernel's limit");
        assertArrayEquals(DISK.content(), memory.copy(disk, memory.read32(parameters + LinuxLoader.DISK_BYTES)));
        assertEquals("0+9fc00:1 f0000+10000:2 100000+300000:1 ", map(memory, parameters));
        assertEquals(0x00CF_9B00, memory.read32(loaded.descriptors() + 0x14));
        assertEquals(0x00CF_9300, memory.read32(loaded.descriptors() + 0x1C));
    }

    private static String map(PhysicalMemory memory, int parameters) {
        StringBuilder map = new StringBuilder();
        for (int entry = 0; entry < memory.read8(parameters + 0x1E8); entry++) {
            int at = parameters + 0x2D0 + 20 * entry;
            map.append(String.format("%x+%x:%d ", memory.read32(at), memory.read32(at + 8), memory.read32(at + 16)));
        }
        return map.toString();
    }

    /** A byte offset, what is written there (16 bits), and a part of the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1F4 | 0000 | names a kernel of 0 bytes
            1F5 | 0001 | names a kernel of
            1F1 | 00FF | from byte 131072 on
            1FE | AA54 | lacks the boot flag
            201 | 4800 | ends at byte 0x202
            201 | 48FF | ends at byte 0x301
            202 | 0000 | 'HdrS' is not at byte 0x202
            206 | 0205 | speaks version 2.05
            206 | 0100 | speaks version 1.00
            211 | 0000 | is a zImage
            214 | 1000 | to be entered at 0x101000
            238 | 000C | has 13 characters, more than the 12
            262 | 0100 | needs memory up to 0x1200000
            262 | FFFF | needs memory up to 0x1001f0000
            22E | 002F | does not fit between the kernel and 0x2fc000
            """)
    void everyDamageHasItsSentence(String at, String value, String part) {
        byte[] image = LinuxImage.bytes();
        int offset = Integer.parseInt(at.strip(), 16);
        int bits = Integer.parseInt(value.strip(), 16);
        image[offset] = (byte) bits;
        image[offset + 1] = (byte) (bits >> 8);
        assertRefused(image, List.of(DISK), part);
    }

    @Test
    void aTruncatedImageIsRefusedWhereverItEnds() {
        byte[] image = LinuxImage.bytes();
        for (int length = 0; length < image.length; length++) {
            String part = length < 0x206 ? "'HdrS' is not" : length < 0x290 ? "ends inside" : "names a kernel";
            assertRefused(Arrays.copyOf(image, length), List.of(), part);
        }
    }

    @Test
    void disksThatDoNotFitAreRefused() {
        byte[] image = LinuxImage.bytes();
        assertRefused(image, List.of(DISK, DISK), "was given 2");
        assertRefused(image, List.of(new Module("d", new byte[0])), "'d' is empty");
        assertRefused(image, List.of(new Module("d", new byte[0xFC001])), "does not fit between");
    }

    @Test
    void anElfFileIsNoLinuxImage() {
        assertTrue(LinuxLoader.recognises(LinuxImage.bytes()));
        assertFalse(LinuxLoader.recognises(TestImage.forCores(1)));
    }

    private static void assertRefused(byte[] image, List<Module> modules, String part) {
        PhysicalMemory memory = new PhysicalMemory(FOUR_MEBIBYTES);
        ImageException e = assertThrows(
                ImageException.class, () -> LinuxLoader.load(memory, image, "console=ttyS0", modules), part);
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertEquals(0, memory.read32(0x100000));
        assertEquals(0, memory.read32(LinuxLoader.PARAMETERS + LinuxLoader.MAGIC));
    }
}
