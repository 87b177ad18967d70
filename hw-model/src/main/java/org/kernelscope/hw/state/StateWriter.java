/* The writing half of the state codec. */
package org.kernelscope.hw.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Collects a component's state as little-endian bytes, in an order that the component's load repeats. */
public final class StateWriter {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_ROOM = 8192;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;

    public void putInt(int value) {
        int at = room(Integer.BYTES);
        INTS.set(bytes, at, value);
    }

    public void putLong(long value) {
        int at = room(Long.BYTES);
        LONGS.set(bytes, at, value);
    }

    public void putBoolean(boolean value) {
        int at = room(1);
        bytes[at] = (byte) (value ? 1 : 0);
    }

    public void putBytes(byte[] value) {
        putInt(value.length);
        int at = room(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
    }

    public void putInts(int[] values) {
        putInt(values.length);
        for (int value : values) {
            putInt(value);
        }
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Where so many bytes can be put that count from now on. */
    private int room(int more) {
        int start = length;
        length = Math.addExact(start, more);
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(length, 2L * bytes.length)));
        }
        return start;
    }
}
