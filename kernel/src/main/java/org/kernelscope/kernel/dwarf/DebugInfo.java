/* The tree of debug entries, DWARF 5 section 7.5. */
package org.kernelscope.kernel.dwarf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.kernel.dwarf.Abbreviations.Attribute;
import org.kernelscope.kernel.dwarf.Abbreviations.Shape;
import org.kernelscope.kernel.dwarf.Entry.Value;
import org.kernelscope.kernel.elf.Bytes;
import org.kernelscope.kernel.elf.FormatException;

/** The tree of debug entries, DWARF 5 section 7.5: the entries that say something of types, variables, functions. */
public final class DebugInfo {
    private static final int WORK_MAX = 8_000_000;
    private static final int UNIT_COMPILE = 1;

    private final DebugSections sections;
    private final Map<Long, Entry> byOffset = new HashMap<>();
    private final List<Entry> units = new ArrayList<>();
    private int work;

    private DebugInfo(DebugSections sections) {
        this.sections = sections;
    }

    public static DebugInfo read(DebugSections sections) throws FormatException {
        DebugInfo info = new DebugInfo(sections);
        Abbreviations abbreviations = new Abbreviations(sections.section(".debug_abbrev"));
        Bytes all = sections.section(".debug_info").from(0);
        while (!all.isAtEnd()) {
            int start = all.position();
            long length = all.u32();
            if (length >= 0xFFFF_FFF0L) {
                throw new FormatException("its debug information is in the 64-bit format");
            }
            Bytes unit = all.slice(start, length + 4);
            all.skip(length);
            info.readUnit(unit, start, abbreviations);
        }
        return info;
    }

    /** The entry of each compiled source. */
    public List<Entry> units() {
        return List.copyOf(units);
    }

    /** The entry that a reference attribute names. */
    public Optional<Entry> at(long offset) {
        return Optional.ofNullable(byOffset.get(offset));
    }

    private void readUnit(Bytes unit, long start, Abbreviations abbreviations) throws FormatException {
        unit.skip(4);
        int version = unit.u16();
        if (version != 5) {
            throw new FormatException("its debug information has version " + version + ", and 5 is needed");
        }
        int kind = unit.u8();
        int addressBytes = unit.u8();
        if (kind != UNIT_COMPILE || addressBytes != 4) {
            throw new FormatException("its debug information has a unit of an unknown kind");
        }
        Map<Long, Shape> shapes = abbreviations.table(unit.u32());
        int first = unit.position();
        UnitReader bare = new UnitReader(start, shapes, Bytes.of(new byte[0]), Bytes.of(new byte[0]), true);
        Entry root = bare.entry(unit.from(first));
        Bytes texts = table(".debug_str_offsets", root, Tag.AT_STR_OFFSETS_BASE);
        Bytes addresses = table(".debug_addr", root, Tag.AT_ADDR_BASE);
        new UnitReader(start, shapes, texts, addresses, false).tree(unit);
    }

    private Bytes table(String section, Entry root, int attribute) throws FormatException {
        long base = root.number(attribute).orElse(0);
        return sections.section(section).from(base);
    }

    /** Reads the entries of one unit; {@code isBare} passes over what needs the tables that the first entry names. */
    private final class UnitReader {
        private final long start;
        private final Map<Long, Shape> shapes;
        private final Bytes texts;
        private final Bytes addresses;
        private final boolean isBare;

        UnitReader(long start, Map<Long, Shape> shapes, Bytes texts, Bytes addresses, boolean isBare) {
            this.start = start;
            this.shapes = shapes;
            this.texts = texts;
            this.addresses = addresses;
            this.isBare = isBare;
        }

        Entry entry(Bytes data) throws FormatException {
            return read(data, shape(data.uleb()));
        }

        void tree(Bytes data) throws FormatException {
            Deque<Entry> open = new ArrayDeque<>();
            while (!data.isAtEnd()) {
                long offset = start + data.position();
                long code = data.uleb();
                if (code == 0) {
                    if (open.isEmpty()) {
                        continue;
                    }
                    open.pop();
                    continue;
                }
                Shape shape = shape(code);
                Entry entry = read(data, shape);
                if (Tag.KEPT.contains(entry.tag())) {
                    byOffset.put(offset, entry);
                    place(entry, open);
                }
                if (shape.hasChildren()) {
                    open.push(entry);
                }
            }
        }

