/* Puts a Linux kernel, its initial RAM disk and what it is told into RAM. */
package org.kernelscope.hw.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * The 32-bit Linux/x86 boot protocol (Documentation/arch/x86/boot.rst of Linux), version 2.06 and later, for bzImage
 * files.
 */
public final class LinuxLoader {
    /** The boot parameters, which ESI points to. */
    static final int PARAMETERS = 0x90000;

    static final int COMMAND_LINE = 0x91000;
    /** Flat segments with the selectors that the protocol prescribes. */
    static final int DESCRIPTORS = 0x92000;

    /** Where conventional memory ends; above it firmware keeps its data. */
    static final int CONVENTIONAL_END = 0x9FC00;

    static final int SETUP_SECTORS = 0x1F1;
    static final int PAYLOAD_PARAGRAPHS = 0x1F4;
    static final int BOOT_FLAG = 0x1FE;
    static final int JUMP_LENGTH = 0x201;
    static final int MAGIC = 0x202;
    static final int VERSION = 0x206;
    static final int LOADER = 0x210;
    static final int LOAD_FLAGS = 0x211;
    static final int ENTRY = 0x214;
    static final int DISK_START = 0x218;
    static final int DISK_BYTES = 0x21C;
    static final int COMMAND_LINE_POINTER = 0x228;
    static final int DISK_LIMIT = 0x22C;
    static final int RELOCATABLE = 0x234;
    static final int LONGEST_COMMAND_LINE = 0x238;
    static final int PREFERRED_ADDRESS = 0x258;
    static final int RUNNING_BYTES = 0x260;

    private static final int VIDEO_MODE = 0x06;
    private static final int VIDEO_COLUMNS = 0x07;
    private static final int VIDEO_LINES = 0x0E;
    private static final int VIDEO_IS_VGA = 0x0F;
    private static final int VIDEO_POINTS = 0x10;
    private static final int MAP_ENTRIES = 0x1E8;
    private static final int MAP = 0x2D0;
    private static final int PARAMETER_BYTES = 4096;

    private static final int HEADER_MAGIC = 0x5372_6448;
    private static final int SECTOR = 512;
    private static final int DEFAULT_SETUP_SECTORS = 4;
    private static final int OLDEST_VERSION = 0x206;
    private static final int VERSION_WITH_RUNNING_BYTES = 0x20A;
    private static final int LOADED_HIGH = 1;
    private static final int UNNAMED_LOADER = 0xFF;
    private static final int SMALLEST_HEADER_END = 0x240;
    private static final int LARGEST_HEADER_END = 0x290;
    private static final int FIRMWARE = 0xF0000;
    private static final int MEBIBYTE = 1 << 20;
    private static final int RAM = 1;
    private static final int RESERVED = 2;

    /** Null, unused, code at 0x10, data at 0x18: 4 GiB from 0, ring 0, 32 bits. */
    private static final long[] FLAT = {0, 0, 0x00CF_9B00_0000_FFFFL, 0x00CF_9300_0000_FFFFL};

    private LinuxLoader() {}

    /**
     * A loaded kernel.
     *
     * @param entry physical address of the first instruction
     * @param parameters physical address of the boot parameters, for ESI
     * @param descriptors physical address of the descriptor table
     * @param descriptorBytes its size
     */
    public record Loaded(int entry, int parameters, int descriptors, int descriptorBytes) {}

    /** Whether a file has the mark of a Linux kernel, well formed or not. */
    public static boolean recognises(byte[] file) {
        return file.length >= MAGIC + 4 && littleEndian(file).getInt(MAGIC) == HEADER_MAGIC;
    }

    /**
     * Loads the kernel at 1 MiB, and the only module, the initial RAM disk, as high as the kernel allows; the memory is
     * unchanged if they cannot be.
     */
    public static Loaded load(PhysicalMemory memory, byte[] file, String commandLine, List<Module> modules)
            throws ImageException {
        ByteBuffer header = littleEndian(file);
        checkHeader(file, header);
        int payload = payloadOffset(header);
        int payloadBytes = payloadBytes(file, header, payload);
        byte[] line = commandLine(header, commandLine);
        long end = runningEnd(header, payloadBytes);
        if (end > memory.size()) {
            throw new ImageException("the kernel needs memory up to 0x" + Long.toHexString(end)
                    + " to start, more than the " + memory.size() / MEBIBYTE + " MiB there are");
        }
        byte[] disk = initialDisk(modules);
        int diskStart = diskStart(header, disk.length, end, memory.size());
        byte[] parameters = parameters(header, memory.size(), diskStart, disk.length);
        byte[] descriptors = descriptors();
        memory.fill(MEBIBYTE, file, payload, payloadBytes);
        memory.fill(diskStart, disk, 0, disk.length);
        memory.fill(PARAMETERS, parameters, 0, parameters.length);
        memory.fill(COMMAND_LINE, line, 0, line.length);
        memory.fill(DESCRIPTORS, descriptors, 0, descriptors.length);
        return new Loaded(header.getInt(ENTRY), PARAMETERS, DESCRIPTORS, descriptors.length);
    }

