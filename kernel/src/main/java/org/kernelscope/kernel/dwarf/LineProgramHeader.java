/* The header of one unit of the line table, DWARF 5 section 6.2.4. */
package org.kernelscope.kernel.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.kernel.elf.Bytes;
import org.kernelscope.kernel.elf.FormatException;

/** The header of one unit of the line table, DWARF 5 section 6.2.4; files are paths with '/' and without ".". */
record LineProgramHeader(
        int minimumInstructionLength,
        boolean defaultIsStatement,
        int lineBase,
        int lineRange,
        int opcodeBase,
        List<Integer> operandCounts,
        List<String> files) {
    private static final int CONTENT_PATH = 1;
    private static final int CONTENT_DIRECTORY = 2;

    /** Reads a header and leaves {@code unit}, which begins after the unit's length, at the program. */
    static LineProgramHeader read(Bytes unit, DebugSections sections) throws FormatException {
        int version = unit.u16();
        if (version != 5) {
            throw new FormatException("its line table has version " + version + ", and 5 is needed");
        }
        unit.skip(2);
        long headerLength = unit.u32();
        int start = unit.position();
        Bytes header = unit.slice(start, headerLength);
        unit.skip(headerLength);
        int minimumInstructionLength = header.u8();
        header.skip(1);
        boolean isStatement = header.u8() != 0;
        int lineBase = (byte) header.u8();
        int lineRange = header.u8();
        if (lineRange == 0) {
            throw new FormatException("its line table steps by no lines");
        }
        int opcodeBase = Math.max(1, header.u8());
        List<Integer> operandCounts = new ArrayList<>();
        for (int i = 1; i < opcodeBase; i++) {
            operandCounts.add(header.u8());
        }
        List<String> folders = new ArrayList<>();
        for (Entry entry : entries(header, sections)) {
            folders.add(folders.isEmpty() ? entry.path() : join(folders.getFirst(), entry.path()));
        }
        List<String> files = new ArrayList<>();
        for (Entry entry : entries(header, sections)) {
            if (entry.directory() < 0 || entry.directory() >= folders.size()) {
                throw new FormatException("a file of its line table lies in no folder");
            }
            files.add(normal(join(folders.get((int) entry.directory()), entry.path())));
        }
        return new LineProgramHeader(
                minimumInstructionLength, isStatement, lineBase, lineRange, opcodeBase, operandCounts, files);
    }

    int operandCount(int opcode) {
        return operandCounts.get(opcode - 1);
    }

    String file(long index) throws FormatException {
        if (index < 0 || index >= files.size()) {
            throw new FormatException("a row of its line table names no file");
        }
        return files.get((int) index);
    }

    private record Entry(String path, long directory) {}

    private static List<Entry> entries(Bytes header, DebugSections sections) throws FormatException {
        int formatCount = header.u8();
        List<long[]> formats = new ArrayList<>();
        for (int i = 0; i < formatCount; i++) {
            formats.add(new long[] {header.uleb(), header.uleb()});
        }
        long count = header.uleb();
        if (count < 0 || count > header.remaining() || (count > 0 && formats.isEmpty())) {
            throw new FormatException("its line table counts more files than it has");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String path = "";
            long directory = 0;
            for (long[] format : formats) {
                if (format[0] == CONTENT_PATH) {
                    path = text(header, (int) format[1], sections);
                } else {
                    long number = number(header, (int) format[1]);
                    directory = format[0] == CONTENT_DIRECTORY ? number : directory;
                }
            }
            entries.add(new Entry(path, directory));
        }
        return entries;
    }

    private static String text(Bytes header, int form, DebugSections sections) throws FormatException {
        return switch (form) {
            case Form.STRING -> header.text();
            case Form.LINE_STRP -> sections.text(".debug_line_str", header.u32());
            case Form.STRP -> sections.text(".debug_str", header.u32());
            default -> throw new FormatException("its line table has a path in an unknown form");
        };
    }

    private static long number(Bytes header, int form) throws FormatException {
        return switch (form) {
            case Form.UDATA -> header.uleb();
            case Form.DATA1 -> header.u8();
            case Form.DATA2 -> header.u16();
            case Form.DATA4 -> header.u32();
            case Form.DATA8 -> header.u64();
            case Form.LINE_STRP, Form.STRP -> header.u32();
            case Form.DATA16 -> {
                header.skip(16);
                yield 0;
            }
            default -> throw new FormatException("its line table has a number in an unknown form");
        };
    }

    private static String join(String folder, String path) {
        return path.startsWith("/") || folder.isEmpty() ? path : folder + "/" + path;
    }

    private static String normal(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
        parts.removeIf(part -> part.equals("."));
        return String.join("/", parts);
    }
}
