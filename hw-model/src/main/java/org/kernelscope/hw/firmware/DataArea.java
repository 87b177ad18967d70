/* Where firmware keeps what programs may look at: the BIOS data area. */
package org.kernelscope.hw.firmware;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Addresses of the IBM Personal System/2 BIOS Interface Technical Reference, and the values after power-on. */
final class DataArea {
    static final int EQUIPMENT = 0x410;
    static final int CONVENTIONAL_KIB = 0x413;
    static final int SHIFTS = 0x417;
    static final int KEY_HEAD = 0x41A;
    static final int KEY_TAIL = 0x41C;
    static final int VIDEO_MODE = 0x449;
    static final int PAGE_OFFSET = 0x44E;
    static final int CURSORS = 0x450;
    static final int CURSOR_SHAPE = 0x460;
    static final int PAGE = 0x462;
    static final int TICKS = 0x46C;
    static final int MIDNIGHT = 0x470;
    static final int DISK_STATUS = 0x474;
    static final int KEY_START = 0x480;
    static final int KEY_END = 0x482;
    static final int KEY_PREFIX = 0x496;

    /** The keys' ring is given by offsets from here. */
    static final int BASE = 0x400;

    /** What firmware keeps for itself at the end of conventional memory. */
    static final int EXTENDED = 0x9FC00;

    private static final int BYTES = 0x100;
    private static final int RING = 0x1E;
    private static final int RING_END = 0x3E;
    private static final int TEXT_MODE = 3;
    private static final int PAGE_BYTES = 0x1000;
    private static final int UNDERLINE = 0x0607;

    /** A coprocessor, 80 columns in colour, two serial ports. */
    private static final int EQUIPPED = 0x0422;

    private DataArea() {}

    /** Writes what is there after power-on, in a machine with this many disks. */
    static void write(PhysicalMemory memory, int disks) {
        ByteBuffer area = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        area.putShort(0, (short) 0x3F8).putShort(2, (short) 0x2F8);
        area.putShort(0x0E, (short) (EXTENDED >>> 4));
        area.putShort(EQUIPMENT - BASE, (short) EQUIPPED);
        area.putShort(CONVENTIONAL_KIB - BASE, (short) (EXTENDED >>> 10));
        area.putShort(KEY_HEAD - BASE, (short) RING).putShort(KEY_TAIL - BASE, (short) RING);
        area.put(VIDEO_MODE - BASE, (byte) TEXT_MODE);
        area.putShort(0x4A, (short) 80).putShort(0x4C, (short) PAGE_BYTES);
        area.putShort(CURSOR_SHAPE - BASE, (short) UNDERLINE).putShort(0x63, (short) 0x3D4);
        area.put(0x75, (byte) disks);
        area.putShort(KEY_START - BASE, (short) RING).putShort(KEY_END - BASE, (short) RING_END);
        area.put(0x84, (byte) 24).put(0x85, (byte) 16);
        memory.fill(BASE, area.array(), 0, BYTES);
        memory.write16(EXTENDED, 1);
    }
}
