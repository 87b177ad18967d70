/* What the loader puts into memory, and what it says about images that it cannot load. */
package org.kernelscope.hw.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.TestImage;
import org.kernelscope.hw.memory.PhysicalMemory;

final class MultibootLoaderTest {
    private static final int FOUR_MEBIBYTES = 4 << 20;

    /** A byte offset, what is written there (16 bits, little endian), and a part of the message. */
    private static final String DAMAGE = """
            0  | 0000 | not an ELF file
            4  | 0102 | not a 32-bit one
            4  | 0201 | not little-endian
            16 | 0003 | not an executable
            18 | 0028 | for machine 40, not for x86
            24 | 4000 | starts at 0x104000, which no segment
            28 | F000 | program headers end
            42 | 0008 | program headers of 8 bytes
            44 | 0000 | no segment to load
            56 | 2000 | segment 0 ends at byte
            66 | 0FFF | does not fit into 4 MiB
            66 | 000A | lies where the loader
            72 | 0001 | more bytes in the file than in memory
            84 | 0000 | no Multiboot header
            88 | 0000 | no Multiboot header
            """;

    @Test
    void theSegmentAndTheInformationAreInMemory() throws ImageException {
        PhysicalMemory memory = new PhysicalMemory(FOUR_MEBIBYTES);
        var loaded = MultibootLoader.load(memory, TestImage.forCores(4), "kscope run=tests", List.of());
        assertEquals(TestImage.ENTRY, loaded.entry());
        assertEquals(0x1BADB002, memory.read32(TestImage.LOAD));
        int info = loaded.information();
        assertEquals(0x9F000 / 1024, memory.read32(info + 4));
        assertEquals(3 * 1024, memory.read32(info + 8));
        assertEquals("kscope run=tests", text(memory, memory.read32(info + 16)));
        assertEquals("Kernelscope", text(memory, memory.read32(info + 64)));
        StringBuilder map = new StringBuilder();
        int end = memory.read32(info + 48) + memory.read32(info + 44);
        for (int at = memory.read32(info + 48); at < end; at += memory.read32(at) + 4) {
            map.append(
                    String.format("%x+%x:%d ", memory.read32(at + 4), memory.read32(at + 12), memory.read32(at + 20)));
        }
        assertEquals("0+9f000:1 f0000+10000:2 100000+300000:1 ", map.toString());
    }

    /** Text and bytes of each module, and where it is. */
    private static final String MODULES = """
            bin/init first 2nd | 1    | 101000+1
            two                | 4096 | 102000+1000
            three              | 4097 | 103000+1001
            four               | 7    | 105000+7
            """;

    @Test
    void modulesFollowTheKernelEachOnItsPage() throws ImageException {
        List<Module> modules = new ArrayList<>();
        for (String row : MODULES.lines().toList()) {
            String[] parts = row.split("\\|");
            byte[] content = new byte[Integer.parseInt(parts[1].strip())];
            Arrays.fill(content, (byte) (modules.size() + 1));
            modules.add(new Module(parts[0].strip(), content));
        }
        PhysicalMemory memory = new PhysicalMemory(FOUR_MEBIBYTES);
        int info =
                MultibootLoader.load(memory, TestImage.forCores(1), "", modules).information();
        assertEquals(1 << 3, memory.read32(info) & 1 << 3);
        assertEquals(modules.size(), memory.read32(info + 20));
        StringBuilder found = new StringBuilder();
        for (int index = 0; index < modules.size(); index++) {
            int entry = memory.read32(info + 24) + 16 * index;
            int start = memory.read32(entry);
            int length = memory.read32(entry + 4) - start;
            String text = text(memory, memory.read32(entry + 8));
            found.append(String.format("%-18s | %-4d | %x+%x%n", text, length, start, length));
            assertArrayEquals(modules.get(index).content(), memory.copy(start, length));
        }
        assertEquals(MODULES, found.toString());
    }

    @Test
    void modulesThatDoNotFitAreRefused() {
        assertRefused(List.of(new Module("a", new byte[1 << 20]), new Module("b c", new byte[2 << 20])), "'b c' of");
        assertRefused(List.of(new Module("a", new byte[0])), "module 'a' is empty");
        assertRefused(List.of(new Module("a\0b", new byte[1])), "module 1 has a NUL");
        assertRefused(List.of(new Module("x".repeat(5000), new byte[1])), "module texts need");
    }

    private static void assertRefused(List<Module> modules, String part) {
        PhysicalMemory memory = new PhysicalMemory(FOUR_MEBIBYTES);
        byte[] image = TestImage.forCores(1);
        ImageException e =
                assertThrows(ImageException.class, () -> MultibootLoader.load(memory, image, "", modules), part);
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertEquals(0, memory.read32(TestImage.LOAD));
    }

    @Test
    void everyDamageHasItsSentenceAndLeavesMemoryAlone() {
        for (String row : DAMAGE.lines().toList()) {
            String[] parts = row.split("\\|");
            byte[] image = TestImage.forCores(1);
            int at = Integer.parseInt(parts[0].strip());
            int value = Integer.parseInt(parts[1].strip(), 16);
            image[at] = (byte) value;
            image[at + 1] = (byte) (value >> 8);
            assertRefused(image, parts[2].strip());
        }
    }

    @Test
    void aTruncatedImageIsRefusedWhereverItEnds() {
        byte[] image = TestImage.forCores(1);
        for (int length = 0; length < image.length; length++) {
            assertRefused(Arrays.copyOf(image, length), length < 4 ? "not an ELF file" : "truncated");
        }
    }

    @Test
    void headersThatAskForMoreThanTheMachineHasAreRefused() {
        assertRefused(withFlags(1 << 2), "video mode");
        assertRefused(withFlags(1 << 5), "features that Multiboot 1 does not have");
        assertRefused(withFlags(1 << 16), "load addresses of its own");
    }

    private static byte[] withFlags(int flags) {
        byte[] image = TestImage.forCores(1);
        int sum = -(0x1BADB002 + flags);
        for (int i = 0; i < 4; i++) {
            image[TestImage.SEGMENT + 4 + i] = (byte) (flags >>> 8 * i);
            image[TestImage.SEGMENT + 8 + i] = (byte) (sum >>> 8 * i);
        }
        return image;
    }

    private static void assertRefused(byte[] image, String part) {
        PhysicalMemory memory = new PhysicalMemory(FOUR_MEBIBYTES);
        ImageException e =
                assertThrows(ImageException.class, () -> MultibootLoader.load(memory, image, "", List.of()), part);
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertEquals(0, memory.read32(TestImage.LOAD));
    }

    private static String text(PhysicalMemory memory, int address) {
        int end = address;
        while (memory.read8(end) != 0) {
            end++;
        }
        return new String(memory.copy(address, end - address), StandardCharsets.ISO_8859_1);
    }
}
