/* Makes types and variables out of debug entries. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.kernelscope.kernel.dwarf.DebugInfo;
import org.kernelscope.kernel.dwarf.Entry;
import org.kernelscope.kernel.dwarf.Tag;
import org.kernelscope.kernel.elf.FormatException;

/** Makes types and variables out of debug entries. */
final class TypeReader {
    private static final int DEPTH_MAX = 64;
    private static final Type VOID = new Type.Base("void", 0, Type.Encoding.OTHER);

    private static final Set<String> NAMELESS = Set.of("struct", "union", "enum");

    private final DebugInfo info;
    private final Map<Entry, Type> known = new HashMap<>();
    private final Set<Entry> open = new HashSet<>();
    private final Map<String, Type> byName = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final List<Variable> variables = new ArrayList<>();

    private TypeReader(DebugInfo info) {
        this.info = info;
    }

    /** Types by their name in C, those left out that two sources define differently; and all variables. */
    record Reading(Map<String, Type> types, List<Variable> variables) {}

    static Reading read(DebugInfo info) throws FormatException {
        TypeReader reader = new TypeReader(info);
        for (Entry unit : info.units()) {
            reader.readUnit(unit);
        }
        reader.ambiguous.forEach(reader.byName::remove);
        return new Reading(Map.copyOf(reader.byName), List.copyOf(reader.variables));
    }

