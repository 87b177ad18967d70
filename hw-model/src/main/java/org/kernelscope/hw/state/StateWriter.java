/* The writing half of the state codec. */
package org.kernelscope.hw.state;

import java.io.ByteArrayOutputStream;

/** Collects a component's state as little-endian bytes, in an order that the component's load repeats. */
public final class StateWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public void putInt(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }

    public void putLong(long value) {
        putInt((int) value);
        putInt((int) (value >>> 32));
    }

    public void putBoolean(boolean value) {
        out.write(value ? 1 : 0);
    }

    public void putBytes(byte[] value) {
        putInt(value.length);
        out.writeBytes(value);
    }

    public void putInts(int[] values) {
        putInt(values.length);
        for (int value : values) {
            putInt(value);
        }
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }
}
