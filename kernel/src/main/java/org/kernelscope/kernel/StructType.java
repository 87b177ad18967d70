/* A struct or a union of the kernel. */
package org.kernelscope.kernel;

import java.util.List;
import java.util.Optional;

/**
 * A struct or a union.
 *
 * @param tag the word after {@code struct}; empty where it has none
 * @param size in bytes, padding included
 * @param members in the order of the source
 */
public record StructType(String tag, boolean isUnion, int size, List<Member> members) implements Type {
    public StructType {
        members = List.copyOf(members);
    }

    /**
     * One member.
     *
     * @param name empty for an unnamed struct or union inside another
     * @param offset in bytes from the beginning of the struct
     * @param bitOffset of a bit-field, from the lowest bit of the byte at {@code offset}; 0 otherwise
     * @param bitSize of a bit-field; 0 otherwise
     */
    public record Member(String name, int offset, Type type, int bitOffset, int bitSize) {}

    @Override
    public String name() {
        return (isUnion ? "union" : "struct") + (tag.isEmpty() ? "" : " " + tag);
    }

    public Optional<Member> member(String name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }
}
