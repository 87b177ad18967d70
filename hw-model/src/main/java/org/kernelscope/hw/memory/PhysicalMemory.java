/* The machine's RAM, with the pages that changed since the last snapshot and the pages that hold decoded code. */
package org.kernelscope.hw.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.kernelscope.hw.Written;

/**
 * RAM from physical address 0 to {@link #size()}. Values are little endian and may be unaligned. An address outside is a
 * bug of the caller; devices live elsewhere.
 */
public final class PhysicalMemory {
    public static final int PAGE_SHIFT = 12;
    public static final int PAGE_BYTES = 1 << PAGE_SHIFT;

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte CLEAN = 1;
    private static final byte CODE = 2;
    private static final byte WATCHED = 4;
    private static final byte TRACED = 8;
    private static final long ALL_CLEAN = 0x0101_0101_0101_0101L * CLEAN;

    private final byte[] bytes;
    private final byte[] attention;
    private final int[] generation;
    private int watchedFirst = Integer.MAX_VALUE;
    private int watchedLast = -1;
    private boolean written;
    private WriteTrace trace = new WriteTrace(0);
    private Runnable codeGuard = () -> {};

    /** RAM of this many bytes, a multiple of the page size, all zero and clean. */
    public PhysicalMemory(int size) {
        assert size > 0 && size % PAGE_BYTES == 0;
        bytes = new byte[size];
        attention = new byte[size >>> PAGE_SHIFT];
        generation = new int[attention.length];
        Arrays.fill(attention, CLEAN);
    }

    public int size() {
        return bytes.length;
    }

    public int pages() {
        return attention.length;
    }

    public int read8(int address) {
        return bytes[address] & 0xFF;
    }

    public int read16(int address) {
        return (short) SHORTS.get(bytes, address) & 0xFFFF;
    }

    public int read32(int address) {
        return (int) INTS.get(bytes, address);
    }

    public void write8(int address, int value) {
        touch(address, address, address);
        bytes[address] = (byte) value;
    }

    public void write16(int address, int value) {
        touch(address, address, address + 1);
        if ((address & 1) != 0) {
            touch(address + 1, address, address + 1);
        }
        SHORTS.set(bytes, address, (short) value);
    }

    public void write32(int address, int value) {
        touch(address, address, address + 3);
        if ((address & 3) != 0) {
            touch(address + 3, address, address + 3);
        }
        INTS.set(bytes, address, value);
    }

    /** RAM itself, for compiled code, which writes only where {@link #attention} is 0 or {@link #admits} says so. */
    public byte[] bytes() {
        return bytes;
    }

    /** For each page 0 unless someone waits for writes to it. */
    public byte[] attention() {
        return attention;
    }

    /** Copies bytes out; changes nothing. */
    public byte[] copy(int address, int length) {
        return Arrays.copyOfRange(bytes, address, address + length);
    }

    /** Copies bytes in. */
    public void fill(int address, byte[] source, int offset, int length) {
        for (int page = address >>> PAGE_SHIFT; page <= (address + length - 1) >>> PAGE_SHIFT && length > 0; page++) {
            touch(page << PAGE_SHIFT, address, address + length - 1);
        }
        System.arraycopy(source, offset, bytes, address, length);
    }

    /** Declares that decoded instructions of this page are kept: the next write to it raises its generation. */
    public void holdCode(int page) {
        attention[page] |= CODE;
    }

    /** Who hears before a page is written that holds code. */
    public void guardCode(Runnable next) {
        codeGuard = next;
    }

    /** Rises when a page that held code is written; whoever keeps decoded code compares. */
    public int generation(int page) {
        return generation[page];
    }

    /** Whether the page was written since {@link #markClean}. */
    public boolean dirty(int page) {
        return (attention[page] & CLEAN) == 0;
    }

    /** The first page from this one on that was written since {@link #markClean}; -1 if there is none. */
    public int nextDirty(int from) {
        int page = from;
        while (page < attention.length) {
            boolean eight = page + Long.BYTES <= attention.length;
            if (eight && ((long) LONGS.get(attention, page) & ALL_CLEAN) == ALL_CLEAN) {
                page += Long.BYTES;
            } else if (dirty(page)) {
                return page;
            } else {
                page++;
            }
        }
        return -1;
    }

    /** Whether a page has just this content. */
    public boolean holds(int page, byte[] content) {
        int start = page << PAGE_SHIFT;
        return Arrays.equals(bytes, start, start + PAGE_BYTES, content, 0, PAGE_BYTES);
    }

    /** Whether a write of up to 8 bytes to this address tells nobody anything that the page does not know already. */
    public boolean unnoticed(int address) {
        return unnoticed(attention[address >>> PAGE_SHIFT], address, Long.BYTES);
    }

    private boolean unnoticed(byte seen, int address, int length) {
        return (seen & ~TRACED) == 0 || (seen & ~TRACED) == WATCHED && !watched(address, address + length - 1);
    }

    private boolean watched(int first, int last) {
        return first <= watchedLast && last >= watchedFirst;
    }

    /** Whether compiled code may write these bytes of one page although someone waits; the trace says then that it did. */
    public boolean admits(int address, int length) {
        byte seen = attention[address >>> PAGE_SHIFT];
        boolean admitted = unnoticed(seen, address, length);
        if (admitted && (seen & TRACED) != 0) {
            trace.mark(address, address + length - 1);
        }
        return admitted;
    }

    /** Starts to watch for the next write to the page. */
    public void markClean(int page) {
        attention[page] |= CLEAN;
    }

    /** From now on notes every write that changes or confirms one of these bytes, and of no others; 0 bytes: of none. */
    public void noteWrites(int address, int length) {
        for (int page = 0; page < attention.length; page++) {
            attention[page] &= ~WATCHED;
        }
        watchedFirst = length == 0 ? Integer.MAX_VALUE : address;
        watchedLast = address + length - 1;
        for (int page = address >>> PAGE_SHIFT; page <= watchedLast >> PAGE_SHIFT && length > 0; page++) {
            attention[page] |= WATCHED;
        }
        written = false;
    }

    /** Whether such a write was noted since this was asked last. */
    public boolean noted() {
        boolean noted = written;
        written = false;
        return noted;
    }

    /** From now on keeps which bytes are written. */
    public void traceWrites() {
        trace = new WriteTrace(attention.length);
        for (int page = 0; page < attention.length; page++) {
            attention[page] |= TRACED;
        }
    }

    /** All bytes that were written since this was asked or {@link #forgetWrites} was called, and maybe some that were about to be. */
    public Written traced() {
        return trace.take();
    }

    /** Nothing was written until now. */
    public void forgetWrites() {
        written = false;
        trace.clear();
    }

    private void touch(int at, int first, int last) {
        if (attention[at >>> PAGE_SHIFT] != 0) {
            written(at >>> PAGE_SHIFT, first, last);
        }
    }

    private void written(int page, int first, int last) {
        byte seen = attention[page];
        if ((seen & TRACED) != 0) {
            int start = page << PAGE_SHIFT;
            trace.mark(Math.max(first, start), Math.min(last, start + PAGE_BYTES - 1));
        }
        if ((seen & CODE) != 0) {
            codeGuard.run();
            generation[page]++;
        }
        if (seen != TRACED) {
            attention[page] = (byte) (seen & (WATCHED | TRACED));
            written |= watched(first, last);
        }
    }
}
