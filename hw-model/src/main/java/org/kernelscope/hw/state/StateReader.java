/* The reading half of the state codec. */
package org.kernelscope.hw.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.kernelscope.hw.ImageException;

/** Reads what a {@link StateWriter} wrote; a truncated or absurd stream is a user's mistake. */
public final class StateReader {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LATEST_CYCLE = 1L << 60;
    /** Nothing that a core or a cache does at once takes so many cycles. */
    private static final long MOST_AHEAD = 1L << 28;

    private static final long LATEST_TICK = LATEST_CYCLE >>> 16;

    private final byte[] bytes;
    private int position;
    private long near = LATEST_CYCLE;

    /** Reads these bytes, which nobody changes meanwhile. */
    public StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int getInt() throws ImageException {
        require(Integer.BYTES);
        int value = (int) INTS.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    public long getLong() throws ImageException {
        require(Long.BYTES);
        long value = (long) LONGS.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    /** A virtual time in cycles, so far from the largest number that sums with it are times too. */
    public long getTime() throws ImageException {
        return time(getLong(), LATEST_CYCLE);
    }

    /** From when on {@link #getTimeNear} counts. */
    public void present(long now) {
        near = now + MOST_AHEAD;
    }

    /** The time at which something ends that is under way at the {@link #present}, if that was told. */
    public long getTimeNear() throws ImageException {
        long time = getTime();
        if (time > near) {
            throw new ImageException(
                    "saved state holds something under way that would take " + (time - near + MOST_AHEAD) + " cycles");
        }
        return time;
    }

    /** A virtual time, or {@link Long#MAX_VALUE} for what does not happen. */
    public long getTimeOrNever() throws ImageException {
        long time = getLong();
        return time == Long.MAX_VALUE ? time : time(time, LATEST_CYCLE);
    }

    /** The same in ticks of a clock that is up to 65536 times slower than the core's. */
    public long getTickOrNever() throws ImageException {
        long tick = getLong();
        return tick == Long.MAX_VALUE ? tick : time(tick, LATEST_TICK);
    }

    private static long time(long time, long latest) throws ImageException {
        if (time < -latest || time > latest) {
            throw new ImageException("saved state holds a time that never comes (" + time + ")");
        }
        return time;
    }

    public boolean getBoolean() throws ImageException {
        require(1);
        return bytes[position++] != 0;
    }

    public byte[] getBytes() throws ImageException {
        int length = getInt();
        require(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** Fills an array of the length that was written. */
    public void getInts(int[] into) throws ImageException {
        int length = getInt();
        if (length != into.length) {
            throw new ImageException("saved state holds " + length + " values where " + into.length + " are expected");
        }
        for (int i = 0; i < length; i++) {
            into[i] = getInt();
        }
    }

    /** Requires that everything was read. */
    public void finish() throws ImageException {
        if (position != bytes.length) {
            throw new ImageException("saved state has " + (bytes.length - position) + " bytes too many");
        }
    }

    private void require(int length) throws ImageException {
        if (length < 0 || bytes.length - position < length) {
            throw new ImageException("saved state is truncated at byte " + position);
        }
    }
}
