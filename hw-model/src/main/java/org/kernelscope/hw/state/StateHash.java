/* The hash by which two states are compared. */
package org.kernelscope.hw.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A 64-bit hash that is the same on every host and in every run; not a cryptographic one. */
public final class StateHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD_1 = 0x9E37_79B9_7F4A_7C15L;
    private static final long ODD_2 = 0xBF58_476D_1CE4_E5B9L;

    private StateHash() {}

    /** The hash of a string of bytes. */
    public static long of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** The hash of the first bytes of an array. */
    public static long of(byte[] bytes, int length) {
        long hash = length;
        int position = 0;
        for (; position + Long.BYTES <= length; position += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ (long) LONGS.get(bytes, position) * ODD_1, 29) * ODD_2;
        }
        for (; position < length; position++) {
            hash = Long.rotateLeft(hash ^ bytes[position] * ODD_1, 29) * ODD_2;
        }
        return mix(hash);
    }

    /** Spreads every bit of a value over all bits of the result (the finaliser of SplitMix64). */
    public static long mix(long value) {
        long mixed = value + ODD_1;
        mixed = (mixed ^ mixed >>> 30) * ODD_2;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
