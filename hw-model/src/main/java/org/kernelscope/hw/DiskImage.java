/* The content of a disk before the machine writes to it. */
package org.kernelscope.hw;

import java.util.Arrays;
import org.kernelscope.hw.state.StateHash;

/** Sectors of {@value #SECTOR} bytes that never change; any number of machines may share them. */
public final class DiskImage {
    /** Bytes of a sector. */
    public static final int SECTOR = 512;

    private static final int SIGNATURE_PLACE = 510;

    private final byte[] bytes;
    private final long hash;

    private DiskImage(byte[] bytes) {
        this.bytes = bytes;
        hash = StateHash.of(bytes);
    }

    /** A disk with these bytes; zeros complete the last sector. */
    public static DiskImage of(byte[] content) {
        if (content.length == 0 || content.length > Integer.MAX_VALUE - SECTOR) {
            throw new IllegalArgumentException("a disk has 1 byte to 2 GiB, not " + content.length + " bytes");
        }
        return new DiskImage(Arrays.copyOf(content, (content.length + SECTOR - 1) / SECTOR * SECTOR));
    }

    /** How many sectors the disk has, at least one. */
    public int sectors() {
        return bytes.length / SECTOR;
    }

    /** A copy of a sector's bytes. */
    public byte[] sector(int number) {
        return Arrays.copyOfRange(bytes, number * SECTOR, (number + 1) * SECTOR);
    }

    /** Whether the sector has these bytes. */
    public boolean holds(int number, byte[] wanted) {
        return Arrays.equals(bytes, number * SECTOR, (number + 1) * SECTOR, wanted, 0, SECTOR);
    }

    /** Whether the first sector ends as one that firmware starts: 55 AA. */
    public boolean starts() {
        return startsFrom(bytes);
    }

    /** The same of a file's bytes. */
    public static boolean startsFrom(byte[] file) {
        return file.length >= SECTOR
                && (file[SIGNATURE_PLACE] & 0xFF) == 0x55
                && (file[SIGNATURE_PLACE + 1] & 0xFF) == 0xAA;
    }

    /** Equal for equal contents. */
    public long hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiskImage that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }
}
