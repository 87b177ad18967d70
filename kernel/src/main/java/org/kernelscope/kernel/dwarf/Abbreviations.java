/* The shapes that debug entries have, DWARF 5 section 7.5.3. */
package org.kernelscope.kernel.dwarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kernelscope.kernel.elf.Bytes;
import org.kernelscope.kernel.elf.FormatException;

/** The shapes that debug entries have, DWARF 5 section 7.5.3; each table is read once. */
final class Abbreviations {
    private static final int SHAPES_MAX = 500_000;

    private final Bytes section;
    private final Map<Long, Map<Long, Shape>> tables = new HashMap<>();
    private int shapes;

    Abbreviations(Bytes section) {
        this.section = section;
    }

    record Attribute(int name, int form, long constant) {}

    record Shape(int tag, boolean hasChildren, List<Attribute> attributes) {}

    Map<Long, Shape> table(long offset) throws FormatException {
        Map<Long, Shape> known = tables.get(offset);
        if (known == null) {
            known = read(section.from(offset));
            tables.put(offset, known);
        }
        return known;
    }

    private Map<Long, Shape> read(Bytes data) throws FormatException {
        Map<Long, Shape> table = new HashMap<>();
        for (long code = data.uleb(); code != 0; code = data.uleb()) {
            int tag = (int) data.uleb();
            boolean hasChildren = data.u8() != 0;
            table.put(code, new Shape(tag, hasChildren, attributes(data)));
            countOne();
        }
        return table;
    }

    private List<Attribute> attributes(Bytes data) throws FormatException {
        List<Attribute> attributes = new ArrayList<>();
        while (true) {
            int name = (int) data.uleb();
            int form = (int) data.uleb();
            if (name == 0 && form == 0) {
                return attributes;
            }
            attributes.add(new Attribute(name, form, form == Form.IMPLICIT_CONST ? data.sleb() : 0));
            countOne();
        }
    }

    private void countOne() throws FormatException {
        shapes++;
        if (shapes > SHAPES_MAX) {
            throw new FormatException("its debug information has too many shapes of entries");
        }
    }
}
