/* A piece of guest data: an address with a C type. */
package org.kernelscope.engine.guest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kernelscope.kernel.StructType;
import org.kernelscope.kernel.Type;

/** A typed place of guest memory; nothing is read before a value is asked for. */
public final class Place {
    private final Memory memory;
    private final int address;
    private final Type type;

    Place(Memory memory, int address, Type type) {
        this.memory = memory;
        this.address = address;
        this.type = type;
    }

    /** Linear address of the first byte. */
    public int address() {
        return address;
    }

    public Type type() {
        return type;
    }

    /** The member of that name. */
    public Place member(String name) throws Unreadable {
        if (!(type instanceof StructType struct)) {
            throw new Unreadable(type.name() + " is no struct, so it has no member " + name);
        }
        for (StructType.Member member : struct.members()) {
            if (member.name().equals(name)) {
                if (member.bitSize() > 0) {
                    throw new Unreadable("member " + name + " of " + type.name() + " is a bit-field");
                }
                return new Place(memory, address + member.offset(), member.type());
            }
        }
        throw new Unreadable(type.name() + " has no member " + name);
    }

    /** The element of an array. */
    public Place at(int index) throws Unreadable {
        if (!(type instanceof Type.Array array) || index < 0 || index >= array.count()) {
            throw new Unreadable(type.name() + " has no element " + index);
        }
        return new Place(memory, address + index * array.element().size(), array.element());
    }

    /** How many elements an array has. */
    public int count() throws Unreadable {
        if (type instanceof Type.Array array) {
            return array.count();
        }
        throw new Unreadable(type.name() + " is no array");
    }

    /** The same place, all of its bytes read at once. */
    public Place copied() throws Unreadable {
        return new Place(Memory.copied(address, raw(type.size())), address, type);
    }

    /** The first bytes, exactly so many. */
    public byte[] raw(int length) throws Unreadable {
        byte[] bytes = memory.bytes(address, length);
        if (bytes.length < length) {
            throw new Unreadable(String.format("memory at 0x%x is not mapped", address + bytes.length));
        }
        return bytes;
    }

    /** The value of a number, an enumeration or a pointer; sign-extended where C would. */
    public long number() throws Unreadable {
        int size = type.size();
        boolean plain = type instanceof Type.Base || type instanceof Type.Enumeration || type instanceof Type.Pointer;
        if (!plain || size < 1 || size > Long.BYTES) {
            throw new Unreadable(type.name() + " is no number");
        }
        byte[] bytes = raw(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[i] & 0xFFL) << Byte.SIZE * i;
        }
        boolean signed = type instanceof Type.Base base && base.encoding() == Type.Encoding.SIGNED;
        int unused = Long.SIZE - Byte.SIZE * size;
        return signed ? value << unused >> unused : value;
    }

    /** The low 32 bits of the value. */
    public int word() throws Unreadable {
        return (int) number();
    }

    /** The characters of an array up to its zero; what is no visible ASCII character reads as a question mark. */
    public String text() throws Unreadable {
        byte[] bytes = raw(count());
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            if (bytes[length] < ' ' || bytes[length] > '~') {
                bytes[length] = '?';
            }
            length++;
        }
        return new String(Arrays.copyOf(bytes, length), StandardCharsets.US_ASCII);
    }
}
