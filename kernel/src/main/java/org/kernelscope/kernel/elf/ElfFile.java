/* Sections, symbols and relocations of a 32-bit little-endian ELF file. */
package org.kernelscope.kernel.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sections, symbols and relocations of a 32-bit little-endian ELF file for the 386 (System V ABI, chapter 4; Intel386
 * supplement).
 *
 * @param entry address of the first instruction
 */
public record ElfFile(boolean isObject, long entry, List<Section> sections, List<ElfSymbol> symbols) {
    public static final int SECTION_NOBITS = 8;
    public static final int UNDEFINED = 0;
    private static final int SECTION_SYMBOLS = 2;
    private static final int SECTION_RELOCATIONS = 9;
    private static final int FLAG_WRITABLE = 1;
    private static final int FLAG_ALLOCATED = 2;
    private static final int FLAG_EXECUTABLE = 4;
    private static final int SYMBOL_BYTES = 16;
    private static final int RELOCATION_BYTES = 8;
    private static final int SECTION_HEADER_BYTES = 40;

    public ElfFile {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
    }

    /** One section; {@code data} is empty where the file holds none for it. */
    public record Section(
            int index, String name, int type, long flags, long address, long size, int link, int info, Bytes data) {
        public boolean isAllocated() {
            return (flags & FLAG_ALLOCATED) != 0;
        }

        public boolean isWritable() {
            return (flags & FLAG_WRITABLE) != 0;
        }

        public boolean isExecutable() {
            return (flags & FLAG_EXECUTABLE) != 0;
        }
    }

    public enum SymbolKind {
        NONE,
        OBJECT,
        FUNCTION,
        SECTION,
        FILE,
        OTHER
    }

    /** One symbol; {@code section} is an index, {@link #UNDEFINED} where another file defines it. */
    public record ElfSymbol(
            String name, long value, long size, SymbolKind kind, boolean isGlobal, boolean isWeak, int section) {}

    /** One place in section {@code section} that is filled in by the linker. */
    public record Relocation(int section, long offset, int type, ElfSymbol symbol) {}

    /** Reads a file; throws where it is none of this kind or is damaged. */
    public static ElfFile read(byte[] file) throws FormatException {
        Bytes all = Bytes.of(file);
        if (all.size() < 52 || all.u32() != 0x464C_457FL) {
            throw new FormatException("it does not begin as an ELF file does");
        }
        if (all.u16() != 0x0101) {
            throw new FormatException("it is not a 32-bit little-endian ELF file");
        }
        Bytes header = all.from(16);
        int type = header.u16();
        if (header.u16() != 3) {
            throw new FormatException("it is not for the 386");
        }
        header.skip(4);
        long entry = header.u32();
        header.skip(4);
        long sectionTable = header.u32();
        header.skip(10);
        int entrySize = header.u16();
        int count = header.u16();
        int names = header.u16();
        if (count > 0 && entrySize != SECTION_HEADER_BYTES) {
            throw new FormatException("its section headers have " + entrySize + " bytes each");
        }
        List<Section> sections = sections(all, all.slice(sectionTable, (long) count * SECTION_HEADER_BYTES), names);
        return new ElfFile(type == 1, entry, sections, symbols(sections));
    }

    private static List<Section> sections(Bytes all, Bytes table, int namesIndex) throws FormatException {
        int count = table.size() / SECTION_HEADER_BYTES;
        Bytes names = Bytes.of(new byte[1]);
        if (namesIndex < count) {
            Bytes header = table.from((long) namesIndex * SECTION_HEADER_BYTES);
            header.skip(16);
            names = all.slice(header.u32(), header.u32());
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Bytes header = table.slice((long) i * SECTION_HEADER_BYTES, SECTION_HEADER_BYTES);
            String name = names.from(header.u32()).text();
            int type = (int) header.u32();
            long flags = header.u32();
            long address = header.u32();
            long offset = header.u32();
            long size = header.u32();
            boolean stored = type != SECTION_NOBITS && type != 0;
            Bytes data = stored ? all.slice(offset, size) : all.slice(0, 0);
            sections.add(
                    new Section(i, name, type, flags, address, size, (int) header.u32(), (int) header.u32(), data));
        }
        return sections;
    }

    private static List<ElfSymbol> symbols(List<Section> sections) throws FormatException {
        List<ElfSymbol> symbols = new ArrayList<>();
        Optional<Section> table =
                sections.stream().filter(s -> s.type() == SECTION_SYMBOLS).findFirst();
        if (table.isEmpty()) {
            return symbols;
        }
        if (table.get().link() < 0 || table.get().link() >= sections.size()) {
            throw new FormatException("its symbols have no names");
        }
        Bytes names = sections.get(table.get().link()).data();
        Bytes data = table.get().data().from(0);
        while (data.remaining() >= SYMBOL_BYTES) {
            String name = names.from(data.u32()).text();
            long value = data.u32();
            long size = data.u32();
            int info = data.u8();
            data.skip(1);
            int section = data.u16();
            symbols.add(new ElfSymbol(name, value, size, kind(info & 15), info >> 4 != 0, info >> 4 == 2, section));
        }
        return symbols;
    }

    private static SymbolKind kind(int code) {
        return switch (code) {
            case 0 -> SymbolKind.NONE;
            case 1 -> SymbolKind.OBJECT;
            case 2 -> SymbolKind.FUNCTION;
            case 3 -> SymbolKind.SECTION;
            case 4 -> SymbolKind.FILE;
            default -> SymbolKind.OTHER;
        };
    }

    /** All relocations of the file, in the order of its sections. */
    public List<Relocation> relocations() throws FormatException {
        List<Relocation> relocations = new ArrayList<>();
        for (Section section : sections) {
            if (section.type() != SECTION_RELOCATIONS) {
                continue;
            }
            Bytes data = section.data().from(0);
            while (data.remaining() >= RELOCATION_BYTES) {
                long offset = data.u32();
                long info = data.u32();
                int symbol = (int) (info >> 8);
                if (symbol >= symbols.size()) {
                    throw new FormatException("a relocation names no symbol");
                }
                relocations.add(new Relocation(section.info(), offset, (int) (info & 0xFF), symbols.get(symbol)));
            }
        }
        return relocations;
    }

    /** The section of that name. */
    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }
}
