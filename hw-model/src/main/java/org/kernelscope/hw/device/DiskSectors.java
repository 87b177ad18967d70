/* What a machine made of a disk: the sectors that it wrote, over an image that stays as it was. */
package org.kernelscope.hw.device;

import java.util.Arrays;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateHash;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Copy on write by sectors. A version costs nothing to take; the next write to a group of sectors after it copies the
 * group's table, and a sector's bytes are never changed once they are in a table. A sector that is written back to what
 * the image holds counts as unchanged.
 */
public final class DiskSectors {
    private static final int GROUP_SHIFT = 7;
    private static final int GROUP = 1 << GROUP_SHIFT;

    private final DiskImage image;
    private byte[][][] groups;
    private boolean[] own;
    private boolean ownGroups;
    private long hash;

    public DiskSectors(DiskImage image) {
        this.image = image;
        groups = new byte[(image.sectors() + GROUP - 1) >>> GROUP_SHIFT][][];
        own = new boolean[groups.length];
        ownGroups = true;
    }

    /** How many sectors the disk has. */
    public int count() {
        return image.sectors();
    }

    /** A copy of a sector's bytes. */
    public byte[] read(int sector) {
        byte[] changed = changed(groups, sector);
        return changed == null ? image.sector(sector) : changed.clone();
    }

    /** Writes a sector. */
    public void write(int sector, byte[] source, int offset) {
        put(sector, Arrays.copyOfRange(source, offset, offset + DiskImage.SECTOR));
    }

    private void put(int sector, byte[] bytes) {
        byte[] before = changed(groups, sector);
        byte[] after = image.holds(sector, bytes) ? null : bytes;
        if (before == null ? after == null : Arrays.equals(before, after)) {
            return;
        }
        hash += weight(sector, after) - weight(sector, before);
        ownGroup(sector >>> GROUP_SHIFT)[sector & GROUP - 1] = after;
    }

    private byte[][] ownGroup(int group) {
        if (!ownGroups) {
            groups = groups.clone();
            ownGroups = true;
        }
        if (!own[group]) {
            groups[group] = groups[group] == null ? new byte[GROUP][] : groups[group].clone();
            own[group] = true;
        }
        return groups[group];
    }

    private static byte[] changed(byte[][][] groups, int sector) {
        byte[][] group = groups[sector >>> GROUP_SHIFT];
        return group == null ? null : group[sector & GROUP - 1];
    }

    private static long weight(int sector, byte[] bytes) {
        return bytes == null ? 0 : StateHash.mix(StateHash.of(bytes) + sector);
    }

    /** A hash of what differs from the image; equal differences have equal hashes. */
    public long hash() {
        return hash;
    }

    /** The content as it is now. */
    public Version take() {
        share();
        return new Version(groups, hash);
    }

    /** Makes the content what it was in that version. */
    public void restore(Version version) {
        groups = version.groups;
        hash = version.hash;
        share();
    }

    private void share() {
        ownGroups = false;
        own = new boolean[groups.length];
    }

    /** Writes the sectors that differ from the image. */
    public void save(StateWriter out) {
        for (int sector = 0; sector < count(); sector++) {
            byte[] bytes = changed(groups, sector);
            if (bytes != null) {
                out.putInt(sector);
                out.putBytes(bytes);
            }
        }
        out.putInt(-1);
    }

    /** Reads what {@link #save} wrote of a disk with the same image. */
    public void load(StateReader in) throws ImageException {
        DiskSectors loaded = new DiskSectors(image);
        for (int sector = in.getInt(); sector != -1; sector = in.getInt()) {
            byte[] bytes = in.getBytes();
            if (sector < 0 || sector >= count() || bytes.length != DiskImage.SECTOR) {
                throw new ImageException("saved state holds a disk sector that this machine does not have");
            }
            loaded.put(sector, bytes);
        }
        restore(loaded.take());
    }

    /** The content of a disk at one moment; immutable. */
    public static final class Version {
        private final byte[][][] groups;
        private final long hash;

        private Version(byte[][][] groups, long hash) {
            this.groups = groups;
            this.hash = hash;
        }

        /** How many written sectors this holds that are otherwise in the other, of the same disk. */
        public long sectorsUnlike(Version other) {
            long unlike = 0;
            for (int group = 0; group < groups.length; group++) {
                for (int sector = 0; groups[group] != null && sector < GROUP; sector++) {
                    byte[] bytes = groups[group][sector];
                    byte[] there = other.groups[group] == null ? null : other.groups[group][sector];
                    unlike += bytes == null || Arrays.equals(bytes, there) ? 0 : 1;
                }
            }
            return unlike;
        }
    }
}
