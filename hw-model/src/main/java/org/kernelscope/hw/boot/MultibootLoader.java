/* Puts a Multiboot 1 kernel and what it is told into RAM. */
package org.kernelscope.hw.boot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Multiboot Specification 0.6.96, for ELF kernels and modules. */
public final class MultibootLoader {
    /** What EAX holds at the entry. */
    public static final int BOOT_MAGIC = 0x2BAD_B002;

    /** Memory that the loader writes: from here to 640 KiB. */
    static final int INFORMATION = 0x9F000;

    private static final int HEADER_MAGIC = 0x1BAD_B002;
    private static final int SEARCHED_BYTES = 8192;
    private static final int WANTS_VIDEO = 1 << 2;
    private static final int UNKNOWN_REQUIREMENTS = 0xFFF8;
    private static final int HAS_ADDRESSES = 1 << 16;
    private static final int FIRMWARE = 0xF0000;
    private static final int MEBIBYTE = 1 << 20;
    private static final int STRUCTURE_BYTES = 116;
    private static final int MAP_ENTRY_BYTES = 24;
    private static final int MODULE_ENTRY_BYTES = 16;
    private static final int INFORMATION_BYTES = 0xA0000 - INFORMATION;
    private static final int LONGEST_COMMAND_LINE = 2048;
    private static final String NAME = "Kernelscope";

    private MultibootLoader() {}

    /** Whether a file is of the only format that is loaded here, well formed or not. */
    public static boolean recognises(byte[] file) {
        return ElfImage.recognises(file);
    }

    /**
     * A loaded kernel.
     *
     * @param entry physical address of the first instruction
     * @param information physical address of the boot information, for EBX
     */
    public record Loaded(int entry, int information) {}

    /**
     * Loads kernel and modules; the memory is unchanged if they cannot be. Modules follow the kernel in memory, each at
     * the start of a page.
     */
    public static Loaded load(PhysicalMemory memory, byte[] file, String commandLine, List<Module> modules)
            throws ImageException {
        ElfImage image = ElfImage.parse(file);
        checkHeader(file);
        byte[] line = commandLine.getBytes(StandardCharsets.ISO_8859_1);
        if (line.length > LONGEST_COMMAND_LINE) {
            throw new ImageException("the command line has " + line.length + " characters, more than the "
                    + LONGEST_COMMAND_LINE + " that the loader passes on");
        }
        for (ElfImage.Segment segment : image.segments()) {
            checkPlace(segment, memory.size());
        }
        List<Placed> placed = place(modules, image, memory.size());
        byte[] information = information(memory.size(), line, placed);
        for (ElfImage.Segment segment : image.segments()) {
            memory.fill((int) segment.physical(), file, segment.offset(), segment.fileBytes());
            byte[] zeros = new byte[(int) segment.memoryBytes() - segment.fileBytes()];
            memory.fill((int) segment.physical() + segment.fileBytes(), zeros, 0, zeros.length);
        }
        for (Placed module : placed) {
            byte[] content = module.module().content();
            memory.fill(module.start(), content, 0, content.length);
        }
        memory.fill(INFORMATION, information, 0, information.length);
        return new Loaded(image.entry(), INFORMATION);
    }

    private static void checkPlace(ElfImage.Segment segment, int memoryBytes) throws ImageException {
        long end = segment.physical() + segment.memoryBytes();
        String place = "a segment of the image from 0x" + Long.toHexString(segment.physical()) + " to 0x"
                + Long.toHexString(end);
        if (end > memoryBytes) {
            throw new ImageException(place + " does not fit into " + memoryBytes / MEBIBYTE + " MiB of memory");
        }
        if (end > INFORMATION && segment.physical() < MEBIBYTE) {
            throw new ImageException(place + " lies where the loader and the firmware tables are (0x"
                    + Integer.toHexString(INFORMATION) + " to 0x100000)");
        }
    }

    private static void checkHeader(byte[] file) throws ImageException {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = Math.min(SEARCHED_BYTES, file.length) - 12;
        for (int at = 0; at <= end; at += 4) {
            int flags = bytes.getInt(at + 4);
            if (bytes.getInt(at) == HEADER_MAGIC && HEADER_MAGIC + flags + bytes.getInt(at + 8) == 0) {
                checkFlags(flags);
                return;
            }
        }
        throw new ImageException("the image has no Multiboot header in its first " + SEARCHED_BYTES + " bytes");
    }

