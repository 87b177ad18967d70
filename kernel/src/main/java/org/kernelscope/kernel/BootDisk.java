/* Makes a disk from which a PC's BIOS starts the kernel. */
package org.kernelscope.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kernelscope.kernel.elf.ElfFile;
import org.kernelscope.kernel.elf.ElfFile.Section;
import org.kernelscope.kernel.elf.FormatException;

/**
 * Makes a raw image of a disk from which a PC's BIOS starts the kernel, for machines that load no Multiboot files. The
 * first sectors are a loader; behind them lie, each from a sector of its own, the Multiboot information, the kernel and
 * its user programs as modules. The length is a whole number of cylinders of 16 heads and 63 sectors.
 */
public final class BootDisk {
    private static final int SECTOR = 512;
    private static final int CYLINDER = 16 * 63 * SECTOR;
    private static final int PAGE = 4096;
    private static final int LOADER_BYTES = 4 * SECTOR;
    private static final int PART_BYTES = 16;
    private static final int TABLE_HEADER = 16;
    private static final int INFO_ADDRESS = 0x10000;
    private static final int INFO_BYTES_MAX = 0x8000;
    private static final int INFO_HEADER = 96;
    private static final int MODULE_RECORD = 16;

    /** The ELF header and the program headers (System V ABI, chapter 5): the segments to load, with physical addresses. */
    private static final int ELF_ENTRY = 24;

    private static final int ELF_HEADERS = 28;
    private static final int ELF_HEADER_COUNT = 44;
    private static final int ELF_HEADER_BYTES = 32;
    private static final int ELF_LOAD = 1;
    private static final int MEBIBYTE = 1 << 20;
    private static final int MOST_BYTES = 63 * MEBIBYTE;

    /** Flags of the information (Multiboot 0.6.96, section 3.3): memory, command line, modules, map, loader's name. */
    private static final int INFO_FLAGS = 1 | 1 << 2 | 1 << 3 | 1 << 6 | 1 << 9;

    private BootDisk() {}

    /** What lies at one place of memory: bytes, then zeros up to {@code size}. */
    private record Part(int address, byte[] bytes, int size) {
        int sectors() {
            return pieces(bytes.length, SECTOR);
        }
    }

    /**
     * The disk's bytes.
     *
     * @param commandLine what the kernel gets as its command line, its own name first
     * @throws IllegalArgumentException where the command line and the names of the programs are longer than 24 KiB
     */
    public static byte[] make(KernelBuilder builder, KernelImage image, String commandLine) throws ToolchainException {
        Part loader = flat(builder.assemble(KernelSources.bundledLoader()));
        assert loader.bytes().length == LOADER_BYTES : "the loader has " + loader.bytes().length + " bytes";
        Part kernel = flat(image.elf());
        Part modules = modules(image.programs(), pages(kernel.address() + kernel.size()));
        Part info = info(image.programs(), modules.address(), commandLine);
        return disk(loader.bytes(), image.entry(), List.of(info, kernel, modules));
    }

    /**
     * The bytes of a disk with any 32-bit Multiboot ELF file, loaded by its program headers, and these programs.
     *
     * @throws IllegalArgumentException where that cannot be: the file is damaged, or lies where the loader does
     */
    public static byte[] make(KernelBuilder builder, byte[] elf, List<Program> programs, String commandLine)
            throws ToolchainException {
        Part loader = flat(builder.assemble(KernelSources.bundledLoader()));
        Part kernel = segments(elf);
        Part modules = modules(programs, pages(kernel.address() + kernel.size()));
        Part info = info(programs, modules.address(), commandLine);
        return disk(loader.bytes(), little(elf).getInt(ELF_ENTRY), List.of(info, kernel, modules));
    }

