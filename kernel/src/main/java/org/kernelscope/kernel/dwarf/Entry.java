/* One entry of the debug information: what it is, its attributes and what lies inside it. */
package org.kernelscope.kernel.dwarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.kernelscope.kernel.elf.Bytes;

/** One entry of the debug information: what it is, its attributes and what lies inside it. */
public final class Entry {

    /** The value of an attribute. */
    sealed interface Value {
        /** A constant, a flag, an address, or the offset of another entry. */
        record Numeric(long number) implements Value {}

        record Text(String text) implements Value {}

        /** A location expression or other bytes; {@code addressTable} is what its indexes refer to. */
        record Block(Bytes bytes, Bytes addressTable) implements Value {}
    }

    private final int tag;
    private final Map<Integer, Value> attributes = new HashMap<>(4);
    private final List<Entry> children = new ArrayList<>(0);

    Entry(int tag) {
        this.tag = tag;
    }

    void put(int attribute, Value value) {
        attributes.put(attribute, value);
    }

    void add(Entry child) {
        children.add(child);
    }

    /** What it describes, a code of {@link Tag}. */
    public int tag() {
        return tag;
    }

    public List<Entry> children() {
        return List.copyOf(children);
    }

    public Optional<String> name() {
        return attributes.get(Tag.AT_NAME) instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    public OptionalLong number(int attribute) {
        return attributes.get(attribute) instanceof Value.Numeric number
                ? OptionalLong.of(number.number())
                : OptionalLong.empty();
    }

    public boolean has(int attribute) {
        return attributes.containsKey(attribute);
    }

    /** The address that a location expression names, where it names a fixed one and does nothing else. */
    public OptionalLong fixedAddress() {
        return attributes.get(Tag.AT_LOCATION) instanceof Value.Block block
                ? Location.fixedAddress(block.bytes(), block.addressTable())
                : OptionalLong.empty();
    }
}