    private static void checkFlags(int flags) throws ImageException {
        if ((flags & WANTS_VIDEO) != 0) {
            throw new ImageException("the image's Multiboot header asks for a video mode; this machine has none");
        }
        if ((flags & UNKNOWN_REQUIREMENTS) != 0) {
            throw new ImageException("the image's Multiboot header asks for features that Multiboot 1 does not have");
        }
        if ((flags & HAS_ADDRESSES) != 0) {
            throw new ImageException(
                    "the image's Multiboot header gives load addresses of its own; only the ELF ones are used here");
        }
    }

    private record Placed(Module module, int start, int end) {}

    private static List<Placed> place(List<Module> modules, ElfImage image, int memoryBytes) throws ImageException {
        long end = MEBIBYTE;
        for (ElfImage.Segment segment : image.segments()) {
            end = Math.max(end, segment.physical() + segment.memoryBytes());
        }
        List<Placed> placed = new ArrayList<>();
        for (Module module : modules) {
            String name = "module '" + module.text() + "'";
            if (module.text().indexOf('\0') >= 0) {
                throw new ImageException("module " + (placed.size() + 1) + " has a NUL character in its text");
            }
            int length = module.content().length;
            if (length == 0) {
                throw new ImageException(name + " is empty");
            }
            long start = (end + PhysicalMemory.PAGE_BYTES - 1) & -PhysicalMemory.PAGE_BYTES;
            end = start + length;
            if (end > memoryBytes) {
                throw new ImageException(name + " of " + length + " bytes does not fit behind the kernel into "
                        + memoryBytes / MEBIBYTE + " MiB of memory");
            }
            placed.add(new Placed(module, (int) start, (int) end));
        }
        return placed;
    }

    /** Flags: memory sizes, command line, modules, memory map, loader name. */
    private static byte[] information(int memoryBytes, byte[] commandLine, List<Placed> modules) throws ImageException {
        int map = STRUCTURE_BYTES;
        int list = map + 3 * MAP_ENTRY_BYTES;
        var strings = new ByteArrayOutputStream();
        int firstString = list + modules.size() * MODULE_ENTRY_BYTES;
        int name = firstString + putString(strings, NAME.getBytes(StandardCharsets.ISO_8859_1));
        int line = firstString + putString(strings, commandLine);
        ByteBuffer entries =
                ByteBuffer.allocate(modules.size() * MODULE_ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Placed module : modules) {
            int text = firstString + putString(strings, module.module().text().getBytes(StandardCharsets.ISO_8859_1));
            entries.putInt(module.start())
                    .putInt(module.end())
                    .putInt(INFORMATION + text)
                    .putInt(0);
        }
        int bytes = firstString + strings.size();
        if (bytes > INFORMATION_BYTES) {
            throw new ImageException("command line and module texts need " + bytes + " bytes together, more than the "
                    + INFORMATION_BYTES + " that the loader passes on");
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, 1 | 1 << 2 | 1 << 3 | 1 << 6 | 1 << 9);
        out.putInt(4, INFORMATION / 1024);
        out.putInt(8, (memoryBytes - MEBIBYTE) / 1024);
        out.putInt(16, INFORMATION + line);
        out.putInt(20, modules.size());
        out.putInt(24, INFORMATION + list);
        out.putInt(44, 3 * MAP_ENTRY_BYTES);
        out.putInt(48, INFORMATION + map);
        out.putInt(64, INFORMATION + name);
        out.position(map);
        putMapEntry(out, 0, INFORMATION, 1);
        putMapEntry(out, FIRMWARE, MEBIBYTE - FIRMWARE, 2);
        putMapEntry(out, MEBIBYTE, memoryBytes - MEBIBYTE, 1);
        return out.put(entries.array()).put(strings.toByteArray()).array();
    }

    /** Appends a string; where it begins. */
    private static int putString(ByteArrayOutputStream out, byte[] text) {
        int start = out.size();
        out.writeBytes(text);
        out.write(0);
        return start;
    }

    private static void putMapEntry(ByteBuffer out, long base, long length, int type) {
        out.putInt(MAP_ENTRY_BYTES - Integer.BYTES)
                .putLong(base)
                .putLong(length)
                .putInt(type);
    }
}