    private static void checkHeader(byte[] file, ByteBuffer header) throws ImageException {
        if (!recognises(file)) {
            throw new ImageException("the image has no Linux setup header: 'HdrS' is not at byte 0x202");
        }
        if (file.length < LARGEST_HEADER_END) {
            throw new ImageException("the Linux image ends inside its setup header, after " + file.length + " bytes");
        }
        if ((header.getShort(BOOT_FLAG) & 0xFFFF) != 0xAA55) {
            throw new ImageException("the Linux image lacks the boot flag 0xAA55 at byte 0x1FE");
        }
        int version = header.getShort(VERSION) & 0xFFFF;
        if (version < OLDEST_VERSION) {
            throw new ImageException(String.format(
                    "the Linux image speaks version %d.%02d of the boot protocol; 2.06 is the oldest that is loaded",
                    version >>> 8, version & 0xFF));
        }
        int end = headerEnd(header);
        if (end < SMALLEST_HEADER_END || end > LARGEST_HEADER_END) {
            throw new ImageException("the Linux setup header ends at byte 0x" + Integer.toHexString(end)
                    + ", which no version of the boot protocol has");
        }
        if ((header.get(LOAD_FLAGS) & LOADED_HIGH) == 0) {
            throw new ImageException("the Linux image is a zImage to be loaded below 1 MiB; only a bzImage is loaded");
        }
        if (header.getInt(ENTRY) != MEBIBYTE) {
            throw new ImageException("the Linux image is to be entered at 0x"
                    + Integer.toHexString(header.getInt(ENTRY)) + "; a bzImage is entered at 0x100000");
        }
    }

    private static int headerEnd(ByteBuffer header) {
        return MAGIC + (header.get(JUMP_LENGTH) & 0xFF);
    }

    private static int payloadOffset(ByteBuffer header) {
        int sectors = header.get(SETUP_SECTORS) & 0xFF;
        return ((sectors == 0 ? DEFAULT_SETUP_SECTORS : sectors) + 1) * SECTOR;
    }

    private static int payloadBytes(byte[] file, ByteBuffer header, int payload) throws ImageException {
        long bytes = Integer.toUnsignedLong(header.getInt(PAYLOAD_PARAGRAPHS)) * 16;
        if (bytes == 0 || payload + bytes > file.length) {
            throw new ImageException("the Linux image names a kernel of " + bytes + " bytes from byte " + payload
                    + " on, but has " + file.length + " bytes");
        }
        return (int) bytes;
    }

    private static byte[] commandLine(ByteBuffer header, String text) throws ImageException {
        long longest =
                Math.min(Integer.toUnsignedLong(header.getInt(LONGEST_COMMAND_LINE)), DESCRIPTORS - COMMAND_LINE - 1L);
        if (text.length() > longest) {
            throw new ImageException("the command line has " + text.length() + " characters, more than the " + longest
                    + " that the kernel takes");
        }
        return (text + '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The end of the memory that the kernel uses before it reads the memory map. */
    private static long runningEnd(ByteBuffer header, int payloadBytes) {
        long loaded = MEBIBYTE + (long) payloadBytes;
        if ((header.getShort(VERSION) & 0xFFFF) < VERSION_WITH_RUNNING_BYTES) {
            return loaded;
        }
        long preferred = header.getLong(PREFERRED_ADDRESS) & 0xFFFF_FFFFL;
        long start = header.get(RELOCATABLE) != 0 ? Math.max(MEBIBYTE, preferred) : preferred;
        return Math.max(loaded, start + Integer.toUnsignedLong(header.getInt(RUNNING_BYTES)));
    }

    private static byte[] initialDisk(List<Module> modules) throws ImageException {
        if (modules.size() > 1) {
            throw new ImageException(
                    "a Linux kernel takes one module, its initial RAM disk, and was given " + modules.size());
        }
        byte[] disk = modules.isEmpty() ? new byte[0] : modules.getFirst().content();
        if (!modules.isEmpty() && disk.length == 0) {
            throw new ImageException(
                    "the initial RAM disk '" + modules.getFirst().text() + "' is empty");
        }
        return disk;
    }

    private static int diskStart(ByteBuffer header, int bytes, long kernelEnd, int memoryBytes) throws ImageException {
        long top = Math.min(Integer.toUnsignedLong(header.getInt(DISK_LIMIT)) + 1, memoryBytes);
        long start = top - bytes & -PhysicalMemory.PAGE_BYTES;
        if (bytes > 0 && start < kernelEnd) {
            throw new ImageException("the initial RAM disk of " + bytes
                    + " bytes does not fit between the kernel and 0x" + Long.toHexString(top));
        }
        return bytes == 0 ? 0 : (int) start;
    }

    private static byte[] parameters(ByteBuffer header, int memoryBytes, int diskStart, int diskBytes) {
        ByteBuffer out = ByteBuffer.allocate(PARAMETER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.put(VIDEO_MODE, (byte) 3).put(VIDEO_COLUMNS, (byte) 80).put(VIDEO_LINES, (byte) 25);
        out.put(VIDEO_IS_VGA, (byte) 1).put(VIDEO_POINTS, (byte) 16);
        out.put(SETUP_SECTORS, header, SETUP_SECTORS, headerEnd(header) - SETUP_SECTORS);
        out.put(LOADER, (byte) UNNAMED_LOADER);
        out.putInt(DISK_START, diskStart).putInt(DISK_BYTES, diskBytes);
        out.putInt(COMMAND_LINE_POINTER, COMMAND_LINE);
        out.put(MAP_ENTRIES, (byte) 3);
        out.position(MAP);
        putMapEntry(out, 0, CONVENTIONAL_END, RAM);
        putMapEntry(out, FIRMWARE, MEBIBYTE - FIRMWARE, RESERVED);
        putMapEntry(out, MEBIBYTE, memoryBytes - MEBIBYTE, RAM);
        return out.array();
    }

    private static void putMapEntry(ByteBuffer out, long base, long length, int type) {
        out.putLong(base).putLong(length).putInt(type);
    }

    private static byte[] descriptors() {
        ByteBuffer out = ByteBuffer.allocate(FLAT.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long descriptor : FLAT) {
            out.putLong(descriptor);
        }
        return out.array();
    }

    private static ByteBuffer littleEndian(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }
}