    private void readUnit(Entry unit) throws FormatException {
        String file = CompilerMessages.relative(unit.name().orElse(""));
        List<Entry> entries = new ArrayList<>(unit.children());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            switch (entry.tag()) {
                case Tag.VARIABLE -> readVariable(entry, file);
                case Tag.SUBPROGRAM, Tag.LEXICAL_BLOCK -> entries.addAll(entry.children());
                case Tag.STRUCTURE_TYPE, Tag.UNION_TYPE, Tag.ENUMERATION_TYPE, Tag.BASE_TYPE, Tag.TYPEDEF ->
                    type(entry, 0);
                default -> {}
            }
        }
    }

    private void readVariable(Entry entry, String file) throws FormatException {
        OptionalLong address = entry.fixedAddress();
        if (address.isPresent() && entry.name().isPresent()) {
            Type type = typeOf(entry, 0);
            variables.add(new Variable(
                    entry.name().get(), file, (int) address.getAsLong(), type, entry.has(Tag.AT_EXTERNAL)));
        }
    }

    private Type typeOf(Entry user, int depth) throws FormatException {
        Optional<Entry> target = target(user);
        return target.isEmpty() ? VOID : type(target.get(), depth + 1);
    }

    private Optional<Entry> target(Entry user) {
        OptionalLong offset = user.number(Tag.AT_TYPE);
        return offset.isEmpty() ? Optional.empty() : info.at(offset.getAsLong());
    }

    private Type type(Entry entry, int depth) throws FormatException {
        Type type = known.get(entry);
        if (type != null) {
            return type;
        }
        if (depth > DEPTH_MAX || !open.add(entry)) {
            throw new FormatException("a type in its debug information contains itself");
        }
        Type made = make(entry, depth);
        open.remove(entry);
        known.put(entry, made);
        if (entry.name().isPresent() && !entry.has(Tag.AT_DECLARATION)) {
            String name = entry.tag() == Tag.TYPEDEF ? entry.name().get() : made.name();
            Type earlier = byName.putIfAbsent(name, made);
            if (earlier != null && !new TypeComparison().isSame(earlier, made)) {
                ambiguous.add(name);
            }
        }
        return made;
    }

    private Type make(Entry entry, int depth) throws FormatException {
        return switch (entry.tag()) {
            case Tag.BASE_TYPE ->
                new Type.Base(entry.name().orElse("?"), size(entry), encoding(entry.number(Tag.AT_ENCODING)));
            case Tag.POINTER_TYPE -> new Type.Pointer(spelling(entry, 0));
            case Tag.STRUCTURE_TYPE, Tag.UNION_TYPE -> struct(entry, depth);
            case Tag.ARRAY_TYPE -> array(entry, depth);
            case Tag.ENUMERATION_TYPE -> enumeration(entry);
            case Tag.SUBROUTINE_TYPE -> new Type.Function();
            case Tag.TYPEDEF, Tag.CONST_TYPE, Tag.VOLATILE_TYPE, Tag.RESTRICT_TYPE, Tag.ATOMIC_TYPE ->
                typeOf(entry, depth);
            default -> throw new FormatException("its debug information has a type of an unknown kind");
        };
    }

    /** The name of what a pointer points to; found without making that type, which may contain the pointer. */
    private String spelling(Entry pointer, int depth) throws FormatException {
        if (depth > DEPTH_MAX) {
            throw new FormatException("a pointer in its debug information points to itself");
        }
        Optional<Entry> target = target(pointer);
        if (target.isEmpty()) {
            return "void";
        }
        Entry entry = target.get();
        return switch (entry.tag()) {
            case Tag.STRUCTURE_TYPE -> spelled("struct", entry);
            case Tag.UNION_TYPE -> spelled("union", entry);
            case Tag.ENUMERATION_TYPE -> spelled("enum", entry);
            case Tag.POINTER_TYPE -> new Type.Pointer(spelling(entry, depth + 1)).name();
            case Tag.CONST_TYPE, Tag.VOLATILE_TYPE, Tag.RESTRICT_TYPE, Tag.ATOMIC_TYPE -> spelling(entry, depth + 1);
            case Tag.TYPEDEF -> {
                String resolved = spelling(entry, depth + 1);
                yield NAMELESS.contains(resolved) ? entry.name().orElse(resolved) : resolved;
            }
            case Tag.ARRAY_TYPE -> spelling(entry, depth + 1) + "[]";
            case Tag.SUBROUTINE_TYPE -> "function";
            default -> entry.name().orElse("void");
        };
    }

    private static String spelled(String keyword, Entry entry) {
        return keyword + entry.name().map(name -> " " + name).orElse("");
    }

    private StructType struct(Entry entry, int depth) throws FormatException {
        List<StructType.Member> members = new ArrayList<>();
        for (Entry child : entry.children()) {
            if (child.tag() == Tag.MEMBER) {
                members.add(member(child, typeOf(child, depth)));
            }
        }
        return new StructType(entry.name().orElse(""), entry.tag() == Tag.UNION_TYPE, size(entry), members);
    }

    private static StructType.Member member(Entry entry, Type type) throws FormatException {
        int bitSize = number(entry, Tag.AT_BIT_SIZE);
        int bits = number(entry, Tag.AT_DATA_BIT_OFFSET);
        int offset = bitSize > 0 ? bits / 8 : number(entry, Tag.AT_DATA_MEMBER_LOCATION);
        return new StructType.Member(entry.name().orElse(""), offset, type, bitSize > 0 ? bits % 8 : 0, bitSize);
    }

    private Type array(Entry entry, int depth) throws FormatException {
        Type type = typeOf(entry, depth);
        List<Entry> ranges = entry.children().stream()
                .filter(child -> child.tag() == Tag.SUBRANGE_TYPE)
                .toList();
        if (ranges.size() > DEPTH_MAX) {
            throw new FormatException("an array in its debug information has too many dimensions");
        }
        for (Entry range : ranges.reversed()) {
            boolean isBound = range.has(Tag.AT_UPPER_BOUND);
            int count = isBound ? number(range, Tag.AT_UPPER_BOUND) + 1 : number(range, Tag.AT_COUNT);
            if ((long) type.size() * count > Integer.MAX_VALUE || count < 0) {
                throw new FormatException("an array in its debug information is too large");
            }
            type = new Type.Array(type, count);
        }
        return type;
    }

    private static Type enumeration(Entry entry) throws FormatException {
        List<Type.Enumeration.Constant> constants = new ArrayList<>();
        for (Entry child : entry.children()) {
            if (child.tag() == Tag.ENUMERATOR) {
                constants.add(new Type.Enumeration.Constant(
                        child.name().orElse("?"),
                        child.number(Tag.AT_CONST_VALUE).orElse(0)));
            }
        }
        return new Type.Enumeration(spelled("enum", entry), size(entry), constants);
    }

    private static int size(Entry entry) throws FormatException {
        return number(entry, Tag.AT_BYTE_SIZE);
    }

    private static int number(Entry entry, int attribute) throws FormatException {
        long value = entry.number(attribute).orElse(0);
        if (value < 0 || value >= Integer.MAX_VALUE) {
            throw new FormatException("a type in its debug information has an impossible size");
        }
        return (int) value;
    }

    /** The meaning of a base type's bits, DWARF 5 section 7.8. */
    private static Type.Encoding encoding(OptionalLong code) {
        return switch ((int) code.orElse(0)) {
            case 2 -> Type.Encoding.BOOLEAN;
            case 5 -> Type.Encoding.SIGNED;
            case 6, 8 -> Type.Encoding.CHARACTER;
            case 7 -> Type.Encoding.UNSIGNED;
            default -> Type.Encoding.OTHER;
        };
    }
}
