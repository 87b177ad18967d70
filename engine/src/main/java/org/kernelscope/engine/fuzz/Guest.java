/* Small machines with random content, and what stays fixed in them. */
package org.kernelscope.engine.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;

/**
 * A Multiboot ELF image in the making: two pieces of memory, one in the first 64 KiB and one from 1 MiB on, that begin as
 * random bytes. Start code loads tables in which every vector leads to the next of {@value #BLOCKS} blocks of code, so
 * that a fault is no end.
 */
final class Guest {
    static final int START = 0x10_0000;
    static final int GDT = 0x10_4000;
    static final int IDT = 0x10_5000;
    static final int TASK = 0x10_6000;
    static final int LDT = 0x10_7000;
    static final int DIRECTORY = 0x10_8000;
    static final int PAGES = 0x10_9000;
    static final int HANDLER = 0x10_C000;
    static final int FIRST_BLOCK = 0x11_0000;
    static final int DATA = 0x13_0000;
    static final int STACK = 0x17_0000;
    static final int BLOCKS = 64;
    static final int BLOCK_BYTES = 0x400;

    /** Where the other cores start: a page below 64 KiB. */
    static final int TRAMPOLINE = 0x8000;

    static final int LOW = 0x1000;
    static final int LOW_BYTES = 0xE000;

    private static final int HIGH_BYTES = 0x5_0000;
    private static final int POINTERS = 0x10_3FC0;
    private static final int COUNTER = 0x13_F000;
    private static final int FILE_HEADERS = 0x80;

    final byte[] low;
    final byte[] high;

    Guest(Dice dice) {
        low = dice.bytes(LOW_BYTES);
        high = dice.bytes(HIGH_BYTES);
        descriptors();
        for (int vector = 0; vector < 256; vector++) {
            gate(vector, HANDLER, 8, 0x8E + (vector & 1));
        }
        put(HANDLER, handler());
        put(TRAMPOLINE, trampoline());
    }

    /** Null; code and data of ring 0; code and data of ring 3; a task; a local table. */
    private void descriptors() {
        Arrays.fill(high, GDT - START, GDT - START + 0x1000, (byte) 0);
        putLong(GDT + 8, 0x00CF_9A00_0000_FFFFL);
        putLong(GDT + 16, 0x00CF_9200_0000_FFFFL);
        putLong(GDT + 24, 0x00CF_FA00_0000_FFFFL);
        putLong(GDT + 32, 0x00CF_F200_0000_FFFFL);
        putLong(GDT + 40, system(TASK, 0x89));
        putLong(GDT + 48, system(LDT, 0x82));
        putInt(TASK + 4, STACK);
        putInt(TASK + 8, 16);
        put(POINTERS, new Assembly().word(0xFFF).dword(GDT).bytes());
        put(POINTERS + 8, new Assembly().word(0x7FF).dword(IDT).bytes());
    }

    private static long system(int base, int access) {
        return 0xFFFL | (base & 0xFF_FFFFL) << 16 | (long) access << 40 | (base >>> 24 & 0xFFL) << 56;
    }

    /** An entry of the interrupt table. */
    void gate(int vector, int offset, int selector, int access) {
        putInt(IDT + vector * 8, offset & 0xFFFF | selector << 16);
        putInt(IDT + vector * 8 + 4, offset & 0xFFFF_0000 | access << 8);
    }

    /** Where a block of code begins. */
    static int block(int index) {
        return FIRST_BLOCK + (index & BLOCKS - 1) * BLOCK_BYTES;
    }

    /** Tells the APIC that the interrupt was heard, and jumps to the next block. */
    private static byte[] handler() {
        return reload(new Assembly())
                .segment(3, 16)
                .segment(0, 16)
                .segment(2, 16)
                .stack(STACK)
                .store(0xFEE0_00B0, 4, 0)
                .raw(0xFF, 5)
                .dword(COUNTER)
                .raw(0xA1)
                .dword(COUNTER)
                .raw(0x25)
                .dword(BLOCKS - 1)
                .raw(0xC1, 0xE0, 10, 5)
                .dword(FIRST_BLOCK)
                .raw(0xFF, 0xE0)
                .bytes();
    }

