/* The debug sections of one file, and the text in them. */
package org.kernelscope.kernel.dwarf;

import java.util.HashMap;
import java.util.Map;
import org.kernelscope.kernel.elf.Bytes;
import org.kernelscope.kernel.elf.ElfFile;
import org.kernelscope.kernel.elf.ElfFile.Section;
import org.kernelscope.kernel.elf.FormatException;

/** The debug sections of one file, and the text in them; texts are kept, and their total length is bounded. */
public final class DebugSections {
    private static final int TEXT_BUDGET = 32 << 20;

    private final Map<String, Bytes> sections;
    private final Map<String, Map<Long, String>> texts = new HashMap<>();
    private int textBytes;

    private DebugSections(Map<String, Bytes> sections) {
        this.sections = sections;
    }

    public static DebugSections of(ElfFile file) {
        Map<String, Bytes> sections = new HashMap<>();
        for (Section section : file.sections()) {
            sections.putIfAbsent(section.name(), section.data());
        }
        return of(sections);
    }

    public static DebugSections of(Map<String, Bytes> sections) {
        return new DebugSections(Map.copyOf(sections));
    }

    /** The section's bytes, none where it is absent. */
    Bytes section(String name) {
        return sections.getOrDefault(name, Bytes.of(new byte[0]));
    }

    String text(String section, long offset) throws FormatException {
        Map<Long, String> known = texts.computeIfAbsent(section, name -> new HashMap<>());
        String text = known.get(offset);
        if (text == null) {
            text = section(section).from(offset).text();
            textBytes += text.length();
            if (textBytes > TEXT_BUDGET) {
                throw new FormatException("the names in its debug information are too long");
            }
            known.put(offset, text);
        }
        return text;
    }
}
