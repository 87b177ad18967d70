/* A bounded little-endian reader over bytes that nobody vouches for. */
package org.kernelscope.kernel.elf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A reader that moves forwards over a range of bytes; every read outside the range is a {@link FormatException}. */
public final class Bytes {
    private final byte[] data;
    private final int start;
    private final int end;
    private int at;

    private Bytes(byte[] data, int start, int end) {
        this.data = data;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    public static Bytes of(byte[] data) {
        return new Bytes(data, 0, data.length);
    }

    /** A reader over {@code length} bytes from {@code offset} of this range, standing at their beginning. */
    public Bytes slice(long offset, long length) throws FormatException {
        if (offset < 0 || length < 0 || offset > end - start || length > end - start - offset) {
            throw new FormatException("a part of it lies outside its " + (end - start) + " bytes");
        }
        return new Bytes(data, start + (int) offset, start + (int) (offset + length));
    }

    /** The rest of this range from {@code offset} on. */
    public Bytes from(long offset) throws FormatException {
        return slice(offset, Math.max(0, end - start - Math.max(0, offset)));
    }

    public int position() {
        return at - start;
    }

    public int size() {
        return end - start;
    }

    public int remaining() {
        return end - at;
    }

    public boolean isAtEnd() {
        return at >= end;
    }

    public void skip(long count) throws FormatException {
        require(count);
        at += (int) count;
    }

    public int u8() throws FormatException {
        require(1);
        return data[at++] & 0xFF;
    }

    public int u16() throws FormatException {
        return u8() | u8() << 8;
    }

    /** Four bytes as an unsigned number. */
    public long u32() throws FormatException {
        return (u16() | (long) u16() << 16) & 0xFFFF_FFFFL;
    }

    public long u64() throws FormatException {
        return u32() | u32() << 32;
    }

    /** A little-endian unsigned number of 1 to 8 bytes. */
    public long unsigned(int size) throws FormatException {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) u8() << (8 * i);
        }
        return value;
    }

    /** Unsigned LEB128 (DWARF 5, section 7.6); bits beyond 64 are dropped. */
    public long uleb() throws FormatException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = u8();
            if (shift < 64) {
                value |= (long) (next & 0x7F) << shift;
            }
            if ((next & 0x80) == 0) {
                return value;
            }
        }
    }

    /** Signed LEB128 (DWARF 5, section 7.6). */
    public long sleb() throws FormatException {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = u8();
            if (shift < 64) {
                value |= (long) (next & 0x7F) << shift;
            }
            shift += 7;
        } while ((next & 0x80) != 0);
        return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
    }

    /** Text up to a zero byte, which is passed over. */
    public String text() throws FormatException {
        int zero = at;
        while (zero < end && data[zero] != 0) {
            zero++;
        }
        if (zero == end) {
            throw new FormatException("a string has no end");
        }
        String text = new String(data, at, zero - at, StandardCharsets.UTF_8);
        at = zero + 1;
        return text;
    }

    /** The whole range as an array of its own. */
    public byte[] copy() {
        return Arrays.copyOfRange(data, start, end);
    }

    private void require(long count) throws FormatException {
        if (count < 0 || count > end - at) {
            throw new FormatException("it ends in the middle of a value");
        }
    }
}
