/* One ATA disk: its task file, its buffer, and the commands that it obeys. */
package org.kernelscope.hw.device;

import java.util.Arrays;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * The disk's side of AT Attachment with Packet Interface 5 (T13/1321D): the PIO commands with 28-bit and
 * cylinder-head-sector addresses. A command is busy for {@link #COMMAND}; the first block of data for {@link #ACCESS},
 * each further one for {@link #BLOCK}. The first block of a write is taken at once.
 */
final class AtaDrive {
    /** Microseconds of a command without data. */
    static final int COMMAND = 10;

    /** Microseconds until a disk without moving parts has its first block. */
    static final int ACCESS = 100;

    /** Microseconds for each further block. */
    static final int BLOCK = 20;

    /** Sectors that one block of READ and WRITE MULTIPLE may have. */
    static final int MOST_MULTIPLE = 16;

    static final int BUSY = 0x80;
    static final int READY = 0x40;
    static final int SEEK_COMPLETE = 0x10;
    static final int DATA_REQUEST = 0x08;
    static final int ERROR = 0x01;

    private static final int ABORTED = 0x04;
    private static final int ID_NOT_FOUND = 0x10;
    private static final int LBA = 0x40;
    private static final int PASSED = 0x01;

    private static final int NOTHING = 0;
    private static final int IDENTIFY = 1;
    private static final int READ = 2;
    private static final int WRITE = 3;
    private static final int VERIFY = 4;
    private static final int WAIT = 5;

    private final DiskSectors disk;
    private final AtaGeometry geometry;
    private final int microsecond;
    private final byte[] buffer = new byte[MOST_MULTIPLE * DiskImage.SECTOR];

    private int features;
    private int count;
    private int low;
    private int middle;
    private int top;
    private int device;
    private int status;
    private int error;
    private int multiple;
    private boolean interrupt;
    private int work;
    private int sector;
    private int left;
    private int block;
    private int position;
    private int limit;
    private long due = LocalApic.NEVER;

    /**
     * A disk after power-on.
     *
     * @param microsecond in cycles
     */
    AtaDrive(DiskSectors disk, int microsecond) {
        this.disk = disk;
        this.microsecond = microsecond;
        geometry = new AtaGeometry(disk.count());
        reset();
    }

    /** What a hardware or software reset leaves: the signature of a disk that passed its test. */
    void reset() {
        multiple = 0;
        geometry.reset();
        interrupt = false;
        passed();
        status = READY | SEEK_COMPLETE;
        end();
    }

    private void passed() {
        error = PASSED;
        count = 1;
        low = 1;
        middle = 0;
        top = 0;
        device = 0;
    }

    /** Whether the line to the interrupt controllers would be high. */
    boolean interrupt() {
        return interrupt;
    }

    int status() {
        return status;
    }

    /** Reading the status, not its copy, takes the interrupt back. */
    int takeStatus() {
        interrupt = false;
        return status;
    }

    int device() {
        return device;
    }

    /** When the disk is done with what it does; {@link LocalApic#NEVER} if with nothing. */
    long due() {
        return due;
    }

    int read(int register) {
        return switch (register) {
            case 1 -> error;
            case 2 -> count;
            case 3 -> low;
            case 4 -> middle;
            case 5 -> top;
            default -> device | 0xA0;
        };
    }

    /** A busy disk ignores what is written. */
    void write(int register, int value) {
        if ((status & (BUSY | DATA_REQUEST)) != 0) {
            return;
        }
        switch (register) {
            case 1 -> features = value;
            case 2 -> count = value;
            case 3 -> low = value;
            case 4 -> middle = value;
            case 5 -> top = value;
            default -> device = value & 0x5F;
        }
    }

    /** Chooses between the two disks even while they are busy. */
    void select(int value) {
        device = device & ~0x10 | value & 0x10;
    }

    /** The next word of the data register; all ones if the disk has none to give. */
    int readData() {
        if ((status & DATA_REQUEST) == 0 || work == WRITE) {
            return 0xFFFF;
        }
        int value = buffer[position] & 0xFF | (buffer[position + 1] & 0xFF) << 8;
        position += 2;
        return value;
    }

    void writeData(int value) {
        if ((status & DATA_REQUEST) != 0 && work == WRITE) {
            buffer[position] = (byte) value;
            buffer[position + 1] = (byte) (value >>> 8);
            position += 2;
        }
    }

    /** After a word went over: goes on once the block is complete. */
    void transferred(long now) {
        if ((status & DATA_REQUEST) == 0 || position < limit) {
            return;
        }
        if (work == WRITE) {
            busy(now, BLOCK);
        } else if (left > 0) {
            busy(now, BLOCK);
        } else {
            status &= ~DATA_REQUEST;
            end();
        }
    }

    /** EXECUTE DEVICE DIAGNOSTIC, which both disks obey. */
    void diagnose(long now) {
        passed();
        work = WAIT;
        busy(now, COMMAND);
    }

    /** Begins a command; a busy disk ignores all. */
    void command(int command, long now) {
        interrupt = false;
        if ((status & BUSY) != 0) {
            return;
        }
        end();
        status = READY | SEEK_COMPLETE;
        error = 0;
        switch (command) {
            case 0xEC -> begin(IDENTIFY, now, ACCESS);
            case 0x20, 0x21 -> transfer(READ, 1, now);
            case 0x30, 0x31 -> transfer(WRITE, 1, now);
            case 0xC4 -> transfer(READ, multiple, now);
            case 0xC5 -> transfer(WRITE, multiple, now);
            case 0x40, 0x41 -> transfer(VERIFY, 1, now);
            case 0xC6 -> setMultiple(now);
            case 0xEF -> settled(AtaIdentity.accepts(features, count), now);
            case 0x91 -> settled(geometry.set((device & 0x0F) + 1, count), now);
            case 0xE5 -> {
                count = 0xFF;
                begin(WAIT, now, COMMAND);
            }
            case 0xE0, 0xE1, 0xE2, 0xE3, 0xE6, 0xE7 -> begin(WAIT, now, COMMAND);
            default -> settled((command & 0xF0) == 0x10 || (command & 0xF0) == 0x70, now);
        }
    }

    private void settled(boolean done, long now) {
        if (!done) {
            error = ABORTED;
        }
        begin(WAIT, now, COMMAND);
    }

    private void setMultiple(long now) {
        boolean possible = count <= MOST_MULTIPLE && Integer.bitCount(count) <= 1;
        multiple = possible ? count : multiple;
        settled(possible, now);
    }

    private void begin(int newWork, long now, int microseconds) {
        work = newWork;
        busy(now, microseconds);
    }

    private void transfer(int newWork, int sectorsPerBlock, long now) {
        left = count == 0 ? 256 : count;
        block = sectorsPerBlock;
        sector = addressed();
        if (block == 0) {
            settled(false, now);
        } else if (sector < 0) {
            error = ID_NOT_FOUND;
            begin(WAIT, now, COMMAND);
        } else if (newWork == WRITE) {
            work = WRITE;
            request(Math.min(left, block));
        } else {
            begin(newWork, now, ACCESS);
        }
    }

    private void busy(long now, int microseconds) {
        status = status & ~DATA_REQUEST | BUSY;
        due = now + (long) microseconds * microsecond;
    }

    /** What was begun is done. */
    void deliver() {
        due = LocalApic.NEVER;
        status &= ~BUSY;
        interrupt = true;
        switch (work) {
            case IDENTIFY -> {
                Arrays.fill(buffer, (byte) 0);
                AtaIdentity.put(buffer, geometry, disk.count(), multiple);
                left = 0;
                request(1);
            }
            case READ -> readBlock();
            case WRITE -> writeBlock();
            case VERIFY -> verify();
            default -> {
                status |= (error & (ABORTED | ID_NOT_FOUND)) != 0 ? ERROR : 0;
                end();
            }
        }
    }

    private void request(int sectors) {
        position = 0;
        limit = sectors * DiskImage.SECTOR;
        status |= DATA_REQUEST;
    }

    private void readBlock() {
        int sectors = Math.min(left, block);
        int good = Math.min(sectors, disk.count() - sector);
        if (good <= 0) {
            fail();
            return;
        }
        Arrays.fill(buffer, (byte) 0);
        for (int i = 0; i < good; i++) {
            System.arraycopy(disk.read(sector + i), 0, buffer, i * DiskImage.SECTOR, DiskImage.SECTOR);
        }
        advance(good);
        request(good);
    }

    private void writeBlock() {
        int sectors = limit / DiskImage.SECTOR;
        int good = Math.min(sectors, disk.count() - sector);
        for (int i = 0; i < good; i++) {
            disk.write(sector + i, buffer, i * DiskImage.SECTOR);
        }
        advance(good);
        if (good < sectors) {
            fail();
        } else if (left > 0) {
            request(Math.min(left, block));
        } else {
            end();
        }
    }

    private void verify() {
        int good = Math.min(left, disk.count() - sector);
        advance(good);
        if (left > 0) {
            fail();
        } else {
            end();
        }
    }

    private void fail() {
        error = ID_NOT_FOUND;
        status |= ERROR;
        address(sector);
        end();
    }

    /** The registers name the last sector that went over, and how many are left. */
    private void advance(int sectors) {
        if (sectors > 0) {
            address(sector + sectors - 1);
        }
        sector += sectors;
        left -= sectors;
        count = left & 0xFF;
    }

    private void end() {
        work = NOTHING;
        left = 0;
        due = LocalApic.NEVER;
    }

    /** The sector that the registers name; -1 if the disk does not have it. */
    private int addressed() {
        int named = (device & LBA) != 0
                ? (device & 0x0F) << 24 | top << 16 | middle << 8 | low
                : geometry.sector(top << 8 | middle, device & 0x0F, low);
        return named < disk.count() ? named : -1;
    }

    private void address(int number) {
        int named = (device & LBA) != 0 ? number : geometry.address(number);
        low = named & 0xFF;
        middle = named >>> 8 & 0xFF;
        top = named >>> 16 & 0xFF;
        device = device & 0xF0 | named >>> 24 & 0x0F;
    }

    DiskSectors disk() {
        return disk;
    }

    void save(StateWriter out) {
        out.putInts(new int[] {
            features, count, low, middle, top, device, status, error, multiple, work, sector, left, block, position,
            limit
        });
        out.putBoolean(interrupt);
        out.putLong(due);
        out.putBytes(buffer);
        geometry.save(out);
    }

    void load(StateReader in) throws ImageException {
        int[] values = new int[15];
        in.getInts(values);
        features = values[0];
        count = values[1] & 0xFF;
        low = values[2] & 0xFF;
        middle = values[3] & 0xFF;
        top = values[4] & 0xFF;
        device = values[5] & 0x5F;
        status = values[6] & 0xFF;
        error = values[7] & 0xFF;
        multiple = values[8] & 0x1F;
        work = values[9];
        sector = values[10];
        left = values[11];
        block = values[12];
        position = values[13];
        limit = values[14];
        interrupt = in.getBoolean();
        due = in.getLong();
        byte[] bytes = in.getBytes();
        if (bytes.length != buffer.length || !plausible()) {
            throw new ImageException("saved state holds a disk transfer that this machine cannot have");
        }
        System.arraycopy(bytes, 0, buffer, 0, buffer.length);
        geometry.load(in);
    }

    private boolean plausible() {
        return (position & 1) == 0
                && position >= 0
                && position <= limit
                && ((status & DATA_REQUEST) == 0 || position < limit)
                && limit <= buffer.length
                && sector >= -1
                && sector <= disk.count()
                && left >= 0
                && left <= 256
                && block >= 0
                && block <= MOST_MULTIPLE
                && work >= NOTHING
                && work <= WAIT;
    }
}
