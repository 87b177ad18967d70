/* The source line of each place in an object that is not linked yet. */
package org.kernelscope.kernel;

import java.util.HashMap;
import java.util.Map;
import org.kernelscope.kernel.dwarf.DebugSections;
import org.kernelscope.kernel.elf.Bytes;
import org.kernelscope.kernel.elf.ElfFile;
import org.kernelscope.kernel.elf.ElfFile.Relocation;
import org.kernelscope.kernel.elf.ElfFile.Section;
import org.kernelscope.kernel.elf.FormatException;

/**
 * The source line of each place in an object that is not linked yet. Each loaded section gets an address of its own and
 * the line table is filled in for these, as a linker would do it.
 */
final class ObjectLines {
    private static final int ABSOLUTE_32 = 1;
    private static final long GAP = 0x1000;

    private final String source;
    private final Map<Integer, Long> bases;
    private final LineMap lines;

    private ObjectLines(String source, Map<Integer, Long> bases, LineMap lines) {
        this.source = source;
        this.bases = bases;
        this.lines = lines;
    }

    static ObjectLines read(ElfFile object, String source) throws FormatException {
        Map<Integer, Long> bases = new HashMap<>();
        Map<String, Bytes> sections = new HashMap<>();
        long next = GAP;
        for (Section section : object.sections()) {
            if (section.isAllocated()) {
                bases.put(section.index(), next);
                next += section.size() + GAP;
            }
            sections.putIfAbsent(section.name(), section.data());
        }
        if (object.section(".debug_line").isPresent()) {
            sections.put(
                    ".debug_line", placed(object, object.section(".debug_line").get(), bases));
        }
        return new ObjectLines(source, bases, LineMap.read(DebugSections.of(sections)));
    }

    private static Bytes placed(ElfFile object, Section section, Map<Integer, Long> bases) throws FormatException {
        byte[] filled = section.data().copy();
        for (Relocation relocation : object.relocations()) {
            int at = (int) relocation.offset();
            boolean isHere = relocation.section() == section.index() && relocation.type() == ABSOLUTE_32;
            if (!isHere || at < 0 || at > filled.length - 4) {
                continue;
            }
            long base = bases.getOrDefault(relocation.symbol().section(), 0L)
                    + relocation.symbol().value();
            long value = base + Bytes.of(filled).from(at).u32();
            for (int i = 0; i < 4; i++) {
                filled[at + i] = (byte) (value >> (8 * i));
            }
        }
        return Bytes.of(filled);
    }

    /** The line that the code at an offset of a section comes from; the file alone where no line is known. */
    SourceLine at(int section, long offset) {
        Long base = bases.get(section);
        SourceLine unknown = new SourceLine(source, 0, 0, true);
        return base == null ? unknown : lines.at((int) (base + offset)).orElse(unknown);
    }
}
