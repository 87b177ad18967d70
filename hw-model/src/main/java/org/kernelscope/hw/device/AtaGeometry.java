/* Cylinders, heads and sectors of a disk that has none. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** The translation of T13/1321D, annex B: 16 heads and 63 sectors until INITIALIZE DEVICE PARAMETERS says otherwise. */
public final class AtaGeometry {
    public static final int HEADS = 16;
    public static final int SECTORS = 63;

    private static final int MOST_CYLINDERS = 16383;

    private final int capacity;
    private int heads;
    private int sectors;

    /** The geometry of a disk with this many sectors. */
    public AtaGeometry(int capacity) {
        this.capacity = capacity;
        reset();
    }

    void reset() {
        heads = HEADS;
        sectors = SECTORS;
    }

    /** Takes another geometry; whether it is one. */
    boolean set(int newHeads, int newSectors) {
        if (newSectors == 0) {
            return false;
        }
        heads = newHeads;
        sectors = newSectors;
        return true;
    }

    public int heads() {
        return heads;
    }

    public int sectors() {
        return sectors;
    }

    /** Whole cylinders, at least one. */
    public int cylinders() {
        return Math.clamp(capacity / (heads * sectors), 1, MOST_CYLINDERS);
    }

    /** The number of the sector at this place; {@link Integer#MAX_VALUE} if there is no such place. Sectors count from 1. */
    public int sector(int cylinder, int head, int sector) {
        boolean exists = sector >= 1 && sector <= sectors && head < heads;
        return exists ? (cylinder * heads + head) * sectors + sector - 1 : Integer.MAX_VALUE;
    }

    /** The place as the registers hold it: head in bits 24 to 27, cylinder in 8 to 23, sector in 0 to 7. */
    int address(int number) {
        int track = number / sectors;
        return track % heads << 24 | (track / heads & 0xFFFF) << 8 | number % sectors + 1;
    }

    void save(StateWriter out) {
        out.putInt(heads);
        out.putInt(sectors);
    }

    void load(StateReader in) throws ImageException {
        heads = in.getInt();
        sectors = in.getInt();
        if (heads < 1 || heads > HEADS || sectors < 1 || sectors > 255) {
            throw new ImageException("saved state holds a disk of " + heads + " heads and " + sectors + " sectors");
        }
    }
}