    private static Part segments(byte[] elf) {
        try {
            ByteBuffer file = little(elf);
            int table = file.getInt(ELF_HEADERS);
            int count = file.getShort(ELF_HEADER_COUNT);
            long start = Long.MAX_VALUE;
            long end = 0;
            List<ByteBuffer> loaded = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ByteBuffer header = file.slice(table + i * ELF_HEADER_BYTES, ELF_HEADER_BYTES)
                        .order(file.order());
                if (header.getInt(0) == ELF_LOAD && header.getInt(20) != 0) {
                    loaded.add(header);
                    start = Math.min(start, Integer.toUnsignedLong(header.getInt(12)));
                    end = Math.max(end, header.getInt(12) + Integer.toUnsignedLong(header.getInt(20)));
                }
            }
            if (start < MEBIBYTE || end - start > MOST_BYTES) {
                throw new IllegalArgumentException("it is not loaded between 1 MiB and 64 MiB");
            }
            byte[] bytes = new byte[(int) (end - start)];
            for (ByteBuffer header : loaded) {
                file.get(header.getInt(4), bytes, (int) (header.getInt(12) - start), header.getInt(16));
            }
            return new Part((int) start, bytes, bytes.length);
        } catch (IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("its program headers lead out of the file", damaged);
        }
    }

    private static byte[] disk(byte[] loader, int entry, List<Part> parts) {
        int first = LOADER_BYTES / SECTOR + 1;
        int sectors = first + parts.stream().mapToInt(Part::sectors).sum();
        byte[] bytes = new byte[CYLINDER * pieces(sectors * SECTOR, CYLINDER)];
        ByteBuffer disk = little(bytes);
        disk.put(loader);
        disk.putInt(entry).putInt(INFO_ADDRESS).putInt(parts.size());
        int sector = first;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int zeros = Math.max(0, part.size() - part.sectors() * SECTOR);
            disk.position(LOADER_BYTES + TABLE_HEADER + i * PART_BYTES);
            disk.putInt(sector).putInt(part.sectors()).putInt(part.address()).putInt(4 * pieces(zeros, 4));
            disk.position(sector * SECTOR).put(part.bytes());
            sector += part.sectors();
        }
        return bytes;
    }

    /** The bytes of an ELF file as they lie in memory. */
    private static Part flat(byte[] elf) {
        List<Section> loaded = sections(elf);
        long start = loaded.stream().mapToLong(Section::address).min().orElseThrow();
        long end = loaded.stream()
                .mapToLong(section -> section.address() + section.size())
                .max()
                .orElseThrow();
        byte[] bytes = new byte[(int) (end - start)];
        int used = 0;
        for (Section section : loaded) {
            byte[] data = section.data().copy();
            int at = (int) (section.address() - start);
            System.arraycopy(data, 0, bytes, at, data.length);
            used = Math.max(used, at + data.length);
        }
        return new Part((int) start, Arrays.copyOf(bytes, used), bytes.length);
    }

    private static List<Section> sections(byte[] elf) {
        try {
            return ElfFile.read(elf).sections().stream()
                    .filter(section -> section.isAllocated() && section.size() > 0)
                    .toList();
        } catch (FormatException malformed) {
            throw new AssertionError("an image that was read before", malformed);
        }
    }

    /** The programs' files one behind the other, each from a page of its own. */
    private static Part modules(List<Program> programs, int address) {
        int size = programs.stream()
                .mapToInt(program -> pages(program.elf().length))
                .sum();
        byte[] files = new byte[size];
        ByteBuffer bytes = little(files);
        for (Program program : programs) {
            int at = bytes.position();
            bytes.put(program.elf());
            bytes.position(at + pages(program.elf().length));
        }
        return new Part(address, files, size);
    }

    /** The Multiboot information with its strings; the loader adds what the BIOS knows of the memory. */
    private static Part info(List<Program> programs, int modules, String commandLine) {
        byte[] block = new byte[INFO_BYTES_MAX];
        ByteBuffer info = little(block);
        Strings strings = new Strings(info, INFO_HEADER + programs.size() * MODULE_RECORD);
        info.putInt(0, INFO_FLAGS);
        info.putInt(16, strings.add(commandLine));
        info.putInt(20, programs.size());
        info.putInt(24, INFO_ADDRESS + INFO_HEADER);
        info.putInt(64, strings.add("Kernelscope"));
        int start = modules;
        for (int i = 0; i < programs.size(); i++) {
            Program program = programs.get(i);
            int length = program.elf().length;
            info.position(INFO_HEADER + i * MODULE_RECORD);
            info.putInt(start).putInt(start + length).putInt(strings.add(program.name()));
            start += pages(length);
        }
        return new Part(INFO_ADDRESS, block, INFO_BYTES_MAX);
    }

    /** Strings with a closing zero, one behind the other in the information. */
    private static final class Strings {
        private final ByteBuffer info;
        private int end;

        Strings(ByteBuffer info, int start) {
            this.info = info;
            this.end = start;
        }

        /** Returns the string's address. */
        int add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (end + bytes.length >= INFO_BYTES_MAX) {
                throw new IllegalArgumentException("the command line and the names of the programs are too long");
            }
            int at = end;
            info.put(at, bytes);
            end += bytes.length + 1;
            return INFO_ADDRESS + at;
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int pages(int bytes) {
        return PAGE * pieces(bytes, PAGE);
    }

    private static int pieces(int length, int piece) {
        return (length + piece - 1) / piece;
    }
}