        private void place(Entry entry, Deque<Entry> open) {
            if (!open.isEmpty()) {
                open.peek().add(entry);
            } else if (entry.tag() == Tag.COMPILE_UNIT) {
                units.add(entry);
            }
        }

        private Shape shape(long code) throws FormatException {
            Shape shape = shapes.get(code);
            if (shape == null) {
                throw new FormatException("an entry of its debug information has no shape");
            }
            return shape;
        }

        private Entry read(Bytes data, Shape shape) throws FormatException {
            Entry entry = new Entry(shape.tag());
            work += 1 + shape.attributes().size();
            if (work > WORK_MAX) {
                throw new FormatException("its debug information has too many entries");
            }
            for (Attribute attribute : shape.attributes()) {
                Optional<Value> value = value(data, attribute.form(), attribute.constant());
                if (value.isPresent() && Tag.ATTRIBUTES_KEPT.contains(attribute.name())) {
                    entry.put(attribute.name(), value.get());
                }
            }
            return entry;
        }

        private Optional<Value> value(Bytes data, int form, long constant) throws FormatException {
            return switch (form) {
                case Form.STRING -> Optional.of(new Value.Text(data.text()));
                case Form.STRP -> Optional.of(new Value.Text(sections.text(".debug_str", data.u32())));
                case Form.LINE_STRP -> Optional.of(new Value.Text(sections.text(".debug_line_str", data.u32())));
                case Form.STRX -> text(data.uleb());
                case Form.STRX1, Form.STRX2, Form.STRX3, Form.STRX4 -> text(data.unsigned(form - Form.STRX1 + 1));
                case Form.ADDRX -> address(data.uleb());
                case Form.ADDRX1, Form.ADDRX2, Form.ADDRX3, Form.ADDRX4 ->
                    address(data.unsigned(form - Form.ADDRX1 + 1));
                case Form.EXPRLOC, Form.BLOCK -> block(data, data.uleb());
                case Form.BLOCK1 -> block(data, data.u8());
                case Form.BLOCK2 -> block(data, data.u16());
                case Form.BLOCK4 -> block(data, data.u32());
                case Form.DATA16 -> block(data, 16);
                case Form.INDIRECT -> indirect(data);
                default -> number(data, form, constant).map(Value.Numeric::new);
            };
        }

        private Optional<Value> indirect(Bytes data) throws FormatException {
            int form = (int) data.uleb();
            if (form == Form.INDIRECT || form == Form.IMPLICIT_CONST) {
                throw new FormatException("an attribute of its debug information has no form");
            }
            return value(data, form, 0);
        }

        private Optional<Long> number(Bytes data, int form, long constant) throws FormatException {
            return Optional.of(
                    switch (form) {
                        case Form.DATA1, Form.FLAG -> (long) data.u8();
                        case Form.DATA2 -> (long) data.u16();
                        case Form.ADDR, Form.DATA4, Form.SEC_OFFSET, Form.REF_ADDR, Form.REF_SUP4, Form.STRP_SUP ->
                            data.u32();
                        case Form.DATA8, Form.REF_SIG8, Form.REF_SUP8 -> data.u64();
                        case Form.SDATA -> data.sleb();
                        case Form.UDATA, Form.LOCLISTX, Form.RNGLISTX -> data.uleb();
                        case Form.REF1 -> start + data.u8();
                        case Form.REF2 -> start + data.u16();
                        case Form.REF4 -> start + data.u32();
                        case Form.REF8 -> start + data.u64();
                        case Form.REF_UDATA -> start + data.uleb();
                        case Form.FLAG_PRESENT -> 1L;
                        case Form.IMPLICIT_CONST -> constant;
                        default ->
                            throw new FormatException("an attribute of its debug information has an unknown form");
                    });
        }

        private Optional<Value> text(long index) throws FormatException {
            if (isBare) {
                return Optional.empty();
            }
            if (index < 0 || index > texts.size()) {
                throw new FormatException("its debug information refers to no text");
            }
            return Optional.of(new Value.Text(
                    sections.text(".debug_str", texts.from(index * 4).u32())));
        }

        private Optional<Value> address(long index) throws FormatException {
            return isBare ? Optional.empty() : Optional.of(new Value.Numeric(Location.indexed(addresses, index)));
        }

        private Optional<Value> block(Bytes data, long length) throws FormatException {
            Bytes bytes = data.slice(data.position(), length);
            data.skip(length);
            return Optional.of(new Value.Block(bytes, addresses));
        }
    }
}