    /** Makes the tables those that stand at their places again. */
    static Assembly reload(Assembly code) {
        return code.raw(0x2E).loadTable(2, POINTERS).raw(0x2E).loadTable(3, POINTERS + 8);
    }

    /** From real mode to the handler, which finds each core something to do. */
    private static byte[] trampoline() {
        return new Assembly()
                .raw(0xFA, 0x31, 0xC0, 0x8E, 0xD8)
                .raw(0x66, 0x0F, 0x01, 0x16)
                .word(TRAMPOLINE + 0x40)
                .raw(0x0F, 0x20, 0xC0, 0x0C, 0x01, 0x0F, 0x22, 0xC0)
                .raw(0x66, 0xEA)
                .dword(TRAMPOLINE + 0x50)
                .word(8)
                .padTo(0x40)
                .word(0xFFF)
                .dword(GDT)
                .padTo(0x50)
                .segment(3, 16)
                .loadTable(3, POINTERS + 8)
                .raw(0xB8)
                .dword(HANDLER)
                .raw(0xFF, 0xE0)
                .bytes();
    }

    /** Start code: tables, stack, then this; other cores are sent to the trampoline if there are any. */
    void start(int cores, byte[] then) {
        Assembly code = new Assembly()
                .loadTable(2, POINTERS)
                .loadTable(3, POINTERS + 8)
                .raw(0xEA)
                .dword(START + 0x60)
                .word(8)
                .padTo(0x20)
                .segment(3, 16)
                .segment(0, 16)
                .segment(2, 16)
                .segment(4, 16)
                .segment(5, 16)
                .stack(STACK);
        if (cores > 1) {
            code.store(0xFEE0_00F0, 4, 0x1FF)
                    .store(0xFEE0_0300, 4, 0xC4500)
                    .store(0xFEE0_0300, 4, 0xC4600 | TRAMPOLINE >>> 12);
        }
        put(START + 0x40, code.raw(then).bytes());
    }

    void put(int address, byte[] bytes) {
        boolean isHigh = address >= START;
        System.arraycopy(bytes, 0, isHigh ? high : low, address - (isHigh ? START : LOW), bytes.length);
    }

    void putInt(int address, int value) {
        put(address, new Assembly().dword(value).bytes());
    }

    void putLong(int address, long value) {
        putInt(address, (int) value);
        putInt(address + 4, (int) (value >>> 32));
    }

    /** The file. */
    byte[] elf() {
        ByteBuffer out =
                ByteBuffer.allocate(FILE_HEADERS + high.length + low.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1}).position(16);
        out.putShort((short) 2).putShort((short) 3).putInt(1);
        out.putInt(START + 0x40).putInt(52).putInt(0).putInt(0);
        out.putShort((short) 52).putShort((short) 32).putShort((short) 2);
        out.position(52);
        segment(out, FILE_HEADERS, START, high.length);
        segment(out, FILE_HEADERS + high.length, LOW, low.length);
        out.putInt(0x1BAD_B002).putInt(0).putInt(-0x1BAD_B002);
        out.position(FILE_HEADERS);
        return out.put(high).put(low).array();
    }

    private static void segment(ByteBuffer out, int offset, int address, int length) {
        out.putInt(1).putInt(offset).putInt(address).putInt(address);
        out.putInt(length).putInt(length).putInt(7).putInt(4);
    }

    /** Half of all cases keep no time, the others have caches. */
    static MachineConfig config(long seed, int cores) throws UserMistake {
        List<String> names = Profiles.names();
        return new MachineConfig(cores, 4, Profiles.load(names.get(Math.floorMod(seed, names.size()))));
    }

    static Machine boot(MachineConfig config, byte[] elf) {
        try {
            return Machine.boot(config, elf, "");
        } catch (ImageException e) {
            throw new AssertionError("a well-formed image does not boot: " + e.getMessage(), e);
        }
    }
}
